/**
 * A plan as texts for people: first what the help desk has to know, then a text for each group of people who go through the
 * same. Names of groups and profiles stand in the first part alone.
 */

import { isActing } from '../../model/change.ts';
import type { Plan } from '../../model/plan.ts';
import { escapeTerminal } from '../text/escape.ts';
import { SAID_IN } from './catalogue.ts';
import { fill, number, pluralForm, whenWords } from './fill.ts';
import type { Language, Messages, Symptom } from './messages.ts';
import { type Notice, noticesOf } from './notices.ts';
import { isSound } from './sound.ts';

/** Plain text, to be copied; every name in it is escaped. */
export function renderAnnouncement(plan: Pick<Plan, 'changes' | 'problems' | 'complete'>, language: Language): string {
  const messages = SAID_IN[language];
  const notices = noticesOf(plan);
  const isWhole = plan.complete && plan.changes.every((change) => !isActing(change) || isSound(change));
  const incomplete = isWhole ? [] : [messages.incomplete, ''];
  // What could not be read may be what was to be announced.
  if (notices.length === 0) return lines([isWhole ? messages.nothing : messages.incomplete]);
  return lines([
    ...heading(messages.deskHeading),
    ...incomplete,
    ...notices.flatMap((notice, index) => [...deskLines(notice, index + 1, messages), '']),
    ...heading(messages.peopleHeading),
    ...notices.flatMap((notice, index) => [...peopleLines(notice, index + 1, messages), '']),
  ]);
}

function lines(all: readonly string[]): string {
  return `${all.join('\n').trimEnd()}\n`;
}

function heading(text: string): readonly string[] {
  return [text, '='.repeat(text.length), ''];
}

function deskLines(notice: Notice, place: number, messages: Messages): readonly string[] {
  const { symptom, people, goesOut, profiles, added, removed, device, waitsForApproval } = notice;
  const title = pluralForm(messages.symptoms[symptom].title, people, messages);
  const names = (list: readonly string[]): string => list.map(escapeTerminal).join(', ');
  const listed = (message: string, list: readonly string[]): readonly string[] =>
    list.length === 0 ? [] : [`   ${fill(message, { names: names(list) })}`];
  return [
    `${place}. ${whenWords(goesOut, messages)}: ${peopleWords(notice, messages)} ${title} (${messages.devices[device].name}).`,
    ...listed(pluralForm(messages.profiles, profiles.length, messages), profiles),
    ...listed(messages.groupsAdded, added),
    ...listed(messages.groupsRemoved, removed),
    ...(waitsForApproval ? [`   ${messages.waitsForApproval}`] : []),
  ];
}

/** They tell of a password, which is what bad people ask for too. */
const SIGNING_IN: readonly Symptom[] = ['sign-in', 'account-reset', 'new-sign-in', 'new-replaced'];

function peopleLines(notice: Notice, place: number, messages: Messages): readonly string[] {
  const { symptom, device, goesOut } = notice;
  const { see, act } = messages.symptoms[symptom];
  const { name, yours, atYours } = messages.devices[device];
  const values = { when: whenWords(goesOut, messages), device: yours, atDevice: atYours };
  const head = fill(messages.textHeading, { number: String(place), people: peopleWords(notice, messages), name });
  return [
    head,
    '-'.repeat(head.length),
    fill(messages.subject, { name }),
    '',
    fill(see, values),
    '',
    `${messages.whatToDo} ${fill(act, values)}`,
    ...(SIGNING_IN.includes(symptom) ? ['', messages.genuine] : []),
  ];
}

function peopleWords({ people, basis }: Notice, messages: Messages): string {
  if (people === null) return messages.unknownPeople;
  const counted = fill(pluralForm(messages.people, people, messages), { count: number(people, messages) });
  return basis === 'exact' ? counted : fill(messages.atMost, { people: counted });
}
