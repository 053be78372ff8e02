/** Finds the comments that switch a gate off, so that they can be counted. */

import type { ProjectFile } from './project-files.ts';

export interface Suppression {
  readonly path: string;
  /** The rule that is switched off, or the directive itself where it names none. */
  readonly rule: string;
  readonly reason: string;
}

// A tool obeys its directive only at the start of a comment, so that is where it is looked for.
const LINT =
  /\/[/*]\s*(?:eslint|oxlint)-disable(?:-next-line|-line)?(?<rules>[^\n]*?)(?:--(?<reason>[^\n]*?))?(?:\*\/|$)/gm;
const FORMAT = /\/[/*]\s*biome-ignore\S* (?<rules>[^\n:]+):?(?<reason>[^\n]*?)(?:\*\/|$)/gm;
const COMPILER = /\/[/*]+\s*@ts-(?<rules>ignore|expect-error|nocheck)\b(?<reason>[^\n]*)/g;
const COVERAGE =
  /\/[/*]\s*(?<rules>(?:v8|c8|istanbul) ignore)(?: next| start| stop| if| else)?(?<reason>[^\n]*?)(?:\*\/|$)/gm;

/** Every suppression in a file, one per rule that it names. */
export function suppressionsIn(file: ProjectFile): readonly Suppression[] {
  return [LINT, FORMAT, COMPILER, COVERAGE].flatMap((pattern) =>
    [...file.text.matchAll(pattern)].flatMap(({ groups }) => {
      const rules = (groups?.['rules'] ?? '').split(',').map((rule) => rule.trim());
      const reason = (groups?.['reason'] ?? '').trim();
      return rules.map((rule) => ({ path: file.path, rule: rule === '' ? 'everything' : rule, reason }));
    }),
  );
}

/** Suppressions per `path rule`, the form of the budget file. */
export function countSuppressions(found: readonly Suppression[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { path, rule } of found) counts.set(`${path} ${rule}`, (counts.get(`${path} ${rule}`) ?? 0) + 1);
  return Object.fromEntries(counts);
}
