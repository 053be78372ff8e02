/** Gates are tried on copies: a canary tree is laid out in a folder of its own together with our real configuration. */

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
export const CANARIES = join(REPOSITORY, 'test/canaries');

interface ToolRun {
  readonly status: number | null;
  readonly stdout: string;
}

export interface Workshop {
  readonly root: string;
  /** Runs a tool of node_modules/.bin in the copy. */
  run(tool: string, args: readonly string[]): ToolRun;
  /** What the canaries' own marks say a gate must report, as sorted `file:line rule` lines. */
  marks(): readonly string[];
  remove(): void;
}

/**
 * Copies `test/canaries/<canary>` to a new folder, with the named configuration files of the repository beside it
 * and its packages within reach. The folder has the shape of the repository, so path patterns mean the same there.
 */
export function layOut(canary: string, configurations: readonly string[]): Workshop {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'postilion-canary-')));
  cpSync(join(CANARIES, canary), root, { recursive: true });
  for (const name of configurations) cpSync(join(REPOSITORY, name), join(root, name));
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'), 'junction');
  return {
    root,
    run: (tool, args) => runTool(tool, args, root),
    marks: () => marksIn(root),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Runs a tool of node_modules/.bin in a folder. */
export function runTool(tool: string, args: readonly string[], cwd: string): ToolRun {
  const { status, stdout, error } = spawnSync(join(REPOSITORY, 'node_modules/.bin', tool), args, {
    cwd,
    // The compiler and the linter are Go programs, which end before collecting their garbage has paid off.
    // The report of the run around this one is not the tool's to write.
    env: { ...process.env, GOGC: 'off', POSTILION_TEST_REPORT: undefined },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  return { status, stdout };
}

/** A mark is `// ! rule other-rule` at the end of the wrong line, or `// !below rule` on the line before it. */
export function marksIn(root: string): readonly string[] {
  return globSync('{src,test}/**/*.ts', { cwd: root })
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((text, index) => {
          const mark = /\/\/ !(below)? (?<rules>[\w -]+)$/.exec(text);
          const line = mark?.[1] === 'below' ? index + 2 : index + 1;
          const rules = mark?.groups?.['rules']?.split(' ') ?? [];
          return rules.map((rule) => `${file}:${line} ${rule}`);
        }),
    )
    .sort();
}
