/** Who stands on whom: mail on its certificate, a certificate on its root; as the tenant has it and as it will be. */

import { fieldsIn } from '../../catalogue/kind.ts';
import { grouped } from '../../model/grouped.ts';
import { isJsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { Settings } from '../../model/profile.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';

/** `user` refers to `target` in `field`; both are keys of proposed changes. */
export interface DependencyLink {
  readonly user: string;
  readonly field: string;
  readonly target: string;
  /** True where the settings make use of the reference: only then people need the target. */
  readonly isUsed: boolean;
}

export interface Links {
  /** In the tenant today. */
  readonly before: readonly DependencyLink[];
  /** Once everything is done. */
  readonly after: readonly DependencyLink[];
}

/** The links among the proposed changes; references to anything else lead out of the plan. */
export function linksOf(proposals: readonly ProposedChange[]): Links {
  const keys = new Set(proposals.map(({ key }) => key));
  const byId = new Map<string, string>(
    proposals.flatMap(({ key, live }) => (live === null ? [] : [[live.id, key] as const])),
  );
  const targetOf = (value: JsonValue | undefined): string | undefined => {
    if (!isJsonObject(value)) return undefined;
    const key = stringAt(value, 'key');
    return key === undefined ? byId.get(stringAt(value, 'id') ?? '') : keys.has(key) ? key : undefined;
  };
  const linksIn = (proposed: ProposedChange, settings: Settings): readonly DependencyLink[] =>
    fieldsIn(proposed.kind).flatMap(([field, { shape, usedWhen }]) => {
      const target = shape.type === 'reference' ? targetOf(settings[field]) : undefined;
      const isUsed = usedWhen?.(settings) ?? true;
      return target === undefined ? [] : [{ user: proposed.key, field, target, isUsed }];
    });
  return {
    before: proposals.flatMap((proposed) => (proposed.live === null ? [] : linksIn(proposed, proposed.live.settings))),
    after: proposals.flatMap((proposed) => (proposed.action === 'delete' ? [] : linksIn(proposed, proposed.settings))),
  };
}

/** The keys and everything that they stand on, today or afterwards. */
export function withFoundations(keys: readonly string[], { before, after }: Links): ReadonlySet<string> {
  const byUser = grouped([...before, ...after], ({ user }) => user);
  const found = new Set(keys);
  for (const key of found) for (const { target } of byUser.get(key) ?? []) found.add(target);
  return found;
}
