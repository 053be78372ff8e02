/** Whether the next wave may begin: every tenant of this one must have come to a good end with this very commit. */

import type { HeartbeatReading } from '../../model/state/heartbeat.ts';
import { counted } from '../../model/text.ts';
import type { ProfileReach } from '../status/reach.ts';

/** What speaks against going on, for one tenant; null: nothing. */
export interface GateRow {
  readonly tenant: string;
  readonly against: string | null;
}

/** Devices of the tenant on which a profile failed; null where nobody asked. */
export type DeviceErrors = { readonly count: number; readonly most: number } | null;

/** Only a run of `commit` speaks for it: one of an older commit says how healthy something else was. */
export function judgeTenant(
  tenant: string,
  reading: HeartbeatReading,
  commit: string,
  errors: DeviceErrors | 'unknown' = null,
): GateRow {
  const against = fault(reading, commit) ?? deviceFault(errors);
  return { tenant, against };
}

function fault(reading: HeartbeatReading, commit: string): string | null {
  if (reading.status === 'unreadable') return `nobody knows how it is: ${reading.message}`;
  if (reading.status === 'none') return 'no run has told of itself yet';
  const { heartbeat } = reading;
  if (heartbeat.commit !== commit)
    return `its last run followed ${heartbeat.commit === null ? 'a working tree' : heartbeat.commit.slice(0, 12)}, not this commit`;
  if (heartbeat.fault !== null) return `its last run was no good one: ${heartbeat.fault}`;
  if (heartbeat.converged) return null;
  const left = [
    heartbeat.waiting === null || heartbeat.waiting > 0
      ? `${heartbeat.waiting === null ? 'changes' : counted(heartbeat.waiting, 'change')} waiting for an approval`
      : '',
    heartbeat.drift === null || heartbeat.drift > 0
      ? `${heartbeat.drift === null ? 'profiles' : counted(heartbeat.drift, 'profile')} changed in the tenant`
      : '',
  ].filter((text) => text !== '');
  return `git and tenant differ${left.length === 0 ? '' : `: ${left.join(', ')}`}`;
}

function deviceFault(errors: DeviceErrors | 'unknown'): string | null {
  if (errors === 'unknown') return 'nobody knows on how many devices profiles failed';
  if (errors === null || errors.count <= errors.most) return null;
  return `profiles failed on ${counted(errors.count, 'device')}, more than ${errors.most}`;
}

/** Devices on which any of the profiles failed, as their counts tell; null where one of them can't be told. */
export function countDeviceErrors(profiles: readonly ProfileReach[], isWhole: boolean): number | null {
  const told = profiles.filter(({ counted: isCounted, assigned }) => isCounted && assigned);
  if (!isWhole || told.some(({ devices }) => devices === null)) return null;
  return told.reduce(
    (sum, { devices }) => sum + (devices === null ? 0 : devices.error + devices.failed + devices.conflict),
    0,
  );
}
