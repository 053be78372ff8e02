/** Desired against live, field by field on normal forms. */

import { judge } from '../../catalogue/effects.ts';
import type { Kind } from '../../catalogue/kind.ts';
import { fieldsIn } from '../../catalogue/kind.ts';
import type { Origin } from '../../model/change.ts';
import type { EffectVerdict } from '../../model/effect.ts';
import { isJsonObject, type JsonValue, sameJson } from '../../model/json.ts';
import {
  isManaged,
  type LiveProfile,
  managedSettings,
  type ResolvedProfile,
  type Settings,
} from '../../model/profile.ts';

/** One difference, with what it does to people; `field` is null for name, description and scope tags. */
export interface Difference {
  readonly path: string;
  readonly field: string | null;
  readonly from: JsonValue;
  readonly to: JsonValue;
  readonly verdict: EffectVerdict;
  /** Who moved; `unknown` until the record of the last apply says more. */
  readonly origin: Origin;
}

/**
 * What git wants and the tenant holds otherwise. A setting that YAML doesn't mention, one listed as unmanaged, and a
 * reference that wasn't read are not compared.
 */
export function differences(desired: ResolvedProfile, live: LiveProfile, kind: Kind): readonly Difference[] {
  const metadata = kind.effects.metadata;
  const found: Difference[] = [];
  const add = (path: string, from: JsonValue, to: JsonValue): void => {
    if (!sameJson(from, to)) found.push({ path, field: null, from, to, verdict: metadata, origin: 'unknown' });
  };
  if (kind.labels !== 'store') add('/name', live.name, desired.name);
  if (desired.description !== undefined && isManaged(desired, 'description') && kind.labels !== 'store') {
    add('/description', live.description, desired.description);
  }
  if (desired.scopeTagIds !== undefined && isManaged(desired, 'scopeTags')) {
    add('/scopeTags', [...live.scopeTagIds].sort(), desired.scopeTagIds);
  }
  return [...found, ...settingDifferences(desired, live, kind)];
}

function settingDifferences(desired: ResolvedProfile, live: LiveProfile, kind: Kind): readonly Difference[] {
  const wanted = managedSettings(desired);
  const after: Settings = { ...live.settings, ...wanted };
  return fieldsIn(kind).flatMap(([name, field]) => {
    const to = wanted[name];
    const from = live.settings[name];
    if (to === undefined || from === undefined || sameSetting(from, to)) return [];
    const verdict = judge(field.changes, { from, to, before: live.settings, after });
    return [{ path: `/settings/${name}`, field: name, from, to, verdict, origin: 'unknown' }];
  });
}

/** References are equal when their ids are; everything else as JSON. */
function sameSetting(a: JsonValue, b: JsonValue): boolean {
  if (isJsonObject(a) && isJsonObject(b) && 'id' in a && 'id' in b) return a['id'] === b['id'];
  return sameJson(a, b);
}
