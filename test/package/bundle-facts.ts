/** What a bundle is made of. */

import type { Metafile } from 'esbuild';

/** Paths at which two bundles differ. */
export function bytesApart(
  one: ReadonlyMap<string, Uint8Array>,
  other: ReadonlyMap<string, Uint8Array>,
): readonly string[] {
  const paths = [...new Set([...one.keys(), ...other.keys()])].sort();
  return paths.filter((path) => Buffer.compare(bytes(one, path), bytes(other, path)) !== 0);
}

function bytes(files: ReadonlyMap<string, Uint8Array>, path: string): Buffer {
  return Buffer.from(files.get(path) ?? []);
}

/** The source files in all outputs that an entry loads without being asked to: dynamic imports are not followed. */
export function filesReachedAtOnce({ outputs }: Metafile, entry: string): readonly string[] {
  const start = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === entry);
  if (start === undefined) throw new Error(`no output begins with ${entry}`);
  const reached = new Set([start]);
  // A set takes in what is added while it is walked.
  for (const path of reached) {
    for (const one of outputs[path]?.imports ?? []) if (one.kind === 'import-statement') reached.add(one.path);
  }
  return [...reached].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
}
