/** Files that somebody may take for profiles: told, since a profile that was renamed into one of them is taken from people. */

import { compareText, type Finding, finding } from '../../model/finding.ts';
import { compileGlobs } from './glob.ts';

/** More names than that say nothing more. */
const MOST_TOLD = 20;

/** A warning for each of the paths that the patterns would match if it ended in `.yaml`, and don't as it is. */
export function findLookalikes(paths: Iterable<string>, globs: readonly string[]): readonly Finding[] {
  const matches = compileGlobs(globs);
  const alike = [...new Set(paths)].filter((path) => !matches(path) && namesMeant(path).some(matches));
  return alike
    .toSorted(compareText)
    .slice(0, MOST_TOLD)
    .map((path) => {
      const text = `"${path}" is not read: names of profiles end in .yaml or .yml, in small letters, and begin with no dot. rename it if it is one, or move it elsewhere`;
      return finding('FIL-008', text, { at: { file: path, line: 1, column: 1 } });
    });
}

/** A warning for each of the paths that may be meant for `adopt.yaml`, which has that name and no other. */
export function findAdoptLookalikes(paths: Iterable<string>): readonly Finding[] {
  const alike = [...new Set(paths)].filter((path) => path !== ADOPT && /^\.?adopt\.(?:ya?ml\b.*|json)$/i.test(path));
  return alike.toSorted(compareText).map((path) => {
    const text = `"${path}" is not read: what is taken over stands in adopt.yaml. rename it if that is meant, or move it elsewhere`;
    return finding('FIL-008', text, { at: { file: path, line: 1, column: 1 } });
  });
}

const ADOPT = 'adopt.yaml';

/**
 * What the file may have been called: `ios-sales.yaml.bak`, `ios-sales.YAML`, `.ios-sales.yaml` and `ios-sales.json`. What
 * an editor keeps while a file is open (`.ios-sales.yaml.swp`) takes nothing away.
 */
function namesMeant(path: string): readonly string[] {
  const slash = path.lastIndexOf('/');
  const [folder, name] = [path.slice(0, slash + 1), path.slice(slash + 1)];
  const bare = name.replace(/^[.#~]+/, '');
  const isHidden = bare !== name;
  const stem = (isHidden ? /^(.+)\.ya?ml$/i : /^(.+?)\.ya?ml(?![a-z0-9])/i).exec(bare)?.[1];
  // Beside the configuration stand files of other tools, which are called so for a reason.
  const isAmongOthers = folder === '' && (isHidden || stem === undefined);
  const known = stem ?? /^(.+)\.json$/i.exec(bare)?.[1];
  return known === undefined || isAmongOthers ? [] : [`${folder}${known}.yaml`, `${folder}${known}.yml`];
}
