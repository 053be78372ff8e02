/** What the catalogue says of a field whatever the change is, to hold lines of `effects` against. */

import { kindNamed } from '../../kinds/catalogue.ts';
import { compareLevels, type EffectLevel, gateLevel } from '../../model/effect.ts';

const METADATA: readonly string[] = ['name', 'description', 'scopeTags'];

/** The mildest and the worst of all changes of the field, as gates see it; everything where there is no such field. */
export function catalogueLevels(kindName: string, field: string): readonly [least: EffectLevel, most: EffectLevel] {
  const kind = kindNamed(kindName);
  const own = kind?.fields[field]?.changes.map(({ verdict }) => verdict);
  const told = own ?? (kind !== undefined && METADATA.includes(field) ? [kind.effects.metadata] : []);
  const levels = told.map(gateLevel).sort(compareLevels);
  return [levels[0] ?? 'none', levels.at(-1) ?? 'lock-out'];
}
