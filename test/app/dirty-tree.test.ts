/** What is written must stand in git: files that nobody committed are refused, except for a tenant of one's own. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { expect, test } from 'vitest';
import { applyCommand } from '../../src/cli/commands/apply.ts';
import { profileText } from './profile-text.ts';

const OPTIONS = {
  format: 'text',
  color: false,
  logLevel: 'silent',
  approve: [],
  approveDigest: [],
  full: false,
} as const;

test('an apply to a shared tenant refuses files that nobody committed, before anything is asked', async (context) => {
  const root = mkdtempSync(join(tmpdir(), 'postilion-dirty-'));
  context.onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const tenant = '{id: 11111111-2222-4333-8444-555555555555}';
  writeFileSync(join(root, 'postilion.yaml'), `version: 1\nowner: contoso-mail\ntenant: ${tenant}\n`);
  mkdirSync(join(root, 'profiles'));
  writeFileSync(join(root, 'profiles', 'it.yaml'), profileText('ios-it', {}));
  const git = simpleGit({ baseDir: root });
  await git.raw(['init', '-q', '--initial-branch=main']);
  await git.raw(['add', '.']);
  await git.raw(['-c', 'user.name=T', '-c', 'user.email=t@contoso.com', 'commit', '-q', '-m', 'x']);
  writeFileSync(join(root, 'profiles', 'it.yaml'), profileText('ios-it', { name: 'not committed' }));
  let told = '';
  const nothing = (): void => {};
  const error = (text: string): void => void (told += text);
  const terminal = { cwd: root, width: 100, color: false, print: nothing, error, onStop: nothing };
  const code = await applyCommand(OPTIONS, { ...terminal, env: { POSTILION_ACCESS_TOKEN: 'never sent' } });
  expect(code).toBe(10);
  expect(told).toMatch(
    /^postilion: the working tree differs from commit [0-9a-f]{40}: commit or take back your changes/,
  );
});
