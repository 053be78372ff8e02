/**
 * Codes that approve changes. The sixteen digits cover the tenant, the owner, the change and its object, the gates that
 * were shown with it, how many changes of the key were carried out before, and the number of people: none of them can be
 * another one under the same code, and a code that was used is good for nothing.
 */

import { codeText } from '../../model/approval.ts';
import { causeOf } from '../../model/cause.ts';
import { type Change, openableGates } from '../../model/change.ts';
import { digestText } from '../../model/digest.ts';
import { compareText } from '../../model/finding.ts';
import { canonical, type JsonObject, type JsonValue } from '../../model/json.ts';
import type { Bundle, ChangeGroup, Plan } from '../../model/plan.ts';
import { withBundleMates } from '../bundles/waiting.ts';

/** Key → how many changes of it were carried out to the end. */
export type Applies = Readonly<Record<string, number>>;

/** What a code says of one change, the number of people apart. */
export interface CodeMember {
  readonly key: string;
  readonly id: string | null;
  readonly digest: string;
  /** As `shownGates` spells them. */
  readonly gates: readonly string[];
  readonly applies: number;
}

export function appliesOf(applies: Applies, key: string): number {
  return Object.hasOwn(applies, key) ? (applies[key] ?? 0) : 0;
}

/** The gates that an approval can open, sorted; that of the effect with how bad it is: `effect:sign-in`. */
export function shownGates(change: Pick<Change, 'gates' | 'effect'>): readonly string[] {
  const shown = openableGates(change).map((gate) => (gate === 'effect' ? `effect:${change.effect.disturbs}` : gate));
  return shown.sort(compareText);
}

export function memberOf(
  change: Pick<Change, 'key' | 'id' | 'digest' | 'gates' | 'effect'>,
  applies: number,
): CodeMember {
  const { key, id, digest } = change;
  return { key, id, digest, gates: shownGates(change), applies };
}

/** The code of one change. */
export function changeCode(tenant: Plan['tenant'], member: CodeMember, people: number | null): string {
  return codeOf(tenant, { change: { ...member } }, people);
}

/** The code of several changes, whatever their order. `people` counts each person once. */
export function groupCode(tenant: Plan['tenant'], members: readonly CodeMember[], people: number | null): string {
  const sorted = members.toSorted((a, b) => compareText(a.key, b.key));
  return codeOf(tenant, { changes: sorted.map((member) => ({ ...member })) }, people);
}

/** What a code says of a loosened setting. */
export interface PolicyMember {
  readonly setting: string;
  readonly from: JsonValue;
  readonly to: JsonValue;
  readonly applies: number;
}

/** The code of loosened settings, whatever their order: none is good for a change, and none of a change for a setting. */
export function policyCode(tenant: Plan['tenant'], members: readonly PolicyMember[], people: number | null): string {
  const sorted = members
    .map(({ setting, from, to, applies }) => ({ setting, from, to, applies }))
    .sort((a, b) => compareText(a.setting, b.setting));
  return codeOf(tenant, { policy: sorted, gates: ['policy'] }, people);
}

function codeOf({ id, owner }: Plan['tenant'], about: JsonObject, people: number | null): string {
  const hex = digestText(canonical({ tenant: id, owner, ...about, people })).slice('sha256:'.length);
  return codeText(hex.slice(0, 16), people);
}

/** What decides about codes besides the changes. `peopleOf` counts the people of several keys once each. */
export interface CodeTerms {
  readonly tenant: Plan['tenant'];
  readonly applies: Applies;
  readonly peopleOf: (keys: readonly string[]) => number | null;
}

/**
 * The changes with their codes, and the codes of several at once. A bundle has one code over all of its changes, and those of
 * them that wait carry it in place of one of their own.
 */
export function withCodes(
  changes: readonly Change[],
  bundles: readonly Bundle[],
  terms: CodeTerms,
): Pick<Plan, 'changes' | 'code' | 'groups' | 'bundles'> {
  const open = changes.filter((change) => openableGates(change).length > 0);
  const groupOf = (members: readonly Change[]): ChangeGroup | null => groupAmong(changes, members, bundles, terms);
  const waitingBundles = bundles.filter(({ keys }) => open.some(({ key }) => keys.includes(key)));
  const coded = waitingBundles.map((bundle) => {
    const group = groupOf(open.filter(({ key }) => bundle.keys.includes(key)));
    return group === null ? bundle : { ...bundle, code: group.code };
  });
  const bundleCodes = new Map(coded.flatMap(({ keys, code }) => keys.map((key) => [key, code] as const)));
  // A number bounds the people of a group only where all of them could be counted.
  const uncounted = new Set(uncountedKeys(changes, bundles));
  const known = open.filter(({ key }) => !uncounted.has(key));
  const unknown = open.filter(({ key }) => uncounted.has(key));
  const whole = open.length > 1 && (known.length === 0 || unknown.length === 0) ? groupOf(open) : null;
  const parts = whole === null ? [known, unknown] : [];
  const groups = [...parts, ...byCause(open)]
    .filter((members) => members.length > 1 && members.length < open.length && areWhole(members, open, bundles))
    .map(groupOf);
  const taken = new Set([...bundleCodes.values(), whole?.code]);
  const distinct = new Map(
    groups.flatMap((group) => (group === null || taken.has(group.code) ? [] : [[group.code, group]])),
  );
  const codedById = new Map(coded.map((bundle) => [bundle.id, bundle]));
  return {
    changes: changes.map((change) => {
      const applies = appliesOf(terms.applies, change.key);
      // The code of its bundle covers it, too: whoever reads the plan can tell.
      if (openableGates(change).length === 0)
        return bundleCodes.get(change.key) === undefined ? change : { ...change, applies };
      const own = (): string => changeCode(terms.tenant, memberOf(change, applies), change.effect.people);
      return { ...change, code: bundleCodes.get(change.key) ?? own(), applies };
    }),
    ...(whole === null ? {} : { code: whole.code }),
    ...(distinct.size === 0 ? {} : { groups: [...distinct.values()] }),
    ...(bundles.length === 0 ? {} : { bundles: bundles.map((bundle) => codedById.get(bundle.id) ?? bundle) }),
  };
}

/** The keys of changes whose people nobody could count, and those of their bundles. */
export function uncountedKeys(changes: readonly Change[], bundles: readonly Bundle[] = []): readonly string[] {
  const unknown = changes.flatMap(({ key, effect }) => (effect.people === null ? [key] : []));
  return withBundleMates(unknown, bundles);
}

/** True where no bundle is opened by half. */
function areWhole(members: readonly Change[], open: readonly Change[], bundles: readonly Bundle[]): boolean {
  const keys = new Set(members.map(({ key }) => key));
  const all = new Set(withBundleMates([...keys], bundles));
  return open.every(({ key }) => keys.has(key) || !all.has(key));
}

/** The members with the rest of their bundles, which goes with them; null for fewer than two changes. */
function groupAmong(
  changes: readonly Change[],
  some: readonly Change[],
  bundles: readonly Bundle[],
  { tenant, applies, peopleOf }: CodeTerms,
): ChangeGroup | null {
  const wanted = new Set(
    withBundleMates(
      some.map(({ key }) => key),
      bundles,
    ),
  );
  const members = changes.filter(({ key }) => wanted.has(key));
  if (members.length < 2) return null;
  const keys = members.map(({ key }) => key).toSorted(compareText);
  const isUnknown = members.some(({ effect }) => effect.people === null);
  const people = isUnknown ? null : peopleOf(keys);
  const all = members.map((change) => memberOf(change, appliesOf(applies, change.key)));
  return { keys, people, code: groupCode(tenant, all, people) };
}

/** Changes that do the same for the same reason. */
function byCause(changes: readonly Change[]): readonly (readonly Change[])[] {
  const found = new Map<string, Change[]>();
  for (const change of changes) {
    const cause = causeOf(change);
    found.set(cause, [...(found.get(cause) ?? []), change]);
  }
  return [...found.values()];
}
