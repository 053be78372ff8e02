/** The words for levels, counts and actions, so that every face says the same thing the same way. */

import type { Action } from '../../model/change.ts';
import { type Basis, compareLevels, type EffectLevel } from '../../model/effect.ts';
import type { Problem } from '../../model/plan.ts';
import { peopleInWords } from '../../model/text.ts';

/** A level in people's words, as it follows "the effect is". */
export const LEVEL_WORDS = {
  none: 'nothing',
  silent: 'nothing they notice',
  notice: 'a notice',
  'may-reapprove': 'may be asked to approve the mail settings again',
  'user-action': 'must do something on the device',
  'sign-in': 'must sign in again',
  'account-reset': 'account is set up anew: sign in again, mail downloads again',
  'mail-removed': 'mail is removed',
  'lock-out': 'locked out of company resources',
} as const satisfies Readonly<Record<EffectLevel, string>>;

/** A level in two or three words, for the summary. */
export const LEVEL_SHORT = {
  none: 'nothing',
  silent: 'nothing they notice',
  notice: 'a notice',
  'may-reapprove': 'approve the settings again',
  'user-action': 'act on the device',
  'sign-in': 'sign in again',
  'account-reset': 'account set up anew',
  'mail-removed': 'mail removed',
  'lock-out': 'locked out',
} as const satisfies Readonly<Record<EffectLevel, string>>;

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

/** What people who gain a profile go through, after "will be set up: ". */
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

export const OUTAGE_WORDS = 'mail may stop without any prompt';

/** Symbol and word together: neither colour nor symbol alone carries the meaning. */
export const ACTION_WORDS = {
  create: '+ create',
  update: '~ update',
  unassign: '< unassign',
  delete: '- delete',
  adopt: '= adopt',
  forget: '. forget',
  unchanged: 'unchanged',
  unmanaged: 'unmanaged',
} as const satisfies Readonly<Record<Action, string>>;

/** True for what people see or feel. */
export function noticed(level: EffectLevel): boolean {
  return compareLevels(level, 'notice') >= 0;
}

/** A number of people with how it was got: `1 person`, `at most 1,240 people`, `nobody`. */
export function people(count: number, basis: Basis): string {
  if (count === 0) return 'nobody';
  return peopleInWords(count, basis);
}

/** Why people could not be counted, as far as the plan's problems tell. */
export function unknownPeople(problems: readonly Problem[]): string {
  const [first] = problems;
  if (first === undefined) return 'people unknown: they could not be counted';
  return problems.length === 1 ? `people unknown: ${first.message}` : 'people unknown: see what could not be read';
}

/** `1,870 people must sign in again`; without a count, the words of the level and why it is missing. */
export function affected(count: number | null, basis: Basis, level: EffectLevel, unknown: string): string {
  if (count === null) return `${LEVEL_WORDS[level]} (${unknown})`;
  const [many, one] = PREDICATES[level];
  return `${people(count, basis)} ${count === 1 || count === 0 ? one : many}`;
}

/** `189 people: mail may stop without any prompt`. */
export function stopped(count: number | null, basis: Basis, unknown: string): string {
  return count === null ? `${OUTAGE_WORDS} (${unknown})` : `${people(count, basis)}: ${OUTAGE_WORDS}`;
}

/** `340 people will be set up: they sign in once`. */
export function setUp(count: number | null, basis: Basis, level: EffectLevel, unknown: string): string {
  if (count === null) return `people will be set up: ${SET_UP[level]} (${unknown})`;
  return `${people(count, basis)} will be set up: ${SET_UP[level]}`;
}
