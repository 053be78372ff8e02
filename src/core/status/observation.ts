/** What a run predicted, held against what the tenant shows since: device states, and sign-ins to the mail app. Counts only. */

import { mailTraits } from '../../catalogue/traits.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import { compareLevels } from '../../model/effect.ts';
import { stringAt } from '../../model/json.ts';
import type { Listing, ReadRequest } from '../../model/reads.ts';
import type { RecordedChange, RunRecord } from '../../model/state/log.ts';
import type { Prediction } from '../../model/state/prediction.ts';
import { counted } from '../../model/text.ts';
import { instantOf, instantText } from '../../model/time.ts';
import type { ProfileReach } from './reach.ts';

/** The change of one profile in one run. */
export interface PastChange {
  readonly run: RunRecord;
  readonly change: RecordedChange;
}

/**
 * The run that is meant: `last`, the beginning of its nonce, or a time, which means the first run from then on. Of runs that
 * did nothing for the key none is meant. Null where there is none.
 */
export function findRun(runs: readonly RunRecord[], key: string, wanted: string): PastChange | null {
  const past = runs.flatMap((run): readonly PastChange[] => {
    const isDone = run.steps.some((step) => step.key === key && step.status === 'done');
    const change = run.changes.find((one) => one.key === key);
    return change === undefined || !isDone ? [] : [{ run, change }];
  });
  if (wanted === LAST) return past.at(-1) ?? null;
  const named = past.find(({ run }) => wanted.length >= SHORTEST_NONCE && run.nonce.startsWith(wanted));
  const time = instantOf(/^\d{4}-\d\d-\d\d$/.test(wanted) ? `${wanted}T00:00:00Z` : wanted);
  return named ?? past.find(({ run }) => time !== undefined && at(run.started) >= time) ?? null;
}

/** A time of the state branch or the service; what is none counts as long ago. */
function at(time: string): number {
  return instantOf(time) ?? 0;
}

const LAST = 'last';
const SHORTEST_NONCE = 6;

/** The app by which people sign in for a kind of mail; undefined where Entra's log can't tell it from others. */
export function signInAppOf(kind: string): { readonly name: string; readonly id: string } | undefined {
  const known = kindNamed(kind);
  return known === undefined ? undefined : mailTraits(known)?.signInApp;
}

/** Entra's log answers 1,000 sign-ins a page (Graph's page on listing them): beyond these the counts are lower bounds. */
const MOST_PAGES = 20;

/** Sign-ins to the app from as long before the run as has passed since, so that the two can be compared. */
export function signInsRead(app: { readonly id: string }, { started }: RunRecord, now: string): ReadRequest {
  const span = Math.max(0, at(now) - at(started));
  const from = instantText(at(started) - span);
  const filter = `createdDateTime ge ${from} and appId eq '${app.id}'`;
  return { path: `/auditLogs/signIns?$filter=${encodeURIComponent(filter)}&$top=1000`, mostPages: MOST_PAGES };
}

/** How many of the people signed in. */
export interface SignIns {
  readonly app: string;
  readonly since: number;
  readonly before: number;
  /** Of whom sign-ins were looked for. */
  readonly of: number;
  /** False where there were more sign-ins than are read: then these are lower bounds. */
  readonly isComplete: boolean;
}

/** Why nothing is known of sign-ins. */
type NoSignIns = { readonly not: string };

/** Counts people, each once on either side of the moment at which the run began. */
export function countSignIns(
  app: { readonly name: string },
  { started }: RunRecord,
  people: ReadonlySet<string>,
  { items, complete }: Listing,
): SignIns {
  const [since, before] = [new Set<string>(), new Set<string>()];
  for (const item of items) {
    const person = stringAt(item, 'userId') ?? '';
    const time = at(stringAt(item, 'createdDateTime') ?? '');
    if (people.has(person)) (time >= at(started) ? since : before).add(person);
  }
  return { app: app.name, since: since.size, before: before.size, of: people.size, isComplete: complete };
}

export interface Observation {
  readonly run: Pick<RunRecord, 'nonce' | 'started' | 'ended'>;
  readonly action: string;
  /** Null for runs of versions that kept no prediction. */
  readonly predicted: Prediction | null;
  readonly hours: number;
  readonly signIns: SignIns | NoSignIns;
  readonly verdict: string;
  /** An entry for `effects` of postilion.yaml; null where the observation speaks for none. */
  readonly override: string | null;
}

/** From then on most devices that are switched on have checked in (a day of eight-hour check-ins). */
const ENOUGH_HOURS = 24;
/** So many of a hundred devices must have the profile before people's behaviour says anything. */
const ENOUGH_DEVICES = 80;

/** The prediction against what shows. */
export function observed(
  { run, change }: PastChange,
  reach: ProfileReach,
  signIns: SignIns | NoSignIns,
  now: string,
): Observation {
  const { nonce, started, ended } = run;
  const hours = Math.max(0, (at(now) - at(ended)) / 3_600_000);
  const predicted = change.predicted ?? null;
  const judged = judge(predicted, reach, signIns, hours);
  const level = judged.should;
  const [cause, ...others] = predicted?.causes ?? [];
  const isOne = level !== null && cause !== undefined && others.length === 0;
  const told = 'not' in signIns ? '' : `${signIns.since} of ${signIns.of} people signed in again`;
  const because = `${told} in ${Math.round(hours)} hours after the run of ${started.slice(0, 10)}`;
  const override = isOne ? `{kind: ${reach.kind}, field: ${cause}, level: ${level}, because: "${because}"}` : null;
  return {
    run: { nonce, started, ended },
    action: change.action,
    predicted,
    hours,
    signIns,
    verdict: judged.verdict,
    override,
  };
}

interface Judged {
  readonly verdict: string;
  /** The level that the observation speaks for; null where it agrees, or says nothing. */
  readonly should: 'silent' | 'sign-in' | null;
}

function judge(predicted: Prediction | null, reach: ProfileReach, signIns: SignIns | NoSignIns, hours: number): Judged {
  const open = (verdict: string): Judged => ({ verdict, should: null });
  if (predicted === null) return open('nothing was predicted: the run is of a version that kept no predictions');
  const { devices } = reach;
  if (devices === null) return open('what became of it on devices could not be read');
  const all = devices.success + devices.pending + devices.error + devices.failed + devices.conflict;
  if (!reach.assigned) return open(removedWords(all));
  const share = all === 0 ? 0 : (100 * devices.success) / all;
  if (reach.fresh === false) return open('too early to say: the counts of devices are those of an earlier version');
  if (hours < ENOUGH_HOURS || share < ENOUGH_DEVICES)
    return open(
      `too early to say: look again when a day is over and most devices have it (${Math.round(share)} of 100 do)`,
    );
  if ('not' in signIns) return open(`whether people noticed shows in sign-ins only: ${signIns.not}`);
  return judgeSignIns(predicted, signIns);
}

function removedWords(still: number): string {
  return still === 0
    ? 'removed: nobody is assigned, and no device reports it any more'
    : `nobody is assigned, and ${counted(still, 'device')} still report it: they lose it when they check in`;
}

function judgeSignIns({ level }: Prediction, { since, before, of }: SignIns): Judged {
  const isGrave = compareLevels(level, 'sign-in') >= 0;
  const more = since - before;
  if (isGrave && more * 10 < of) {
    return { verdict: `milder than predicted (${level}): hardly anybody signed in again`, should: 'silent' };
  }
  if (!isGrave && more * 2 > of) {
    return {
      verdict: `graver than predicted (${level}): more than half of the people signed in again`,
      should: 'sign-in',
    };
  }
  return { verdict: `as predicted (${level})`, should: null };
}
