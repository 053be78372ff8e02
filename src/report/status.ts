/** Shows how far profiles have reached devices and people, as text and as JSON. */

import type { Observation } from '../core/status/observation.ts';
import type { ProfileReach } from '../core/status/reach.ts';
import { counted, thousands } from '../model/text.ts';
import { observationLines } from './observation.ts';
import { escapeJsonText, escapeTerminal } from './text/escape.ts';

/** Three lines for each profile: what became of it on devices and for people, and what that means. */
export function renderStatus(lines: readonly ProfileReach[], observations: Observations = NONE): string {
  const body = lines.flatMap(({ key, name, verdict, devices, people, assigned, counted: isCounted }) => [
    `${key} "${name}": ${verdict}`,
    ...(assigned && isCounted ? [countsLine('devices', devices), countsLine('people', people)] : []),
    ...observationsOf(key, observations).flatMap(observationLines),
  ]);
  const last = `${counted(lines.length, 'managed profile')}; the counts are Intune's own and may lag behind`;
  return [...body, last].map((text) => `${escapeTerminal(text)}\n`).join('');
}

type Observations = ReadonlyMap<string, Observation>;
const NONE: Observations = new Map();

function observationsOf(key: string, observations: Observations): readonly Observation[] {
  const found = observations.get(key);
  return found === undefined ? [] : [found];
}

function countsLine(whose: string, counts: ProfileReach['devices']): string {
  if (counts === null) return `  ${whose}: could not be read`;
  const { success, pending, error, failed, conflict, notApplicable } = counts;
  const parts = [
    `${thousands(success)} have it`,
    `${thousands(pending)} pending`,
    ...(error + failed > 0 ? [`${thousands(error + failed)} failed`] : []),
    ...(conflict > 0 ? [`${thousands(conflict)} in conflict`] : []),
    ...(notApplicable > 0 ? [`${thousands(notApplicable)} not applicable`] : []),
  ];
  return `  ${whose}: ${parts.join(', ')}`;
}

/** `{"profiles": […]}`; hours are whole ones since the last change. */
export function renderStatusJson(lines: readonly ProfileReach[], observations: Observations = NONE): string {
  const profiles = lines.map(({ key, kind, id, name, assigned, version, fresh, hours, devices, people, verdict }) => ({
    key,
    kind,
    id,
    name,
    assigned,
    version,
    fresh,
    hours: hours === null ? null : Math.floor(hours),
    devices,
    people,
    verdict,
    ...(observations.has(key) ? { since: observations.get(key) } : {}),
  }));
  return `${escapeJsonText(JSON.stringify({ profiles }, null, 2))}\n`;
}
