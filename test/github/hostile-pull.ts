/** One hostile pull request: what somebody does in it, what must not follow, and the play that shows whether it did. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { filesBelow } from '../scenarios/memory-repository.ts';
import type { GitHubStandIn } from './stand-in.ts';

export interface HostilePull {
  /** Unique. */
  readonly name: string;
  readonly does: string;
  readonly mustNot: string;
  /** Gives what must not have happened, and did; empty is right. */
  readonly play: (context: TestContext) => Promise<readonly string[]>;
}

/** What GitHub was asked to change, beside what the job that comments may: its comment, its check run, labels. */
export function writesTo({ ledger, faults }: GitHubStandIn, pull: number | null): readonly string[] {
  const own = new RegExp(`/issues/(?:${pull}/(?:comments|labels)(?:/|$)|comments/)|/check-runs$`);
  const wrote = ledger.filter(({ method, path }) => method !== 'GET' && path !== '/graphql');
  const strange = wrote.filter(({ path }) => pull === null || !own.test(path));
  return [...strange.map(({ method, path }) => `GitHub was asked to ${method} ${path}`), ...faults];
}

/** The files of a folder but for what belongs to git and to the program. */
export function filesIn(root: string): ReadonlyMap<string, string> {
  const paths = [...filesBelow(root).keys()].filter((path) => !/^\.(?:git|postilion)\//.test(path));
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'latin1')]));
}

export function changedFiles(
  before: ReadonlyMap<string, string>,
  root: string,
  may: readonly string[] = [],
): readonly string[] {
  const after = filesIn(root);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path) && !may.includes(path))
    .map((path) => `the file ${path} is another one`);
}
