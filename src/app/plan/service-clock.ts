/** Which time counts: the service's own, which all runners share; this machine's only until the service has answered. */

import type { Clock, TenantReader } from '../ports/tenant.ts';

/** A clock of the service, as far as the reader has heard of its time. */
export function serviceClock(reader: TenantReader, machine: Clock): Clock {
  return { now: () => reader.serviceTime() ?? machine.now() };
}
