/** Who loses a profile and gets another one in its place, and who gets one in the place of another. */

import { isWriting } from '../../model/change.ts';
import { currentAssignments, type ProposedChange } from '../diff/proposed-change.ts';
import type { AssessedChange } from '../impact/change-effect.ts';
import { type Audience, NOBODY } from '../people/audience.ts';
import { accountOf } from './account.ts';

export interface Replacements {
  of(proposed: ProposedChange): Pick<AssessedChange, 'movedAway' | 'gainsAnother' | 'movedHere'>;
}

/**
 * Among all changes of a plan. Only people who surely gain another profile count: where the gain is an upper bound some of
 * them may be left with nothing.
 */
export function replacementsAmong(
  proposals: readonly ProposedChange[],
  audiences: ReadonlyMap<string, Audience>,
): Replacements {
  const audienceOf = ({ key }: ProposedChange): Audience => audiences.get(key) ?? NOBODY;
  const writing = proposals.filter(isWriting);
  const exact = writing.filter((proposed) => audienceOf(proposed).basis === 'exact');
  const gains = tally(
    exact,
    (one) => scopesOf(one, one.settings),
    (one) => audienceOf(one).gained,
  );
  const losses = tally(
    exact,
    (one) => scopesOf(one, lostSettings(one)),
    (one) => audienceOf(one).lost,
  );
  return {
    of(proposed) {
      const { lost, gained } = audienceOf(proposed);
      const had = scopesOf(proposed, lostSettings(proposed));
      const has = scopesOf(proposed, proposed.settings);
      return {
        movedAway: new Set([...lost].filter((person) => gains.another(proposed.key, had.account, person))),
        gainsAnother: new Set([...lost].filter((person) => gains.another(proposed.key, had.sort, person))),
        movedHere: new Set([...gained].filter((person) => losses.another(proposed.key, has.account, person))),
      };
    },
  };
}

/** `account`: does the very same for people; `sort`: something of that sort on the platform. */
interface Scopes {
  readonly account: string;
  readonly sort: string;
}

function scopesOf({ kind }: ProposedChange, settings: ProposedChange['settings']): Scopes {
  const sort = `${kind.platform} ${kind.delivers}`;
  return { sort: `sort ${sort}`, account: accountOf(kind, settings)?.id ?? `account ${sort}` };
}

/** Whoever loses a profile loses it as the tenant has it today. */
function lostSettings(proposed: ProposedChange): ProposedChange['settings'] {
  return currentAssignments(proposed).length === 0 ? proposed.settings : (proposed.live?.settings ?? proposed.settings);
}

interface Tally {
  /** Whether the person is counted in the scope by another change than this one. */
  another(key: string, scope: string, person: string): boolean;
}

/** Scope → person → the first key that counts them, or null for several. */
function tally(
  proposals: readonly ProposedChange[],
  scopes: (proposed: ProposedChange) => Scopes,
  people: (proposed: ProposedChange) => ReadonlySet<string>,
): Tally {
  const counted = new Map<string, Map<string, string | null>>();
  for (const proposed of proposals) {
    const { account, sort } = scopes(proposed);
    for (const scope of new Set([account, sort])) {
      const known = counted.get(scope) ?? new Map<string, string | null>();
      counted.set(scope, known);
      for (const person of people(proposed)) {
        const first = known.get(person);
        if (first === undefined) known.set(person, proposed.key);
        else if (first !== proposed.key) known.set(person, null);
      }
    }
  }
  return {
    another(key, scope, person) {
      const by = counted.get(scope)?.get(person);
      return by !== undefined && by !== key;
    },
  };
}
