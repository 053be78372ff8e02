/** The package as people get it: packed once, unpacked into an empty folder, started with Node and git alone. */

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { isJsonObject, stringAt } from '../../src/model/json.ts';
import { REPOSITORY } from '../gates/canary-workshop.ts';

const start = promisify(execFile);

export interface Unpacked {
  /** The folder of the package. */
  readonly folder: string;
  /** An empty folder to work in. */
  readonly place: string;
  /** Runs the packed program; rejects when it ends with another code than 0. */
  run(args: readonly string[], cwd?: string, env?: Readonly<Record<string, string>>): Promise<string>;
  git(args: readonly string[], cwd: string): Promise<string>;
  remove(): void;
}

/** Packs and unpacks. */
export async function unpacked(): Promise<Unpacked> {
  const root = mkdtempSync(join(tmpdir(), 'postilion-package-'));
  const pack = ['pack', '--json', '--silent', '--pack-destination', root];
  const { stdout } = await start('npm', pack, { cwd: REPOSITORY, maxBuffer: 1e8 });
  await start('tar', ['--extract', '--gzip', '--file', join(root, fileIn(stdout)), '--directory', root]);
  const place = join(root, 'place');
  mkdirSync(place);
  const env = { PATH: onlyNodeAndGit(join(root, 'bin')), HOME: root, GIT_CONFIG_NOSYSTEM: '1' };
  const main = join(root, 'package', 'bundle', 'postilion.js');
  return {
    folder: join(root, 'package'),
    place,
    run: async (args, cwd = place, more = {}) =>
      (await start(process.execPath, [main, ...args], { cwd, env: { ...env, ...more } })).stdout,
    git: async (args, cwd) => (await start('git', [...PERSON, ...args], { cwd, env })).stdout,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

const PERSON = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.org'];

/** npm prints what `prepack` said before its own document. */
function fileIn(told: string): string {
  const packed: unknown = JSON.parse(told.slice(told.search(/^[[{]/m)));
  const first: unknown = Array.isArray(packed) ? packed[0] : packed;
  const name = isJsonObject(first) ? stringAt(first, 'filename') : undefined;
  if (name === undefined) throw new Error(`npm pack named no file: ${told}`);
  return name;
}

/** A search path on which nothing else can be found. */
function onlyNodeAndGit(folder: string): string {
  mkdirSync(folder);
  const git = (process.env['PATH'] ?? '').split(delimiter).find((one) => existsSync(join(one, 'git')));
  if (git === undefined) throw new Error('there is no git on this machine');
  symlinkSync(join(git, 'git'), join(folder, 'git'));
  symlinkSync(process.execPath, join(folder, 'node'));
  return folder;
}
