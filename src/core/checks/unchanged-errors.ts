/** What the tenant holds already, wrong as it may be, gets no worse by a run: an error about it is a warning. */

import type { Finding } from '../../model/finding.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';

/**
 * The findings about files, where those that hold for the live object too are warnings. Whoever made them is asked again
 * about the profiles with the tenant's values in every field that is to change: what is still said is no news.
 */
export function softenUnchanged(
  findings: readonly Finding[],
  profiles: readonly DesiredProfile[],
  proposals: readonly ProposedChange[],
  judge: (profiles: readonly DesiredProfile[]) => readonly Finding[],
): readonly Finding[] {
  if (!findings.some(({ severity, key }) => severity === 'error' && key !== null)) return findings;
  const byKey = new Map(proposals.map((one) => [one.key, one]));
  const today = judge(profiles.map((profile) => asToday(profile, byKey.get(profile.key))));
  const stillSaid = new Set(today.map(textOf));
  return findings.map((one) => {
    if (one.severity !== 'error' || one.key === null || one.hard === true) return one;
    const proposed = byKey.get(one.key);
    if (proposed === undefined || proposed.live === null || proposed.desired === null) return one;
    const isSaid = stillSaid.has(textOf(one));
    const isFile = FILE_CODES.includes(one.code) && !changesFile(proposed);
    return isSaid || isFile
      ? { ...one, severity: 'warning', message: `${one.message} (the tenant holds it so today)` }
      : one;
  });
}

/** Certificates that devices would refuse. */
const FILE_CODES: readonly string[] = ['CER-002', 'CER-003', 'CER-004'];

function changesFile({ desired, differences }: ProposedChange): boolean {
  return differences.some(({ field }) => field !== null && Object.hasOwn(desired?.files ?? {}, field));
}

/** The profile as YAML would say what the tenant holds; what doesn't differ keeps YAML's own spelling. */
function asToday(profile: DesiredProfile, proposed: ProposedChange | undefined): DesiredProfile {
  const live = proposed?.live ?? null;
  if (proposed === undefined || live === null) return profile;
  const changed = new Set(proposed.differences.map(({ path }) => path));
  const settings = Object.entries(profile.settings).map(
    ([name, value]) => [name, changed.has(`/settings/${name}`) ? (live.settings[name] ?? null) : value] as const,
  );
  const references = Object.entries(profile.references).map(([name, ref]) => {
    const isUnbound = changed.has(`/settings/${name}`) && (live.settings[name] ?? null) === null;
    return [name, isUnbound ? null : ref] as const;
  });
  return {
    ...profile,
    name: changed.has('/name') ? live.name : profile.name,
    settings: Object.fromEntries(settings),
    references: Object.fromEntries(references),
    assign: proposed.assignments === null ? profile.assign : undefined,
  };
}

function textOf({ code, key, message }: Finding): string {
  return [code, key, message].join('\n');
}
