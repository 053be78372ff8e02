/** A checkout of a pull request on which the program runs, in this process, as a workflow runs it. */

import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Ran, runHere } from '../cli/program.ts';
import { git } from '../io/git/state-client.ts';

/** A checkout of a pull request, beside which nothing may appear. */
export interface Checkout {
  readonly outside: string;
  readonly root: string;
  readonly put: (path: string, text: string) => string;
  config(...lines: readonly string[]): void;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
}

const SAMPLE = join(import.meta.dirname, '..', 'cli', 'repository');
const TOKEN = 'the-token-of-the-job';

export async function inCheckout(
  act: (checkout: Checkout, wrongs: string[]) => Promise<void>,
): Promise<readonly string[]> {
  const outside = mkdtempSync(join(tmpdir(), 'postilion-attack-'));
  const root = join(outside, 'checkout');
  cpSync(SAMPLE, root, { recursive: true });
  const wrongs: string[] = [];
  const put = (path: string, text: string): string => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return join(root, path);
  };
  try {
    await git(root, 'init', '-q', '-b', 'main');
    await act(
      {
        outside,
        root,
        put,
        config: (...lines) => void put('postilion.yaml', [...CONFIG, ...lines, ''].join('\n')),
        run: (args, env = {}) => runHere(args, { cwd: root, env: { POSTILION_ACCESS_TOKEN: TOKEN, ...env } }),
      },
      wrongs,
    );
    const others = readdirSync(outside).filter((name) => name !== 'checkout');
    return [...wrongs, ...others.map((name) => `${name} was written outside of the repository`)];
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
}

const CONFIG = ['version: 1', 'owner: contoso-mail', 'profiles: [profiles/**/*.yaml]'];
export const EMBEDDED = 'tenant: {embedded: .postilion/tenant}';
