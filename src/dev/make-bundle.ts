/** The program in few files: what it imports from packages is part of them, so that it runs with Node and git alone. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env } from 'node:process';
import { build, type Metafile, type Plugin } from 'esbuild';
import type { Build } from '../cli/build.ts';
import { isJsonObject, stringAt } from '../model/json.ts';
import { bundledPackages, licenceText } from './third-party.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');

export interface ProgramBundle {
  /** Path below the folder of the bundle → content. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What esbuild tells of inputs and outputs, with paths from the root of the repository. */
  readonly metafile: Metafile;
}

/** Bundles the program; writes nothing. The same files give the same bytes, whatever the machine and the day. */
export async function makeBundle(): Promise<ProgramBundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: REPOSITORY,
    entryPoints: { postilion: 'src/cli/main.ts', action: 'src/action/main.ts' },
    outdir: 'bundle',
    write: false,
    metafile: true,
    bundle: true,
    // A command's code stays in files of its own, and is loaded when the command runs.
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    // Names stay, so that a stack trace can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    banner: { js: COMMONJS },
    plugins: [ownBuild({ version: ownVersion(), commit: commitHere(), repository: releasedFrom() })],
  });
  const folder = join(REPOSITORY, 'bundle');
  const files = new Map(outputFiles.map(({ path, contents }) => [path.slice(folder.length + 1), contents]));
  const licences = licenceText(bundledPackages(metafile, REPOSITORY));
  return { files: new Map([...files, ['LICENSES.txt', new TextEncoder().encode(licences)]]), metafile };
}

/** Writes a bundle into a folder that holds nothing else afterwards. */
export function writeBundle({ files }: ProgramBundle, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: path === 'postilion.js' ? 0o755 : 0o644 });
  }
}

/** Packages in CommonJS ask for Node's own modules with `require`, which modules don't have. */
const COMMONJS = "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);";

function ownBuild(facts: Build): Plugin {
  return {
    name: 'own-build',
    setup: (bundler) => {
      bundler.onLoad({ filter: /[\\/]src[\\/]cli[\\/]build\.ts$/ }, () => ({
        contents: `export const BUILD = ${JSON.stringify(facts)};`,
        loader: 'js',
      }));
    },
  };
}

function ownVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  const version = isJsonObject(manifest) ? stringAt(manifest, 'version') : undefined;
  if (version === undefined) throw new Error('package.json names no version');
  return version;
}

/** The commit of the checkout; null outside of one. */
function commitHere(): string | null {
  try {
    const commit = git('rev-parse', '--verify', 'HEAD');
    return git('status', '--porcelain') === '' ? commit : `${commit}-dirty`;
  } catch {
    return null;
  }
}

/** Told by the release workflow: the same files built elsewhere are the same program, but nobody's release. */
function releasedFrom(): string | null {
  const repository = env['POSTILION_RELEASE_REPOSITORY'] ?? '';
  return /^[\w-]+\/[\w.-]+$/.test(repository) ? repository : null;
}

function git(...args: readonly string[]): string {
  return execFileSync('git', [...args], {
    cwd: REPOSITORY,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
