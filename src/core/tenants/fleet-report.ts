/** One view of all tenants: how each of them is, whoever is silent first. */

import { compareText } from '../../model/finding.ts';
import type { HeartbeatReading } from '../../model/state/heartbeat.ts';
import { instantOf } from '../../model/time.ts';

export interface FleetRow {
  readonly tenant: string;
  readonly wave: string;
  /** `silent`: no run told of itself lately, or nobody can read what it told. */
  readonly state: 'fine' | 'differs' | 'failed' | 'silent';
  /** Why it isn't fine, for people. */
  readonly why: string | null;
  /** People whom the last run's writes concerned; null where nobody knows. */
  readonly disturbed: number | null;
  readonly waiting: number | null;
  readonly drift: number | null;
  /** When the last good run ended, ISO 8601. */
  readonly lastGood: string | null;
  readonly commit: string | null;
  readonly version: string | null;
}

const ORDER: { readonly [State in FleetRow['state']]: number } = { silent: 0, failed: 1, differs: 2, fine: 3 };

/** Rows in the order of attention. A run that ended before `oldest` (ISO 8601) says nothing about today. */
export function fleetRows(
  readings: readonly { readonly tenant: string; readonly wave: string; readonly reading: HeartbeatReading }[],
  oldest: string,
): readonly FleetRow[] {
  const rows = readings.map(({ tenant, wave, reading }) => rowOf(tenant, wave, reading, oldest));
  return rows.toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || compareText(a.tenant, b.tenant));
}

function rowOf(tenant: string, wave: string, reading: HeartbeatReading, oldest: string): FleetRow {
  const nothing = { disturbed: null, waiting: null, drift: null, lastGood: null, commit: null, version: null };
  if (reading.status !== 'found') {
    const why = reading.status === 'none' ? 'no run has told of itself yet' : reading.message;
    return { tenant, wave, state: 'silent', why, ...nothing };
  }
  const { ended, tool, commit, converged, waiting, drift, people, fault, good } = reading.heartbeat;
  const known = {
    disturbed: people,
    waiting,
    drift,
    lastGood: good?.ended ?? null,
    commit,
    version: tool,
  };
  const isOld = (instantOf(ended) ?? 0) < (instantOf(oldest) ?? 0);
  if (isOld) return { tenant, wave, state: 'silent', why: `no run since ${ended}`, ...known };
  if (fault !== null) return { tenant, wave, state: 'failed', why: fault, ...known };
  return { tenant, wave, state: converged ? 'fine' : 'differs', why: null, ...known };
}
