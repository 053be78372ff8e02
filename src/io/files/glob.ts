/** Patterns of profile files, matched on paths alone: a commit has no folder that a library could walk. */

/** What a pattern may hold: `*`, `**`, `?` and `{a,b}` without nesting. Names that start with a dot need one in the pattern. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap(withoutBraces).map((glob) => new RegExp(`^${expressionOf(glob)}$`, 'su'));
  return (path) => patterns.some((pattern) => pattern.test(path));
}

/** The folders that all matches lie in, one per pattern, `''` for the root itself. */
export function globFolders(globs: readonly string[]): readonly string[] {
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

function expressionOf(glob: string): string {
  const steps = glob.split('/');
  return steps
    .map((step, index) => {
      const isLast = index === steps.length - 1;
      if (step === '**') return isLast ? '(?:(?!\\.)[^/]+/)*(?!\\.)[^/]+' : '(?:(?!\\.)[^/]+/)*';
      return `${stepExpression(step)}${isLast ? '' : '/'}`;
    })
    .join('');
}

function stepExpression(step: string): string {
  const hidden = /^[*?]/.test(step) ? '(?!\\.)' : '';
  const body = step
    .replaceAll(/\*+/g, '*')
    .replaceAll(/[\\^$.|+()[\]{}/]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  // A name is never empty, whatever the stars match.
  return `${hidden}(?=[^/])${body}`;
}
