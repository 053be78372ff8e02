/** File and folder names: kebab-case, and a name that says what is inside. */

const SAYS_NOTHING = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'types',
  'misc',
  'shared',
  'index',
  'lib',
]);

/** The paths with a part that is not kebab-case or that could hold anything. */
export function badNames(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => path.split('/').some(isBad));
}

function isBad(part: string): boolean {
  const stem = part.slice(0, part.indexOf('.') < 0 ? undefined : part.indexOf('.'));
  return SAYS_NOTHING.has(stem) || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(stem);
}
