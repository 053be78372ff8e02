/** The YAML that an issue about drift offers: in the place of the profile it plans to nothing, whatever was changed. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isActing } from '../../src/model/change.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { stringAt } from '../../src/model/json.ts';
import { type CommandLine, PATIENT, useAppliedCommandLine } from '../cli/command-line.ts';
import { DEEP_ALONE } from '../deep.ts';
import { useGitHub } from './stand-in.ts';

const TYPE = '#microsoft.graph.iosEasEmailProfileConfiguration';
const SALES = 'profiles/sales.yaml';

/** What somebody does in the portal to the profile of Sales, and what git says of it beside. */
const EDITS: Readonly<
  Record<
    string,
    { readonly git?: (line: CommandLine) => void; readonly body?: JsonObject; readonly targets?: 'more' | 'none' }
  >
> = {
  'another account name': { body: { accountName: 'x` @anna | <b>' } },
  'another name beside a setting': { body: { displayName: 'Mail: "Sales" #1', accountName: 'Elsewhere' } },
  'several settings': { body: { useOAuth: false, durationOfEmailToSync: 'oneWeek', hostName: 'mail.contoso.example' } },
  'everybody beside the group': { targets: 'more' },
  'nobody any more': { targets: 'none' },
  'a protected profile': {
    git: (line) => line.change(SALES, 'kind: ios-mail', 'protect: true\nkind: ios-mail'),
    body: { accountName: 'Elsewhere' },
  },
  'a profile with a waiver': {
    git: (line) =>
      line.change(
        SALES,
        'kind: ios-mail',
        'waive: [{rule: SCH-012, because: agreed, until: 2027-03-01}]\nkind: ios-mail',
      ),
    body: { accountName: 'Elsewhere' },
  },
  'a profile that leaves a setting to the portal': {
    git: (line) => {
      line.change(SALES, 'kind: ios-mail', 'unmanaged: [mailToSync]\nkind: ios-mail');
    },
    body: { accountName: 'Elsewhere', durationOfEmailToSync: 'oneWeek' },
  },
};

test.concurrent.for(Object.keys(DEEP_ALONE.length > 0 ? EDITS : {}))('%s', PATIENT, async (what, context) => {
  const { git, body, targets } = EDITS[what] ?? {};
  const line = await useAppliedCommandLine(context);
  const github = await useGitHub(context);
  git?.(line);
  await line.run(['apply', '--yes']);
  await line.written();
  const objects = await line.server.state('deviceConfigurations');
  const id = stringAt(objects.find(({ displayName }) => displayName === 'iOS: Mail - Sales') ?? {}, 'id') ?? '';
  const path = `/deviceManagement/deviceConfigurations/${id}`;
  if (body !== undefined) await line.server.edit({ method: 'PATCH', path, body: { '@odata.type': TYPE, ...body } });
  const all = { target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } };
  if (targets !== undefined)
    await line.server.edit({
      method: 'POST',
      path: `${path}/assign`,
      body: { assignments: targets === 'more' ? [all] : [] },
    });
  const env = { GITHUB_TOKEN: 'ghs_reconciles', GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'contoso/mail' };
  const ran = await line.run(['reconcile', '--report-to', 'github'], env);
  expect(ran.err).toContain('1 opened');
  const [issue] = github.store.issues.values();
  const [, text = ''] = /```+yaml\n([\s\S]*?)\n```+/.exec(issue?.body ?? '') ?? [];
  const before = readFileSync(join(line.root, SALES), 'utf8');
  const loosened = (await line.plan()).policyChanges;
  line.write(SALES, `${text}\n`);
  const plan = await line.plan();
  expect(plan.changes.filter(isActing)).toEqual([]);
  expect(plan.policyChanges).toEqual(loosened);
  // Git says no less than before.
  expect(text.includes('assign:')).toBe(true);
  for (const word of ['protect:', 'waive:', 'unmanaged:'])
    expect([word, text.includes(word)]).toEqual([word, before.includes(word)]);
  expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('every kind of drift has its play', () => {
  expect(Object.keys(EDITS).length).toBeGreaterThanOrEqual(8);
});
