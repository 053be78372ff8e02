/** YAML has two endings in use, and a file that is renamed from one to the other stays the same profile. */

/** The patterns, and for each that names one of the endings the same one with the other. */
export function withBothEndings(globs: readonly string[]): readonly string[] {
  return [...new Set(globs.flatMap((glob) => [glob, glob.replace(/\.ya?ml$/, otherEnding)]))];
}

function otherEnding(ending: string): string {
  return ending === '.yaml' ? '.yml' : '.yaml';
}
