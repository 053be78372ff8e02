/** People of whom Entra lacks what their account is made from: AUT-010. */

import { type Finding, finding } from '../../model/finding.ts';
import { counted, peopleInWords } from '../../model/text.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import { type Attribute, attributesOf, type EmptyAttributes } from '../facts/attributes.ts';
import type { Audience } from '../people/audience.ts';
import type { FactContext } from './fact-check.ts';

const NAMES: Readonly<Record<Attribute, string>> = {
  mail: 'the mail address',
  onPremisesSamAccountName: 'the SAM account name',
};

/** Counts only: whose attributes are empty, a filter in the Entra admin center shows. */
export function attributeFindings(empty: EmptyAttributes, { asking, audiences }: FactContext): readonly Finding[] {
  return asking.flatMap((proposed) => {
    const audience = audiences.get(proposed.key);
    const reached = audience === undefined ? [] : [...new Set([...audience.kept, ...audience.gained])];
    const attributes = attributesOf(proposed);
    const lacking = attributes.flatMap((attribute) => {
      const count = reached.filter((person) => empty[attribute].has(person)).length;
      if (count === 0) return [];
      const who = peopleInWords(count, audience?.basis === 'exact' ? 'exact' : 'at-most');
      const text = `"${proposed.key}" makes the account from ${NAMES[attribute]} (${attribute}), which Entra lacks for ${who}: their account does not work. fill it in, or leave them out`;
      return [finding('AUT-010', text, { key: proposed.key, at: proposed.desired?.at })];
    });
    return [...lacking, ...unaskedFindings(proposed, attributes, { reached, audience, read: empty.read })];
  });
}

interface Reach {
  readonly reached: readonly string[];
  readonly audience: Audience | undefined;
  readonly read: ReadonlySet<string>;
}

/** What the check can't say of people who were not asked about: everybody's, a device's, or those of a group too large to read. */
function unaskedFindings(
  { key, desired }: ProposedChange,
  attributes: readonly Attribute[],
  { reached, audience, read }: Reach,
): readonly Finding[] {
  const unasked = reached.filter((person) => !read.has(person)).length;
  const isKnown = audience !== undefined && audience.basis !== 'unknown';
  if (isKnown && unasked === 0) return [];
  const names = attributes.map((attribute) => NAMES[attribute]).join(' and ');
  const who = isKnown ? counted(unasked, 'person', 'people') : 'people whom nobody could count';
  const text = `not checked: AUT-010: whether Entra has ${names} of ${who} of "${key}": only members of its groups are asked about, not all users, people of devices, or groups larger than groups.readUpTo. in the Entra admin center, filter the users by that field`;
  return [finding('FCT-001', text, { key, at: desired?.at })];
}
