/** Who of a repository refers to whom of it, for the rules that judge two profiles together. */

import type { Kind } from '../catalogue/kind.ts';
import { grouped } from '../model/grouped.ts';
import type { DesiredProfile, NamedRef } from '../model/profile.ts';
import type { ReferenceUse } from './reference-rule.ts';

/** The uses among the profiles: by key, or by the name that a profile of a fitting kind has. */
export function findReferenceUses(
  profiles: readonly DesiredProfile[],
  kinds: ReadonlyMap<string, Kind>,
): readonly { readonly profile: DesiredProfile; readonly use: ReferenceUse }[] {
  const byKey = new Map<string, DesiredProfile>(profiles.map((profile) => [profile.key, profile]));
  const byName = grouped(profiles, ({ name }) => name.toLowerCase());
  return profiles.flatMap((profile) =>
    Object.entries(profile.references).flatMap(([field, reference]) => {
      const target = reference === null ? undefined : targetOf(reference, profile, field, { byKey, byName, kinds });
      const [kind, targetKind] = [kinds.get(profile.kind), kinds.get(target?.kind ?? '')];
      const isUsed = kind?.fields[field]?.usedWhen?.(profile.settings) === true;
      if (target === undefined || targetKind === undefined || kind === undefined || !isUsed) return [];
      const user = { kind, settings: profile.settings };
      const label = `"${target.key}"`;
      return [{ profile, use: { user, field, target: { kind: targetKind, settings: target.settings, label } } }];
    }),
  );
}

interface Known {
  readonly byKey: ReadonlyMap<string, DesiredProfile>;
  readonly byName: ReadonlyMap<string, readonly DesiredProfile[]>;
  readonly kinds: ReadonlyMap<string, Kind>;
}

function targetOf(
  reference: NamedRef,
  profile: DesiredProfile,
  field: string,
  { byKey, byName, kinds }: Known,
): DesiredProfile | undefined {
  if (reference.by === 'id') return undefined;
  if (reference.by === 'key') return byKey.get(reference.key);
  const shape = kinds.get(profile.kind)?.fields[field]?.shape;
  const fits = ({ kind }: DesiredProfile): boolean =>
    shape?.type === 'reference' && shape.target.types.includes(kinds.get(kind)?.graph.type ?? '');
  const found = (byName.get(reference.name.toLowerCase()) ?? []).filter(fits);
  return found.length === 1 ? found[0] : undefined;
}
