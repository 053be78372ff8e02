/** A state of before policies were remembered has the policy of its commit, as git itself has it. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { earlierPolicy } from '../../src/cli/wiring/earlier-policy.ts';
import { emptyRepository, git } from '../io/git/state-client.ts';

const CONFIG = ['version: 1', 'owner: contoso-mail', 'tenant: {embedded: .postilion/tenant}'];

test('the policy is that of the commit, whatever the folder holds; none where the commit is unknown', async () => {
  const root = mkdtempSync(join(tmpdir(), 'postilion-earlier-'));
  try {
    await emptyRepository(root, false, '[user]\n\temail = test@contoso.com\n\tname = Test\n');
    const commit = async (...lines: readonly string[]): Promise<string> => {
      writeFileSync(join(root, 'postilion.yaml'), [...CONFIG, ...lines, ''].join('\n'));
      await git(root, 'add', '-A');
      await git(root, 'commit', '-q', '-m', 'policy');
      return (await git(root, 'rev-parse', 'HEAD')).trim();
    };
    const strict = await commit('limits: {losingMail: 7}');
    const loose = await commit('limits: {losingMail: 7000}');
    const broken = await commit('limits: {losingMail: many}');
    const policyAt = earlierPolicy({ root, configFile: 'postilion.yaml' });
    expect(await policyAt(strict)).toMatchObject({ 'limits.losingMail': 7, 'approval.from': 'may-reapprove' });
    expect(await policyAt(loose)).toMatchObject({ 'limits.losingMail': 7000 });
    expect([await policyAt(broken), await policyAt('0'.repeat(40))]).toEqual([null, null]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
