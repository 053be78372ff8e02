/**
 * Codes that approve changes. The sixteen digits cover the tenant, the owner, the change and its object, the gates that
 * were shown with it, how many changes of the key were carried out before, and the number of people: none of them can be
 * another one under the same code, and a code that was used is good for nothing.
 */

import { codeText } from '../../model/approval.ts';
import { type Change, openableGates } from '../../model/change.ts';
import { digestText } from '../../model/digest.ts';
import { compareText } from '../../model/finding.ts';
import { canonical, type JsonObject } from '../../model/json.ts';
import type { Bundle, ChangeGroup, Plan } from '../../model/plan.ts';

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

/** The changes with their codes, and the codes of several at once. */
export function withCodes(
  changes: readonly Change[],
  bundles: readonly Bundle[],
  terms: CodeTerms,
): Pick<Plan, 'changes' | 'code' | 'groups' | 'bundles'> {
  const coded = changes.map((change) => {
    if (openableGates(change).length === 0) return change;
    const applies = appliesOf(terms.applies, change.key);
    return { ...change, code: changeCode(terms.tenant, memberOf(change, applies), change.effect.people), applies };
  });
  const waiting = coded.filter(({ code }) => code !== undefined);
  // A number bounds the people of a group only where all of them could be counted.
  const known = waiting.filter(({ effect }) => effect.people !== null);
  const unknown = waiting.filter(({ effect }) => effect.people === null);
  const whole = known.length === 0 || unknown.length === 0 ? groupOf(waiting, terms) : null;
  const parts = whole === null ? [known, unknown] : [];
  const groups = [...parts, ...byCause(waiting)]
    .filter(({ length }) => length > 1 && length < waiting.length)
    .map((members) => groupOf(members, terms));
  const distinct = [...new Map(groups.flatMap((group) => (group === null ? [] : [[group.code, group]]))).values()];
  return {
    changes: coded,
    ...(whole === null ? {} : { code: whole.code }),
    ...(distinct.length === 0 ? {} : { groups: distinct }),
    ...(bundles.length === 0 ? {} : { bundles: bundles.map((bundle) => codedBundle(bundle, waiting, terms)) }),
  };
}

/** A bundle with the code of those of its changes that wait for an approval; the others go with them. */
function codedBundle(bundle: Bundle, waiting: readonly Change[], terms: CodeTerms): Bundle {
  const members = waiting.filter(({ key }) => bundle.keys.includes(key));
  const group = groupOf(members, terms);
  return group === null ? bundle : { ...bundle, code: group.code };
}

/** Null for fewer than two changes. */
function groupOf(members: readonly Change[], { tenant, applies, peopleOf }: CodeTerms): ChangeGroup | null {
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

function causeOf(change: Change): string {
  const { action, fields, assignments, effect } = change;
  const ids = (targets: readonly { readonly id: string | null }[]) => targets.map(({ id }) => id);
  return canonical({
    action,
    fields: fields.map(({ path, from, to }) => ({ path, from, to })),
    add: ids(assignments.add),
    remove: ids(assignments.remove),
    changed: ids(assignments.change.map(({ to }) => to)),
    gates: [...shownGates(change)],
    isKnown: effect.people !== null,
  });
}
