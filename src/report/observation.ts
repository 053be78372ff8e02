/** A prediction and what shows since, in words. */

import type { Observation } from '../core/status/observation.ts';
import { counted, peopleInWords } from '../model/text.ts';

/** Lines below a profile's own. */
export function observationLines({
  run,
  predicted,
  hours,
  signIns,
  verdict,
  override,
}: Observation): readonly string[] {
  return [
    `  since the run ${run.nonce.slice(0, 8)} of ${run.started} (${counted(Math.round(hours), 'hour')} ago)`,
    `  predicted: ${predicted === null ? 'nothing that is on record' : predictionWords(predicted)}`,
    `  sign-ins: ${signInWords(signIns)}`,
    `  so far: ${verdict}`,
    ...(override === null
      ? []
      : [`  to let plans say so, write under effects in postilion.yaml (docs/effects.md): - ${override}`]),
  ];
}

function predictionWords(predicted: NonNullable<Observation['predicted']>): string {
  const { level, confidence, basis, people, gained, lost, causes } = predicted;
  const who = people === null ? 'people who could not be counted' : peopleInWords(people, basis);
  const parts = [
    ...(gained === null || gained === 0 ? [] : [`${gained} get it for the first time`]),
    ...(lost === null || lost === 0 ? [] : [`${lost} lose it`]),
    ...(causes.length === 0 ? [] : [`by ${causes.join(', ')}`]),
  ];
  return `${level} for ${who} (${[confidence, ...parts].join('; ')})`;
}

function signInWords(signIns: Observation['signIns']): string {
  if ('not' in signIns) return signIns.not;
  const { app, since, before, of, isComplete } = signIns;
  const least = isComplete ? '' : 'at least ';
  return `${least}${since} of ${counted(of, 'person', 'people')} signed in to ${app} since, ${least}${before} in as long before`;
}
