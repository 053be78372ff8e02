/** Who of a repository refers to whom of it, for the rules that judge two profiles together. */

import type { Kind } from '../catalogue/kind.ts';
import type { DesiredProfile, NamedRef } from '../model/profile.ts';
import type { ReferenceUse } from './reference-rule.ts';

/** The uses among the profiles: by key, or by the name that a profile of a fitting kind has. */
export function findReferenceUses(
  profiles: readonly DesiredProfile[],
  kinds: ReadonlyMap<string, Kind>,
): readonly { readonly profile: DesiredProfile; readonly use: ReferenceUse }[] {
  return profiles.flatMap((profile) =>
    Object.entries(profile.references).flatMap(([field, reference]) => {
      const target = reference === null ? undefined : targetOf(reference, profile, field, profiles, kinds);
      const [kind, targetKind] = [kinds.get(profile.kind), kinds.get(target?.kind ?? '')];
      const isUsed = kind?.fields[field]?.usedWhen?.(profile.settings) === true;
      if (target === undefined || targetKind === undefined || kind === undefined || !isUsed) return [];
      const user = { kind, settings: profile.settings };
      const label = `"${target.key}"`;
      return [{ profile, use: { user, field, target: { kind: targetKind, settings: target.settings, label } } }];
    }),
  );
}

function targetOf(
  reference: NamedRef,
  profile: DesiredProfile,
  field: string,
  profiles: readonly DesiredProfile[],
  kinds: ReadonlyMap<string, Kind>,
): DesiredProfile | undefined {
  if (reference.by === 'id') return undefined;
  if (reference.by === 'key') return profiles.find(({ key }) => key === reference.key);
  const shape = kinds.get(profile.kind)?.fields[field]?.shape;
  const fits = ({ kind }: DesiredProfile): boolean =>
    shape?.type === 'reference' && shape.target.types.includes(kinds.get(kind)?.graph.type ?? '');
  const name = reference.name.toLowerCase();
  const found = profiles.filter((one) => one.name.toLowerCase() === name && fits(one));
  return found.length === 1 ? found[0] : undefined;
}
