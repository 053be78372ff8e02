/** What an approval opens of a plan, and what of it opens nothing: the one test for codes, levels, digests and saved plans. */

import type { Approval, ApprovalCode, Grant, ReviewedCode } from '../../model/approval.ts';
import { type Change, type Gate, isActing, isOurs, openableGates } from '../../model/change.ts';
import type { Config } from '../../model/config.ts';
import { findNearest } from '../../model/did-you-mean.ts';
import { compareLevels } from '../../model/effect.ts';
import type { Plan } from '../../model/plan.ts';
import { counted } from '../../model/text.ts';
import { type Applies, appliesOf, uncountedKeys } from '../plan/approval-code.ts';
import { isWithinGrowth, mostAllowed } from './growth.ts';
import { type CodeMatch, freshSource, matchCode, savedSource } from './match-codes.ts';

/** What decides besides the approval. */
export interface GrantTerms {
  readonly plan: Plan;
  /** The plan before drift was left out of it, where that was done; codes of both are good for what both hold. */
  readonly whole: Plan;
  /** The plan before the approval loosened a setting: a code that was shown beside the setting's fits though nothing waits for it now. */
  readonly strict: Plan;
  /** How many people the changes of these keys concern in `plan`, each once; null where nobody could count them. */
  readonly peopleOf: (keys: readonly string[]) => number | null;
  readonly applies: Applies;
  readonly growth: Config['approval']['growth'];
  /** A plan that covers `plan`, as far as changes go; null where none was saved. */
  readonly saved: Plan | null;
}

export interface Granted {
  readonly grants: readonly Grant[];
  /** Parts of the approval that fit nothing, or may not be used here. */
  readonly refused: readonly string[];
  /** Codes that were given for fewer people than there are now. */
  readonly outgrown: readonly string[];
}

type Given = readonly (Grant | { readonly refused: string } | { readonly outgrown: string })[];

/** Everything that the approval opens. Nothing may be written while anything is refused or outgrown. */
export function grantsOf(approval: Approval, terms: GrantTerms): Granted {
  const given: Given = [
    ...approval.codes.flatMap((code) => byCode(code, terms)),
    ...(approval.reviewed ?? []).flatMap((one) => byReviews(one, terms)),
    ...approval.levels.flatMap((one) => byLevel(one, approval.unattended, terms)),
    ...[...new Set(approval.digests)].flatMap((digest) => byDigest(digest, terms)),
  ];
  return {
    grants: given.flatMap((one) => ('key' in one ? [one] : [])),
    refused: given.flatMap((one) => ('refused' in one ? [one.refused] : [])),
    outgrown: given.flatMap((one) => ('outgrown' in one ? [one.outgrown] : [])),
  };
}

/** The plan with what was opened, for the screen; changes that no approval concerns stay as they are. */
export function withGrants(plan: Plan, grants: readonly Grant[]): Plan {
  const changes = plan.changes.map((change) => {
    const own = grants.filter(({ key }) => key === change.key);
    if (own.length === 0) return change;
    const gates = change.gates.filter((gate) => own.some((grant) => grant.gates.includes(gate)));
    return { ...change, approved: { gates, by: own.map(({ given }) => given).join(' ') } };
  });
  return { ...plan, changes };
}

/** Of a change of the plan the gates that stay shut. */
export function shutGates({ key, gates }: Pick<Change, 'key' | 'gates'>, grants: readonly Grant[]): readonly Gate[] {
  const open = new Set(grants.filter((grant) => grant.key === key).flatMap((grant) => grant.gates));
  return gates.filter((gate) => !open.has(gate));
}

function byCode(code: ApprovalCode, terms: GrantTerms): Given {
  const { plan, whole, strict, saved, applies } = terms;
  const match =
    matchCode(code, freshSource(plan, applies)) ??
    (whole === plan ? null : matchCode(code, freshSource(whole, applies))) ??
    (strict === whole ? null : matchCode(code, freshSource(strict, applies))) ??
    (saved === null ? null : matchCode(code, savedSource(saved, applies)));
  return match === null ? [{ refused: fitsNothing(code, plan) }] : openedBy(code, match, terms);
}

/** Reviews stay where they are: one that fits nothing any more is no fault. */
function byReviews({ code, keys, reviews }: ReviewedCode, terms: GrantTerms): Given {
  const opened = byCode(code, terms);
  return opened.flatMap((one) => ('key' in one && keys.includes(one.key) ? [{ ...one, reviews }] : []));
}

function openedBy(code: ApprovalCode, { shown }: CodeMatch, terms: GrantTerms): Given {
  const left = terms.plan.changes.filter((change) => isStillMeant(change, shown, terms));
  const keys = left.map(({ key }) => key);
  if (keys.length === 0) return [];
  const people = keys.length === 1 ? (left[0]?.effect.people ?? null) : terms.peopleOf(keys);
  const isWithin =
    code.people === null ? isAllUnknown(left, terms.plan) : isWithinGrowth(code.people, people, terms.growth);
  if (!isWithin) return [{ outgrown: outgrownText(code, people, left, terms) }];
  return left
    .filter((change) => change.gates.length > 0)
    .map(({ key, gates }) => {
      const open = gates.filter((gate) => shown.get(key)?.includes(gate) === true);
      // Where nobody could count the people, nobody allowed so many of them.
      const bounded = code.people === null ? open.filter((gate) => !MASS_LIMITS.includes(gate)) : open;
      return { key, gates: bounded, given: code.text, people: code.people };
    });
}

const MASS_LIMITS: readonly Gate[] = ['removal', 'people', 'new-people'];

/**
 * Of the changes that the code was given for, those that are still to be done: as they were planned then, or less of it where
 * a saved plan says what was planned.
 */
function isStillMeant(change: Change, shown: CodeMatch['shown'], { whole, saved, applies }: GrantTerms): boolean {
  if (!shown.has(change.key)) return false;
  const written = saved?.changes.find(({ key }) => key === change.key);
  const known = [whole.changes.find(({ key }) => key === change.key), written];
  if (known.some((one) => one?.digest === change.digest)) return true;
  const now = appliesOf(applies, change.key);
  // The guard has held the saved plan against this one: what is left is the same or less.
  return written !== undefined && (written.applies ?? now) === now;
}

/** A bundle is as unknown as one of its changes. */
function isAllUnknown(changes: readonly Change[], { changes: all, bundles }: Plan): boolean {
  const uncounted = new Set(uncountedKeys(all, bundles));
  return changes.every(({ key }) => uncounted.has(key));
}

function outgrownText(
  code: ApprovalCode,
  people: number | null,
  changes: readonly Change[],
  { plan, growth }: GrantTerms,
): string {
  const was = code.people === null ? 'people whom nobody could count' : counted(code.people, 'person', 'people');
  const is =
    people === null
      ? 'nobody can say how many it concerns now'
      : `it concerns ${counted(people, 'person', 'people')} now`;
  const most = code.people === null ? '' : `, and approval.growth allows ${mostAllowed(code.people, growth)}`;
  return `--approve ${code.text}: it was given for ${was}, ${is}${most}; ${useInstead(changes, plan)}`;
}

/** What to write in place of something that opens nothing; of something that nobody knows, what waits at all. */
function useInstead(changes: readonly Change[], plan: Plan, start: 'use' | 'what waits:' = 'use'): string {
  const byCode = new Map<string, string[]>();
  for (const { key, code } of changes) if (code !== undefined) byCode.set(code, [...(byCode.get(code) ?? []), key]);
  const codes = [...byCode].map(([code, keys]) => `--approve ${code} (${keys.join(', ')})`);
  const whole = byCode.size > 1 && plan.code !== undefined ? [`--approve ${plan.code} (all)`] : [];
  const told = [...whole, ...codes];
  if (told.length === 0) return 'nothing waits for an approval';
  const more = told.length - SHOWN;
  return `${start} ${told.slice(0, SHOWN).join(', ')}${more > 0 ? ` or ${more} more in the plan` : ''}`;
}

const SHOWN = 4;

function waitingOf({ changes }: Plan): readonly Change[] {
  return changes.filter(({ code }) => code !== undefined);
}

function fitsNothing(code: ApprovalCode, plan: Plan): string {
  const waiting = waitingOf(plan);
  const hex = code.text.slice(0, HEX);
  const sameHex = waiting.find((change) => change.code?.startsWith(hex) === true);
  if (sameHex !== undefined) {
    return `--approve ${code.text}: the number was changed, the code of ${sameHex.key} is ${sameHex.code}`;
  }
  const near = findNearest(
    code.text,
    waiting.flatMap(({ code: one }) => one ?? []),
  );
  if (near !== null) return `--approve ${code.text}: nothing has this code; did you mean ${near}?`;
  const why = 'it is of another tenant, of a change that is another one by now, or was used already';
  return `--approve ${code.text}: nothing in this plan has this code (${why}); ${useInstead(waiting, plan, 'what waits:')}`;
}

const HEX = 17;

function byLevel({ level, keys }: Approval['levels'][number], unattended: boolean, { plan }: GrantTerms): Given {
  const ours = plan.changes.filter(isOurs);
  const meant = keys === null ? ours : ours.filter(({ key }) => keys.includes(key));
  const text = keys === null ? level : `${level}:${keys.join(',')}`;
  const unknown = (keys ?? []).filter((key) => !ours.some((change) => change.key === key));
  if (unknown.length > 0) return unknown.map((key) => ({ refused: unknownKey(text, key, ours) }));
  const waiting = meant.filter(({ code }) => code !== undefined);
  if (unattended) {
    const why = 'in CI nobody reads the plan that a level opens';
    return [{ refused: `--approve ${text}: ${why}; ${useInstead(waiting, plan)}` }];
  }
  return waiting.flatMap((change): Given => {
    const { disturbs, people } = change.effect;
    const isOpen = people !== null && change.gates.includes('effect') && compareLevels(level, disturbs) >= 0;
    return isOpen ? [{ key: change.key, gates: ['effect'], given: text, people: null }] : [];
  });
}

function unknownKey(text: string, key: string, ours: readonly Change[]): string {
  const near = findNearest(
    key,
    ours.map((change) => change.key),
  );
  const remedy = near === null ? 'the plan lists the keys' : `did you mean "${near}"?`;
  return `--approve ${text}: no profile has the key "${key}"; ${remedy}`;
}

/** A digest says nothing of people, so it opens what concerns none. */
function byDigest(digest: string, { plan, whole, saved }: GrantTerms): Given {
  const isWhole = [plan, whole, saved].some((one) => one?.digest === digest);
  const named = [plan, whole, ...(saved === null ? [] : [saved])].flatMap(({ changes }) =>
    changes.filter((change) => isActing(change) && (isWhole || change.digest === digest)).map(({ key }) => key),
  );
  if (named.length === 0) {
    return [
      {
        refused: `--approve-digest ${digest}: nothing in this plan has this digest; ${useInstead(waitingOf(plan), plan)}`,
      },
    ];
  }
  const waiting = waitingOf(plan).filter(({ key }) => named.includes(key));
  const uncounted = waiting.filter(
    ({ key, effect }) =>
      effect.people !== 0 || plan.bundles?.some((bundle) => bundle.people !== 0 && bundle.keys.includes(key)) === true,
  );
  if (uncounted.length > 0) {
    const why = 'a digest says nothing of the people concerned';
    return [{ refused: `--approve-digest ${digest}: ${why}; ${useInstead(uncounted, plan)}` }];
  }
  return waiting.map((change) => ({ key: change.key, gates: openableGates(change), given: digest, people: 0 }));
}
