/** What git wants of an object isn't held up by somebody's drift on the same object that waits for an approval. */

import type { Approval } from '../../model/approval.ts';
import type { AssignmentDelta, Change, Gate, TargetView } from '../../model/change.ts';
import { compareLevels, type EffectLevel, gateLevel, LEVEL_WORDS } from '../../model/effect.ts';
import { finding } from '../../model/finding.ts';
import { canonical } from '../../model/json.ts';
import { assignmentDelta, NO_DELTA } from '../assignments/delta.ts';
import { assignmentsOfGit, isWanted, withoutPart } from '../diff/partial-change.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import { byWhom, type Healed } from './heal.ts';

/** What the whole change was judged to be, and what of it still waits. */
export interface Judged {
  readonly change: Change;
  /** The gates that stay shut with the approval. */
  readonly shut: readonly Gate[];
  readonly approval: Approval;
  /** The level from which a change waits. */
  readonly from: EffectLevel;
}

/**
 * The proposed change without the drift for which the whole change would wait, where git wants something else of the object; the
 * rest goes through the gates by itself, and the drift in a later run. An approval by digest is about a plan that
 * somebody has seen whole, and nothing is left out of it; nor is it where the object rests altogether.
 */
export function deferDrift(proposed: ProposedChange, judged: Judged): Healed {
  const { change, shut, approval } = judged;
  const rests = shut.length === 0 || shut.includes('suspended') || approval.digests.length > 0;
  if (rests || proposed.live === null || !isWanted(proposed)) return { proposed, findings: [] };
  const paths = new Set(change.fields.filter((field) => isShut(field, judged)).map(({ path }) => path));
  const left = proposed.differences.filter(({ origin, path }) => origin !== 'intended' && paths.has(path));
  const { own, isPart } = assignmentsOfGit(proposed);
  const isParted = isPart && waitsForPeople(proposed, judged);
  if (left.length === 0 && !isParted) return { proposed, findings: [] };
  const where = { key: proposed.key, at: proposed.desired?.at };
  const by = byWhom(change.changedBy ?? null);
  const texts = left.map(({ path, from, to }) => {
    const level = change.fields.find((field) => field.path === path)?.effect ?? 'may-reapprove';
    return `${path}: the tenant has ${canonical(from)}${by}, git ${canonical(to)}; setting it back would mean for people: ${LEVEL_WORDS[level]}. it waits for an approval, what git changes goes first`;
  });
  const assigned = driftWords(
    change.assignments,
    own === null ? NO_DELTA : assignmentDelta(own.before, own.after, new Map()),
  );
  const text = `assignments: changed in the tenant${by}; setting them back means ${assigned} and waits for an approval, what git changes goes first`;
  return {
    proposed: withoutPart(proposed, left, isParted ? own : proposed.assignments),
    findings: [...texts, ...(isParted ? [text] : [])].map((one) => finding('DRF-003', one, where)),
  };
}

/** Whether a field alone would keep one of the gates shut. */
function isShut(field: Change['fields'][number], { change: { key }, shut, approval, from }: Judged): boolean {
  const level = gateLevel({ level: field.effect, outage: field.outage });
  const named = approval.levels.filter(({ keys }) => keys === null || keys.includes(key));
  const isOpen = named.some((one) => compareLevels(one.level, level) >= 0);
  if (shut.includes('effect') && compareLevels(level, from) >= 0 && !isOpen) return true;
  return shut.includes('people') && compareLevels(level, 'mail-removed') >= 0;
}

/** Whether the assignments may be why the change waits: somebody goes, too many come, or an app comes otherwise. */
function waitsForPeople({ kind }: ProposedChange, { change: { effect }, shut }: Judged): boolean {
  if (shut.some((gate) => gate !== 'effect' && gate !== 'window')) return true;
  return shut.includes('effect') && (effect.lost !== 0 || kind.install !== undefined);
}

/** What of the whole difference is somebody else's: `taking it from "Sales"`. */
function driftWords(whole: AssignmentDelta, own: AssignmentDelta): string {
  const ids = new Set([...own.add, ...own.remove, ...own.change.map(({ to }) => to)].map(idOf));
  const words = (what: string, targets: readonly TargetView[]): readonly string[] => {
    const names = targets.filter((target) => !ids.has(idOf(target))).map(nameOf);
    return names.length === 0 ? [] : [`${what} ${names.join(', ')}`];
  };
  return [
    ...words('adding', whole.add),
    ...words('taking away', whole.remove),
    ...words(
      'another filter for',
      whole.change.map(({ to }) => to),
    ),
  ].join(' and ');
}

function idOf({ intent, type, id }: TargetView): string {
  return `${intent} ${type} ${id}`;
}

function nameOf({ intent, type, id, name }: TargetView): string {
  const target = type === 'group' ? `"${name ?? id}"` : type;
  return intent === 'exclude' ? `the exclusion of ${target}` : target;
}
