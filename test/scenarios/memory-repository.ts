/** A profiles repository that is in no folder: its files are read without disk or git, by the code that reads those. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadRepository, type Repository } from '../../src/app/load-repository.ts';
import type { RepositoryReader, RepositoryVersion } from '../../src/app/ports/repository.ts';
import { machineClock } from '../../src/cli/wiring/machine.ts';
import { compileGlobs } from '../../src/io/files/glob.ts';
import { parseCertificate } from '../../src/io/files/parse-certificate.ts';
import { compareText } from '../../src/model/finding.ts';

/** Path in the repository → content. */
export type Files = ReadonlyMap<string, Buffer>;

/** The files below a folder, by their paths in it. */
export function filesBelow(folder: string): Files {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)]));
}

/** What the files say. */
export function readFiles(files: Files, clock = machineClock): Promise<Repository> {
  return loadRepository({ repository: memoryRepository(files), clock });
}

function memoryRepository(files: Files): RepositoryReader {
  const text = (path: string): { readonly path: string; readonly text: string } | null => {
    const bytes = files.get(path);
    return bytes === undefined ? null : { path, text: bytes.toString('utf8') };
  };
  const version: RepositoryVersion = {
    config: async () => {
      const config = text('postilion.yaml') ?? { path: '', text: '' };
      return { ok: true, value: { config, adopt: text('adopt.yaml'), fleet: null }, findings: [] };
    },
    texts: async (globs) => {
      const paths = [...files.keys()].filter(compileGlobs(globs)).sort(compareText);
      const value = { files: paths.flatMap((path) => text(path) ?? []), commit: null, dirty: false };
      return { ok: true, value, findings: [] };
    },
    certificates: async (paths) => {
      const contents = paths.flatMap((path) => {
        const bytes = files.get(path);
        return bytes === undefined ? [] : [[path, parseCertificate(bytes)] as const];
      });
      return { contents: new Map(contents), dirty: false };
    },
  };
  return { root: '', configFile: 'postilion.yaml', workingTree: version, headOf: () => version };
}
