/** What keys alone say about a plan: handed back, handed back and still there, or renamed without saying so. */

import { kindNamed } from '../../kinds/catalogue.ts';
import type { Config } from '../../model/config.ts';
import { findNearest } from '../../model/did-you-mean.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { LiveProfile, ResolvedProfile } from '../../model/profile.ts';
import type { Inventory } from '../../model/state/inventory.ts';
import { sameName } from '../tenant/directory.ts';

type Release = Readonly<Record<string, string>>;

/** Profiles that are released and have YAML all the same: nobody can say which is meant. */
export function releasedFindings(profiles: readonly ResolvedProfile[], release: Release): readonly Finding[] {
  return profiles
    .filter(({ key }) => Object.hasOwn(release, key))
    .map(({ key, at }) => {
      const text = `"${key}" stands under "release" in postilion.yaml and has YAML: take the YAML away to hand it back, or the line under "release" to keep it`;
      return finding('OWN-013', text, { key, at });
    });
}

/** Objects that the next apply lets go of. */
export function handedBackFindings(inventory: Inventory | null, release: Release): readonly Finding[] {
  return Object.entries(inventory?.entries ?? {})
    .filter(([key]) => Object.hasOwn(release, key))
    .map(([key, { id }]) => {
      const text = `"${key}" is handed back: ${id} stays in the tenant as it is, and the next apply forgets it`;
      return finding('OWN-014', text, { key });
    });
}

/** Keys that are to rest and that nobody has: a suspension with a typo would stop nothing. */
export function suspendFindings(
  suspend: Config['suspend'],
  profiles: readonly Pick<ResolvedProfile, 'key'>[],
  held: ReadonlySet<string>,
  inventory: Inventory,
): readonly Finding[] {
  if (typeof suspend === 'boolean') return [];
  const known = new Set<string>([...profiles.map(({ key }) => key), ...held, ...Object.keys(inventory.entries)]);
  return suspend
    .filter((key) => !known.has(key))
    .map((key) => {
      const meant = findNearest(key, [...known]);
      const hint = meant === null ? 'correct it, or take it out' : `did you mean "${meant}"?`;
      return finding('OWN-016', `"suspend" in postilion.yaml names "${key}", which no profile has: ${hint}`);
    });
}

/** New profiles that look like ones whose YAML is gone: a rename is a line under "moved", and takes mail from nobody. */
export function renamedFindings(
  gone: readonly { readonly key: string; readonly live: LiveProfile }[],
  fresh: readonly ResolvedProfile[],
): readonly Finding[] {
  return fresh.flatMap(({ key, kind, name, at }) => {
    if (kindNamed(kind)?.labels === 'store') return [];
    const before = gone.find((one) => one.live.kind === kind && sameName(one.live.name, name));
    if (before === undefined) return [];
    const text = `"${key}" is new and is called like "${before.key}", whose YAML is gone: where they are the same, write "moved: {${before.key}: ${key}}" in postilion.yaml, and nobody loses mail`;
    return [finding('OWN-015', text, { key, at })];
  });
}
