/** A state branch in a real bare repository, reached by real pushes from a clone, and what can happen to such a remote. */

import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStateStore } from '../../src/io/git/state/store.ts';

const BRANCH = 'postilion-state';
const REF = `refs/heads/${BRANCH}`;

export class GitRemote {
  readonly #root: string;
  readonly #stores: { close(): Promise<void> }[] = [];

  /** Empty, or a copy of another one. */
  constructor(from?: GitRemote) {
    this.#root = mkdtempSync(join(tmpdir(), 'postilion-remote-'));
    if (from !== undefined) {
      cpSync(from.#root, this.#root, { recursive: true });
      return;
    }
    for (const name of ['remote.git', 'work']) mkdirSync(join(this.#root, name));
    this.#git('remote.git', 'init', '-q', '--bare', '--initial-branch=main');
    this.#git('work', 'init', '-q', '--initial-branch=main');
    this.#git('work', 'remote', 'add', 'origin', '../remote.git');
  }

  store(clock: { now(): string }) {
    const store = openStateStore({ root: join(this.#root, 'work'), repo: '.', branch: BRANCH, clock });
    this.#stores.push(store);
    return store;
  }

  tip(): string {
    return this.#git('remote.git', 'rev-parse', REF);
  }

  /** Out of reach until it's back. */
  hide(): void {
    renameSync(join(this.#root, 'remote.git'), join(this.#root, 'hidden.git'));
  }

  /** In reach, and without anything in the way of a push. */
  mend(): void {
    if (existsSync(join(this.#root, 'hidden.git'))) {
      renameSync(join(this.#root, 'hidden.git'), join(this.#root, 'remote.git'));
    }
    for (const hook of ['pre-receive', 'post-receive']) rmSync(this.#hook(hook), { force: true });
  }

  /** Refuses every push. */
  refuse(): void {
    this.#onPush('pre-receive', 'echo "not today" >&2\nexit 1');
  }

  /** Takes the next push, and is gone before it can say so. */
  dieBehindPush(): void {
    this.#onPush('post-receive', 'rm -f "$0"\nkill -9 $PPID');
  }

  /** Somebody else writes to the branch. */
  moveOn(): void {
    const tip = this.tip();
    const name = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@contoso.com'];
    const next = this.#git('remote.git', ...name, 'commit-tree', `${tip}^{tree}`, '-p', tip, '-m', 'somebody else');
    this.#git('remote.git', 'update-ref', REF, next);
  }

  /** The branch holds something that nobody can read as a state. */
  spoil(): void {
    const blob = this.#git('remote.git', 'hash-object', '-w', this.#spoilt());
    const tree = this.#gitWith(`100644 blob ${blob}\tinventory.json\n`, 'mktree');
    const name = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@contoso.com'];
    const next = this.#git('remote.git', ...name, 'commit-tree', tree, '-p', this.tip(), '-m', 'spoilt');
    this.#git('remote.git', 'update-ref', REF, next);
  }

  /** The branch stands where it stood. */
  putBack(tip: string): void {
    this.#git('remote.git', 'update-ref', REF, tip);
  }

  forget(): void {
    this.#git('remote.git', 'update-ref', '-d', REF);
  }

  async close(): Promise<void> {
    await Promise.all(this.#stores.map((store) => store.close()));
    rmSync(this.#root, { recursive: true, force: true });
  }

  #onPush(hook: string, script: string): void {
    mkdirSync(join(this.#root, 'remote.git', 'hooks'), { recursive: true });
    writeFileSync(this.#hook(hook), `#!/bin/sh\n${script}\n`);
    chmodSync(this.#hook(hook), 0o755);
  }

  #hook(name: string): string {
    return join(this.#root, 'remote.git', 'hooks', name);
  }

  #spoilt(): string {
    const path = join(this.#root, 'spoilt.json');
    writeFileSync(path, '{"version": 1, "entries": ');
    return path;
  }

  #git(folder: string, ...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: join(this.#root, folder), encoding: 'utf8' }).trim();
  }

  #gitWith(input: string, ...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: join(this.#root, 'remote.git'), encoding: 'utf8', input }).trim();
  }
}
