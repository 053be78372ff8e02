/** A profiles repository as GitHub has it: a bare repository with `main`, and pull requests as refs. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';

export interface ProfilesRemote {
  /** Path of the bare repository. */
  readonly path: string;
  /** Commits an edit of a file on top of `main`, and pushes it under the ref. */
  push(ref: string, path: string, edit: (text: string) => string): void;
  /** What git prints about the bare repository. */
  git(...args: readonly string[]): string;
}

const SMALL = join(import.meta.dirname, '..', 'cli', 'repository');
const PERSON = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@example.org'];

export function useRemote(context: TestContext, files = SMALL): ProfilesRemote {
  const root = mkdtempSync(join(tmpdir(), 'postilion-remote-'));
  context.onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [path, work] = [join(root, 'mail.git'), join(root, 'work')];
  const git = (cwd: string, ...args: readonly string[]): string =>
    execFileSync('git', [...PERSON, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  git(root, 'init', '--quiet', '--bare', '--initial-branch', 'main', path);
  cpSync(files, work, { recursive: true });
  git(work, 'init', '--quiet', '--initial-branch', 'main');
  git(work, 'remote', 'add', 'origin', path);
  const commit = (ref: string): void => {
    git(work, 'add', '--all');
    git(work, 'commit', '--quiet', '--message', 'a change');
    git(work, 'push', '--quiet', '--force', 'origin', `HEAD:${ref}`);
  };
  commit('refs/heads/main');
  return {
    path,
    git: (...args) => git(path, ...args),
    push: (ref, file, edit) => {
      git(work, 'checkout', '--quiet', '--detach', 'main');
      writeFileSync(join(work, file), edit(readFileSync(join(work, file), 'utf8')));
      commit(ref);
      if (ref === 'refs/heads/main') git(work, 'branch', '--force', 'main', 'HEAD');
    },
  };
}
