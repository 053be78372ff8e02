/** Shows whether the schedule is alive, as text and as JSON. */

import type { Liveness } from '../core/state/heartbeat.ts';
import { counted } from '../model/text.ts';
import { escapeJsonText, escapeTerminal } from './text/escape.ts';

/** Two lines: the verdict, and what the last run left. */
export function renderLiveness({ why, age, heartbeat }: Liveness, maxAge: string): string {
  const verdict = why ?? `the last good run ended ${spanText(age ?? 0)} ago, within ${maxAge}`;
  return [verdict, ...(heartbeat === null ? [] : [leftText(heartbeat)])]
    .map((text) => `${escapeTerminal(text)}\n`)
    .join('');
}

/** `{"fine": …, "why": …, "maxAge": …, "age": …, "last": …}`; the age in seconds. */
export function renderLivenessJson({ verdict, why, age, heartbeat }: Liveness, maxAge: string): string {
  const told = {
    fine: verdict === 'fine',
    verdict,
    why,
    maxAge,
    age: age === null ? null : Math.floor(age / 1000),
    last: heartbeat,
  };
  return `${escapeJsonText(JSON.stringify(told, null, 2))}\n`;
}

function leftText({ verb, who, tool, commit, waiting, drift, converged }: NonNullable<Liveness['heartbeat']>): string {
  const of = commit === null ? '' : ` of commit ${commit.slice(0, 12)}`;
  const left = converged
    ? 'git and tenant agree'
    : [
        waiting === null ? 'nobody knows what waits' : `${counted(waiting, 'change')} waiting for an approval`,
        drift === null ? 'or what was changed in the tenant' : `${counted(drift, 'profile')} changed in the tenant`,
      ].join(', ');
  return `last ${verb}${of} by ${who} (${tool}): ${left}`;
}

function spanText(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 120) return counted(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
}
