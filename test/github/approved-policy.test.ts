/** A loosened setting that a reviewer approves, in whatever file it stands. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { expect, test } from 'vitest';
import { policyFiles } from '../../src/app/approvals/scopes.ts';
import { DEFAULT_CONFIG } from '../../src/core/config/postilion-yaml.ts';
import { objectsAt, stringAt } from '../../src/model/json.ts';
import { jsonIn, PATIENT } from '../cli/command-line.ts';
import { DEEP_ALONE } from '../deep.ts';

import { useMergedChange } from './merged-change.ts';
import { review } from './store.ts';

test('the files of a setting are those of the configuration that is run', () => {
  const config = DEFAULT_CONFIG;
  expect(policyFiles({ configFile: 'mail.yaml', config })).toEqual(['mail.yaml']);
  expect(policyFiles({ configFile: 'postilion.yaml', config: { ...config, tenantName: 'alpha' } })).toEqual([
    'postilion.yaml',
    'tenants.yaml',
    'base',
    'tenants/alpha',
  ]);
});

test.concurrent.for(DEEP_ALONE)('a setting of another configuration file counts', PATIENT, async (_, context) => {
  const { line, github, commitAll, reconcile } = await useMergedChange(context);
  const text = readFileSync(join(line.root, 'postilion.yaml'), 'utf8');
  line.write('mail.yaml', `${text}approval: {from: lock-out}\n`);
  await simpleGit(line.root).raw(['add', 'mail.yaml']);
  const pull = github.store.pulls.get(7);
  if (pull !== undefined) pull.mergedAs = await commitAll('anna');
  const plan = await line.run(['plan', '--config', 'mail.yaml', '--format', 'json']);
  const [setting] = objectsAt(jsonIn(plan.out), 'policyChanges');
  expect(setting).toMatchObject({ setting: 'approval.from' });
  review(github.store, 7, 'bert', `/postilion approve ${stringAt(setting ?? {}, 'code')}`);
  const ran = await reconcile(['--config', 'mail.yaml']);
  expect(ran.code).toBe(0);
  expect(ran.err).toContain('approved by bert in #7');
  expect(await line.written()).toHaveLength(1);
});
