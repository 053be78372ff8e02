/**
 * Patterns of profile files, matched on paths alone: a commit has no folder that a library could walk. Matching is a
 * comparison of steps, never a regular expression made from somebody's text: its work grows with the lengths alone.
 */

import { matchesWildcards } from '../../model/wildcards.ts';

/** What a pattern may hold: `*`, `**`, `?` and `{a,b}` without nesting. Names that start with a dot need one in the pattern. */
export function compileGlobs(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap(withoutBraces).map((glob) => glob.split('/'));
  return (path) => {
    const names = path.split('/');
    return patterns.some((steps) => doStepsMatch(steps, names));
  };
}

/** The folders that all matches lie in, one per pattern, `''` for the root itself. */
export function listGlobFolders(globs: readonly string[]): readonly string[] {
  const folders = globs.flatMap(withoutBraces).map((glob) => {
    const steps = glob.split('/').slice(0, -1);
    const wild = steps.findIndex((step) => /[*?]/.test(step));
    return steps.slice(0, wild === -1 ? steps.length : wild).join('/');
  });
  return [...new Set(folders)];
}

function withoutBraces(glob: string): readonly string[] {
  const braces = /\{([^{}]*)\}/.exec(glob);
  if (braces === null) return [glob];
  const before = glob.slice(0, braces.index);
  const after = glob.slice(braces.index + braces[0].length);
  return (braces[1] ?? '').split(',').flatMap((choice) => withoutBraces(`${before}${choice}${after}`));
}

/**
 * `**` stands for any number of folders, as the last step for a file in or below them. `reached[n]`: the steps so far
 * match the first n names.
 */
function doStepsMatch(steps: readonly string[], names: readonly string[]): boolean {
  let reached = [true, ...names.map(() => false)];
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    reached = step === '**' ? overFolders(reached, names, isLast) : overName(reached, names, step);
  }
  return reached[names.length] === true;
}

function overFolders(reached: readonly boolean[], names: readonly string[], isLast: boolean): boolean[] {
  const next = reached.map((is) => is && !isLast);
  for (const [index, name] of names.entries()) {
    const isFrom = reached[index] === true || next[index] === true;
    if (isFrom && isSeen(name)) next[index + 1] = true;
  }
  return next;
}

function overName(reached: readonly boolean[], names: readonly string[], step: string): boolean[] {
  return reached.map((_, index) => {
    const name = names[index - 1];
    return name !== undefined && reached[index - 1] === true && doesNameMatch(step, name);
  });
}

function isSeen(name: string): boolean {
  return name !== '' && !name.startsWith('.');
}

/** A name is never empty, whatever the stars match. */
function doesNameMatch(step: string, name: string): boolean {
  if (name === '' || (/^[*?]/.test(step) && name.startsWith('.'))) return false;
  return matchesWildcards(step, name, '?');
}
