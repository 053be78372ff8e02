/** Follows docs/getting-started.md command by command, in an empty folder, with the packed program. */

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type TestContext, test } from 'vitest';
import { makeBundle, writeBundle } from '../../src/dev/make-bundle.ts';
import { PATIENT } from '../cli/command-line.ts';
import { DEEP_ALONE } from '../deep.ts';
import { REPOSITORY } from '../gates/canary-workshop.ts';

const PAGE = readFileSync(join(REPOSITORY, 'docs', 'getting-started.md'), 'utf8');
/** The code that the page shows; a reader takes the one of the last plan. */
const SHOWN_CODE = 'e194399ba7763b14-14';

interface Followed {
  readonly script: string;
  readonly code: number;
  readonly out: string;
}

interface Reader {
  follow(script: string): Promise<Followed>;
}

async function useReader(context: TestContext): Promise<Reader> {
  const root = mkdtempSync(join(tmpdir(), 'postilion-docs-'));
  context.onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeBundle(await makeBundle(), join(root, 'bundle'));
  for (const folder of ['bin', 'empty']) mkdirSync(join(root, folder));
  const program = join(root, 'bin', 'postilion');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bundle', 'postilion.js')}' "$@"\n`, {
    mode: 0o755,
  });
  const person = { GIT_AUTHOR_NAME: 'reader', GIT_AUTHOR_EMAIL: 'reader@example.org' };
  const env = {
    PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`,
    HOME: root,
    ...person,
    GIT_COMMITTER_NAME: person.GIT_AUTHOR_NAME,
    GIT_COMMITTER_EMAIL: person.GIT_AUTHOR_EMAIL,
  };
  let cwd = join(root, 'empty');
  return {
    follow: async (script) => {
      const { code, out } = await bash(`${script}\necho "$?" > "$HOME/code"\npwd > "$HOME/cwd"`, cwd, env);
      cwd = readFileSync(join(root, 'cwd'), 'utf8').trim();
      return { script, code: code === 0 ? Number(readFileSync(join(root, 'code'), 'utf8')) : code, out };
    },
  };
}

async function bash(
  script: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly out: string }> {
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { cwd, env });
  return { code: 0, out: `${stdout}${stderr}` };
}

test.for(DEEP_ALONE)(
  'the page leads from an empty folder to an approved change, and back',
  PATIENT,
  async (_, context) => {
    const reader = await useReader(context);
    const blocks = [...PAGE.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, script = '']) => script);
    expect(blocks.length).toBeGreaterThan(8);
    const followed: Followed[] = [];
    for (const block of blocks) {
      const told = followed.map(({ out }) => out).join('\n');
      const code = [...told.matchAll(/approve with --approve (\S+)/g)].at(-1)?.[1] ?? 'none';
      // Each command by itself, so that none fails unseen.
      for (const line of block.trimEnd().split('\n'))
        followed.push(await reader.follow(line.replace(SHOWN_CODE, code)));
    }
    for (const { script, code, out } of followed) {
      const expected = Number(/# ends with (\d+)/.exec(script)?.[1] ?? 0);
      expect([script, code, code === expected ? '' : out]).toEqual([script, expected, '']);
    }
    const outOf = (start: string): string => followed.find(({ script }) => script.startsWith(start))?.out ?? '';
    expect(outOf('postilion plan')).toContain('19 taken over');
    expect(outOf('postilion apply --yes --approve')).toContain('git and tenant agree');
    expect(PAGE).toContain('14 people may be asked to approve their mail settings again');
    expect(followed.some(({ out }) => out.includes('14 people may be asked to approve the mail settings again'))).toBe(
      true,
    );
  },
);

test('what the page shows to be typed at GitHub and Entra names what the program names', () => {
  const shown = [...PAGE.matchAll(/^\$ (.*)$/gm)].map(([, line = '']) => line);
  const asked = shown.find((line) => line.startsWith('gh api repos/')) ?? '';
  expect(asked).toBe('gh api repos/contoso/mail/actions/oidc/customization/sub > oidc.json');
  const workflows = ['plan', 'reconcile', 'approve'].map((name) =>
    readFileSync(join(REPOSITORY, '.github', 'workflows', `${name}.yml`), 'utf8'),
  );
  const used = workflows.flatMap((text) =>
    [...text.matchAll(/vars\.(POSTILION_\w*(?:TENANT|CLIENT)\w*)/g)].map(([, name]) => name),
  );
  const set = [...PAGE.matchAll(/gh variable set (\w+)/g)].map(([, name]) => name);
  expect(new Set(set)).toEqual(new Set(used));
  const environments = workflows.flatMap((text) => [...text.matchAll(/environment: (\S+)/g)].map(([, name]) => name));
  for (const name of environments) expect(PAGE).toContain(`\`${name}\``);
});
