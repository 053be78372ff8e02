/** Attributes of people in Entra from which a profile makes an account, asked for where a plan brings such a profile. */

import { configurationTraits, mailTraits } from '../../catalogue/traits.ts';
import { canonical, stringAt } from '../../model/json.ts';
import { PERMISSIONS } from '../../model/permissions.ts';
import type { ReadRequest } from '../../model/reads.ts';
import { type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import { groupsOf } from '../people/reads.ts';
import { brings, listedIn, type Question } from './question.ts';

/** What profiles ask for; Entra leaves both empty for some people. */
const ATTRIBUTES = ['mail', 'onPremisesSamAccountName'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** Ids of those of whom Entra says nothing, by attribute, and of all who were read. */
export interface EmptyAttributes extends Readonly<Record<Attribute, ReadonlySet<string>>> {
  readonly read: ReadonlySet<string>;
}

const SELECTED = `$select=id,${ATTRIBUTES.join(',')}`;

/**
 * The first request is refused without the permission. Those for members are not: they answer with ids alone then, which
 * looks as if everybody had nothing (Graph documentation, "Limited information returned for inaccessible member objects").
 * People of all users, of devices and of groups too large to read are not asked about: `read` tells who was.
 */
export const PEOPLE_ATTRIBUTES: Question<EmptyAttributes> = {
  what: "people's addresses",
  needs: PERMISSIONS.users,
  isAsked: (proposed) =>
    attributesOf(proposed).length > 0 && brings(proposed, ['username', 'emailAddress', 'configuration']),
  reads: (asking, large) => [
    { path: '/users/$count', advanced: true },
    ...includedGroups(asking)
      .filter((id) => !large.has(id))
      .map(membersRead),
  ],
  answer: ([probe, ...answers]) => {
    const lists = answers.map(listedIn);
    if (probe?.status !== 'found' || lists.includes(null)) return null;
    const people = lists.flatMap((some) => some ?? []);
    const lacking = (attribute: Attribute): ReadonlySet<string> =>
      new Set(people.flatMap((person) => ((person[attribute] ?? '') === '' ? (stringAt(person, 'id') ?? []) : [])));
    return {
      mail: lacking('mail'),
      onPremisesSamAccountName: lacking('onPremisesSamAccountName'),
      read: new Set(people.flatMap((person) => stringAt(person, 'id') ?? [])),
    };
  },
  groups: () => [],
};

function membersRead(group: string): ReadRequest {
  const members = `/groups/${encodeURIComponent(group)}/transitiveMembers/microsoft.graph.user`;
  return { path: `${members}?${SELECTED}&$count=true&$top=999`, advanced: true };
}

function includedGroups(asking: readonly ProposedChange[]): readonly string[] {
  return groupsOf(asking.flatMap(plannedAssignments).filter(({ intent }) => intent === 'include'));
}

/** The attributes that the profile makes an account from. */
export function attributesOf({ kind, settings }: ProposedChange): readonly Attribute[] {
  const texts = [settings['username'], settings['emailAddress']];
  const isMail = mailTraits(kind) !== undefined;
  const configuration =
    configurationTraits(kind) === undefined ? '' : canonical(settings['configuration'] ?? null).toLowerCase();
  const mail = (isMail && texts.includes('primarySmtpAddress')) || configuration.includes('{{mail}}');
  const account =
    (isMail && settings['username'] === 'samAccountName') || configuration.includes('{{onpremisessamaccountname}}');
  return [...(mail ? (['mail'] as const) : []), ...(account ? (['onPremisesSamAccountName'] as const) : [])];
}
