/** What `--target` takes along: what the targets stand on, and the other half of what is moved. */

import { isOurs, isWriting } from '../../model/change.ts';
import type { Bundle } from '../../model/plan.ts';
import { linksOf, withFoundations } from '../dependencies/graph.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import { accountOf } from './account.ts';
import { withBundleMates } from './waiting.ts';

/**
 * The proposed changes that may concern the targets: before people are counted, every change on the same account may be the
 * other half. Mail must not reach people before its certificate does, and nobody keeps half a move.
 */
export function mayConcern(
  proposals: readonly ProposedChange[],
  targets: readonly string[],
): readonly ProposedChange[] {
  return among(proposals, targets, possibleBundles(proposals));
}

/** Of those the ones that do, now that the bundles are known. */
export function concerning(
  proposals: readonly ProposedChange[],
  targets: readonly string[],
  bundles: readonly Bundle[],
): readonly ProposedChange[] {
  return among(proposals, targets, bundles);
}

function among(
  proposals: readonly ProposedChange[],
  targets: readonly string[],
  bundles: readonly Pick<Bundle, 'keys'>[],
): readonly ProposedChange[] {
  if (targets.length === 0) return proposals;
  const links = linksOf(proposals);
  let wanted: ReadonlySet<string> = new Set(targets);
  for (let known = 0; known < wanted.size; ) {
    known = wanted.size;
    wanted = withFoundations(withBundleMates([...wanted], bundles), links);
  }
  return proposals.filter((one) => wanted.has(one.key) && (isOurs(one) || targets.includes(one.key)));
}

/** The changes on each account, as far as they may take it from somebody or give it. */
function possibleBundles(proposals: readonly ProposedChange[]): readonly Pick<Bundle, 'keys'>[] {
  const found = new Map<string, Set<string>>();
  for (const proposed of proposals.filter(isWriting)) {
    const { key, kind, live, settings, assignments } = proposed;
    const before = live === null ? null : accountOf(kind, live.settings);
    const after = accountOf(kind, settings);
    if (assignments === null && before?.id === after?.id) continue;
    for (const id of [before?.id, after?.id]) {
      if (id !== undefined) found.set(id, (found.get(id) ?? new Set()).add(key));
    }
  }
  return [...found.values()].map((keys) => ({ keys: [...keys] }));
}
