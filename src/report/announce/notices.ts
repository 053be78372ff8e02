/** What of a plan is to be announced: people who go through the same on the same devices at the same time, together. */

import { type Change, type GoesOut, isActing, openableGates, waitingGates } from '../../model/change.ts';
import { type Basis, compareLevels, weakestBasis } from '../../model/effect.ts';
import { compareText } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { type PeopleSentence, peopleSentences } from '../plan/people.ts';
import { noticed } from '../text/wording.ts';
import { DEVICES, type Device, SYMPTOMS, type Symptom } from './messages.ts';
import { isSound } from './sound.ts';

export interface Notice {
  readonly symptom: Symptom;
  readonly device: Device;
  /** Null where it goes out with the next run. */
  readonly goesOut: GoesOut | null;
  /** Null where nobody could count them. */
  readonly people: number | null;
  readonly basis: Basis;
  /** Names of profiles, and of groups that come to them and go from them: for the help desk alone. */
  readonly profiles: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly waitsForApproval: boolean;
}

/** Soonest first, then worst first. */
export function noticesOf(plan: Pick<Plan, 'changes' | 'problems'>): readonly Notice[] {
  const found = new Map<string, Notice[]>();
  for (const change of plan.changes.filter((one) => isActing(one) && isSound(one))) {
    for (const notice of noticesIn(change, plan)) {
      const { symptom, device, goesOut, waitsForApproval } = notice;
      const name = [symptom, device, goesOut?.at, goesOut?.zone, waitsForApproval].join('\n');
      found.set(name, [...(found.get(name) ?? []), notice]);
    }
  }
  return [...found.values()].flatMap(together).sort(inOrder);
}

function noticesIn(change: Change, { problems }: Pick<Plan, 'problems'>): readonly Notice[] {
  const { add, remove } = change.assignments;
  const names = (targets: typeof add): readonly string[] =>
    targets
      .flatMap(({ intent, name, id }) => (intent === 'include' ? [name ?? id ?? ''] : []))
      .filter((one) => one !== '');
  return peopleSentences(change, problems).flatMap((sentence): readonly Notice[] => {
    const symptom = symptomOf(sentence, change);
    if (symptom === null || sentence.count === 0) return [];
    const isNew = sentence.who === 'new';
    const isTaken = TAKING.includes(symptom);
    return [
      {
        symptom,
        device: DEVICES.find((one) => one === change.platform) ?? 'other',
        goesOut: change.goesOut ?? null,
        people: sentence.count ?? null,
        basis: change.effect.basis,
        profiles: [change.name],
        added: isNew ? names(add) : [],
        removed: isTaken ? names(remove) : [],
        waitsForApproval: openableGates({ gates: waitingGates(change) }).length > 0,
      },
    ];
  });
}

/** Who goes through these may have lost a group. */
const TAKING: readonly Symptom[] = ['mail-removed', 'lock-out', 'app-removed', 'account-reset'];

/** Null for what nobody sees. */
function symptomOf({ who, level, outage }: PeopleSentence, { delivers = 'mail' }: Change): Symptom | null {
  if (who === 'today') {
    if (outage) return 'outage';
    if (!noticed(level)) return null;
    if (delivers === 'app' && level === 'mail-removed') return 'app-removed';
    if (delivers !== 'mail' && compareLevels(level, 'user-action') < 0) return 'app-notice';
    return SYMPTOMS.find((symptom) => symptom === level) ?? 'notice';
  }
  // The change that takes the account from them tells of them.
  if (who === 'moved') return null;
  if (outage) return 'new-outage';
  if (delivers === 'certificate') return compareLevels(level, 'user-action') >= 0 ? 'new-user-action' : null;
  if (delivers === 'app') return 'new-app';
  if (compareLevels(level, 'account-reset') >= 0) return 'new-replaced';
  if (level === 'sign-in') return 'new-sign-in';
  if (level === 'user-action') return 'new-user-action';
  return delivers === 'configuration' ? 'app-notice' : 'new-silent';
}

/** Nobody says who is in two of them, so their sum is as many as there can be. */
function together(notices: readonly Notice[]): readonly Notice[] {
  const [first] = notices;
  if (first === undefined) return [];
  const distinct = (of: (notice: Notice) => readonly string[]): readonly string[] =>
    [...new Set(notices.flatMap(of))].sort(compareText);
  const people = notices.reduce<number | null>(
    (sum, one) => (sum === null || one.people === null ? null : sum + one.people),
    0,
  );
  const basis = weakestBasis([
    ...notices.map((one) => one.basis),
    ...(notices.length > 1 ? (['at-most'] as const) : []),
  ]);
  const profiles = distinct((one) => one.profiles);
  return [
    { ...first, people, basis, profiles, added: distinct((one) => one.added), removed: distinct((one) => one.removed) },
  ];
}

function inOrder(a: Notice, b: Notice): number {
  const time = ({ goesOut }: Notice): string => goesOut?.at ?? (goesOut === null ? '' : '~');
  const rank = ({ symptom }: Notice): number => SYMPTOMS.indexOf(symptom);
  return (
    compareText(time(a), time(b)) ||
    rank(a) - rank(b) ||
    compareText(a.device, b.device) ||
    Number(a.waitsForApproval) - Number(b.waitsForApproval)
  );
}
