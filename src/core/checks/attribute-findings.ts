/** People of whom Entra lacks what their account is made from: AUT-010. */

import { type Finding, finding } from '../../model/finding.ts';
import { peopleInWords } from '../../model/text.ts';
import { type Attribute, attributesOf, type EmptyAttributes } from '../facts/attributes.ts';
import type { FactContext } from './fact-check.ts';

const NAMES: Readonly<Record<Attribute, string>> = {
  mail: 'the mail address',
  onPremisesSamAccountName: 'the SAM account name',
};

/** Counts only: whose attributes are empty, a filter in the Entra admin center shows. */
export function attributeFindings(empty: EmptyAttributes, { asking, audiences }: FactContext): readonly Finding[] {
  return asking.flatMap((proposed) =>
    attributesOf(proposed).flatMap((attribute) => {
      const audience = audiences.get(proposed.key);
      const reached = audience === undefined ? [] : [...new Set([...audience.kept, ...audience.gained])];
      const count = reached.filter((person) => empty[attribute].has(person)).length;
      if (count === 0) return [];
      const who = peopleInWords(count, audience?.basis === 'exact' ? 'exact' : 'at-most');
      const text = `"${proposed.key}" makes the account from ${NAMES[attribute]} (${attribute}), which Entra lacks for ${who}: their account does not work. fill it in, or leave them out`;
      return [finding('AUT-010', text, { key: proposed.key, at: proposed.desired?.at })];
    }),
  );
}
