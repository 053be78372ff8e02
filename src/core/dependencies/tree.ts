/** What a profile stands on and what stands on it, as a tree for people. */

import { isOurs } from '../../model/change.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import { type DependencyLink, linksOf } from './graph.ts';

/** Lines for `explain`: the chain below the profile, then the profiles above it; nothing where there is neither. */
export function chainTree(key: string, proposals: readonly ProposedChange[]): readonly string[] {
  const byKey = new Map(proposals.map((proposed) => [proposed.key, proposed]));
  const links = linksOf(proposals).after;
  const below = branches(key, 'target', { links, byKey, way: [key] });
  const above = branches(key, 'user', { links, byKey, way: [key] });
  return [...(below.length === 0 ? [] : ['stands on', ...below]), ...(above.length === 0 ? [] : ['used by', ...above])];
}

interface Chain {
  readonly links: readonly DependencyLink[];
  readonly byKey: ReadonlyMap<string, ProposedChange>;
  /** From the root of the tree to here: nothing is told twice on one way. */
  readonly way: readonly string[];
}

function branches(key: string, side: 'user' | 'target', chain: Chain): readonly string[] {
  const other = side === 'target' ? 'user' : 'target';
  const next = chain.links.filter((link) => link[other] === key && !chain.way.includes(link[side]));
  return next.flatMap((link) => {
    const reached = link[side];
    const unused = link.isUsed ? '' : ', bound but not used';
    const indent = '  '.repeat(chain.way.length);
    const line = `${indent}└ ${link.field}: ${describe(reached, chain.byKey)}${unused}`;
    return [line, ...branches(reached, side, { ...chain, way: [...chain.way, reached] })];
  });
}

function describe(key: string, byKey: ReadonlyMap<string, ProposedChange>): string {
  const proposed = byKey.get(key);
  if (proposed === undefined) return key;
  const name = proposed.desired?.name ?? proposed.live?.name ?? key;
  const who = isOurs(proposed) ? `${key} "${name}"` : `"${name}", not managed here`;
  return `${who} (${proposed.kind.title}), ${proposed.action}`;
}
