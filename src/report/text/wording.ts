/** The words for levels, counts and actions, so that every face says the same thing the same way. */

import type { Action, Delivered } from '../../model/change.ts';
import { type Basis, compareLevels, type EffectLevel, LEVEL_WORDS, OUTAGE_WORDS } from '../../model/effect.ts';
import type { StepStatus } from '../../model/outcome.ts';
import type { Problem, Verb } from '../../model/plan.ts';
import { peopleInWords } from '../../model/text.ts';

/** What follows a number of people: [many, one]. */
const PREDICATES = {
  none: ['are not touched', 'is not touched'],
  silent: ['notice nothing', 'notices nothing'],
  notice: ['get a notice', 'gets a notice'],
  'may-reapprove': [LEVEL_WORDS['may-reapprove'], LEVEL_WORDS['may-reapprove']],
  'user-action': [LEVEL_WORDS['user-action'], LEVEL_WORDS['user-action']],
  'sign-in': [LEVEL_WORDS['sign-in'], LEVEL_WORDS['sign-in']],
  'account-reset': [
    'get their account set up anew: sign in again, mail downloads again',
    'gets the account set up anew: sign in again, mail downloads again',
  ],
  'mail-removed': ['lose their mail: it is removed', 'loses their mail: it is removed'],
  'lock-out': ['are locked out of company resources', 'is locked out of company resources'],
} as const satisfies Readonly<Record<EffectLevel, readonly [string, string]>>;

/** What people who gain a profile go through, after "are set up for the first time: ". */
const SET_UP = {
  none: 'nothing to do',
  silent: 'nothing to do',
  notice: 'they get a notice',
  'may-reapprove': 'they may be asked to approve the mail settings',
  'user-action': 'they must do something on the device',
  'sign-in': 'they sign in once',
  'account-reset': 'an account they made themselves may be replaced',
  'mail-removed': 'mail they have from another account may be removed',
  'lock-out': 'some may be locked out of company resources',
} as const satisfies Readonly<Record<EffectLevel, string>>;

/** Symbol and word together: neither colour nor symbol alone carries the meaning. */
export const ACTION_WORDS = {
  create: '+ new',
  update: '~ change',
  unassign: '< take from all',
  delete: '- delete',
  adopt: '= take over',
  forget: '. forget',
  unchanged: 'unchanged',
  unmanaged: 'unmanaged',
} as const satisfies Readonly<Record<Action, string>>;

/** What a step does to the profile whose key follows. */
export const VERB_WORDS = {
  create: 'make',
  patch: 'change',
  'set-reference': 'link',
  'clear-reference': 'unlink',
  'target-apps': 'choose apps of',
  assign: 'assign',
  delete: 'delete',
} as const satisfies Readonly<Record<Verb, string>>;

/** What became of a step. */
export const STATUS_WORDS = {
  done: 'done',
  'already-done': 'was so already',
  skipped: 'left out',
  failed: 'failed',
  waiting: 'waits for another admin in the tenant',
  'not-attempted': 'not begun',
} as const satisfies Readonly<Record<StepStatus, string>>;

/** True for what people see or feel. */
export function noticed(level: EffectLevel): boolean {
  return compareLevels(level, 'notice') >= 0;
}

/** `340 people must sign in again` → `must sign in again`, where the number stands beside it. */
export function withoutNumber(sentence: string): string {
  return sentence.replace(/^(?:(?:at most )?[\d,]+ (?:people|person)|an unknown number of people|nobody):? /, '');
}

const UNKNOWN_NUMBER = 'an unknown number of people';

/** A number of people with how it was got: `1 person`, `at most 1,240 people`, `an unknown number of people`. */
export function peopleOrUnknown(count: number | null, basis: Basis): string {
  return count === null ? UNKNOWN_NUMBER : peopleInWords(count, basis);
}

/** A number of people with how it was got: `1 person`, `at most 1,240 people`, `nobody`. */
function people(count: number, basis: Basis): string {
  if (count === 0) return 'nobody';
  return peopleInWords(count, basis);
}

/** Why people could not be counted, as far as the plan's problems tell. */
export function unknownPeople(problems: readonly Problem[]): string {
  const [first] = problems;
  if (first === undefined) return 'they could not be counted';
  return problems.length === 1 ? first.message : 'see what could not be read';
}

/** `1,870 people must sign in again`; without a count, why it is missing. */
export function affected(count: number | null, basis: Basis, level: EffectLevel, unknown: string): string {
  const [many, one] = PREDICATES[level];
  if (count === null) return `${UNKNOWN_NUMBER} ${many} (${unknown})`;
  return `${people(count, basis)} ${count === 1 || count === 0 ? one : many}`;
}

/** `189 people: mail may stop without any prompt`. */
export function stopped(count: number | null, basis: Basis, unknown: string): string {
  return count === null
    ? `${UNKNOWN_NUMBER}: ${OUTAGE_WORDS} (${unknown})`
    : `${people(count, basis)}: ${OUTAGE_WORDS}`;
}

/** What people who only change the profile keep. */
const KEPT = {
  mail: 'account',
  configuration: 'account',
  app: 'app',
  certificate: 'certificate',
} as const satisfies Readonly<Record<Delivered, string>>;

/** `83 people get from here the account that another profile takes from them`. */
export function movedPeople(count: number, basis: Basis, delivers: Delivered): string {
  const [get, them] = count === 1 ? ['gets', 'this person'] : ['get', 'them'];
  return `${people(count, basis)} ${get} from here the ${KEPT[delivers]} that another change takes from ${them}`;
}

/** What follows a number of people who gain something: [many, one]. */
const GAINS = {
  mail: ['are set up for the first time', 'is set up for the first time'],
  configuration: ['are set up for the first time', 'is set up for the first time'],
  app: ['get the app', 'gets the app'],
  certificate: ['get the certificate', 'gets the certificate'],
} as const satisfies Readonly<Record<Delivered, readonly [string, string]>>;

/** `340 people are set up for the first time: they sign in once`; `level` null where it differs, `outage` where they may get no mail. */
export function setUp(
  { count, basis, unknown }: { readonly count: number | null; readonly basis: Basis; readonly unknown: string },
  {
    level,
    outage,
    delivers,
  }: { readonly level: EffectLevel | null; readonly outage: boolean; readonly delivers: Delivered },
): string {
  const [many, one] = GAINS[delivers];
  const isWorse = level !== null && compareLevels(level, 'account-reset') > 0;
  const fates = [
    ...(level !== null && (isWorse || !outage) ? [SET_UP[level]] : []),
    ...(outage ? ['mail may not arrive, and nothing tells them'] : []),
  ];
  const fate = fates.length === 0 ? '' : `: ${fates.join('; ')}`;
  if (count === null) return `${UNKNOWN_NUMBER} ${many}${fate} (${unknown})`;
  return `${people(count, basis)} ${count === 1 ? one : many}${fate}`;
}
