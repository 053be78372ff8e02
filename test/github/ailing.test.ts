/** A GitHub that asks for patience, ails, or answers nonsense: what was begun is finished once, or said to be not done. */

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { stringAt } from '../../src/model/json.ts';
import { renderPlanJson } from '../../src/report/json.ts';
import { PATIENT, useAppliedCommandLine, useCommandLine } from '../cli/command-line.ts';
import { type Ran, run } from '../cli/program.ts';
import { DEEP_ALONE } from '../deep.ts';
import { type GitHubStandIn, useGitHub } from './stand-in.ts';

interface Reported {
  readonly github: GitHubStandIn;
  readonly report: () => Promise<Ran>;
  /** How often a comment was sent. */
  readonly sent: () => number;
}

async function useReported(context: TestContext): Promise<Reported> {
  const line = await useCommandLine(context);
  const github = await useGitHub(context);
  writeFileSync(join(line.root, 'plan.json'), renderPlanJson(await line.plan()));
  const env = { GITHUB_TOKEN: 'ghs_comments', GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'contoso/mail' };
  const args = ['report', '--plan', 'plan.json', '--to', 'github', '--pr', '7'];
  return {
    github,
    report: () => run(args, { cwd: line.root, env }),
    sent: () => github.ledger.filter(({ method, path }) => method === 'POST' && path.endsWith('/comments')).length,
  };
}

const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

test.concurrent.for(DEEP_ALONE)('a limit that is over soon is waited for', PATIENT, async (_, context) => {
  const { github, report, sent } = await useReported(context);
  let asked = 0;
  github.disturb = ({ method, path }) => {
    if (method !== 'POST' || !path.endsWith('/comments')) return null;
    asked += 1;
    return asked === 1 ? { status: 403, headers: { 'retry-after': '1' }, message: SECONDARY } : null;
  };
  const ran = await report();
  expect({ code: ran.code, sent: sent(), kept: github.store.comments.length }).toEqual({ code: 0, sent: 2, kept: 1 });
  expect(ran.err).toContain('GitHub asks to wait 1 s');
});

test.concurrent('a limit that is not over soon is told', PATIENT, async (context) => {
  const github = await useGitHub(context);
  github.disturb = () => ({ status: 429, headers: { 'retry-after': '3600' }, message: SECONDARY });
  const env = { GITHUB_TOKEN: 'ghs_comments', GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'contoso/mail' };
  const later = await run(['report', '--failed', '--to', 'github', '--pr', '7'], { cwd: tmpdir(), env });
  expect(later.code).toBe(11);
  expect(later.err).toContain('GitHub asks to wait before it will read pull request 7: run it later');
  expect(github.ledger).toHaveLength(1);
});

test.concurrent.for(DEEP_ALONE)(
  'a service that ails is asked again, and nothing is made twice',
  PATIENT,
  async (_, context) => {
    const { github, report, sent } = await useReported(context);
    let asked = 0;
    github.disturb = ({ method, path }) => {
      asked += method === 'GET' && path.endsWith('/pulls/7') ? 1 : 0;
      return asked === 1 ? { status: 502 } : null;
    };
    expect((await report()).code).toBe(0);
    github.store.comments.length = 0;
    github.disturb = ({ method, path }) => (method === 'POST' && path.endsWith('/comments') ? { status: 500 } : null);
    const failed = await report();
    expect({ code: failed.code, sent: sent() }).toEqual({ code: 12, sent: 2 });
    expect(failed.err).toContain('GitHub refused to comment on pull request 7 (500)');
  },
);

test.concurrent.for(DEEP_ALONE)('answers of GraphQL that say no are no answers', PATIENT, async (_, context) => {
  const { github, report } = await useReported(context);
  await report();
  const before = github.store.comments.map(({ body }) => body);
  const answers = [
    { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
    { errors: [{ message: 'Something went wrong' }] },
    { data: { nodes: 'none' } },
    { data: null },
  ];
  const codes: (number | null)[] = [];
  for (const body of answers) {
    github.disturb = ({ path }) => (path === '/graphql' ? { status: 200, body } : null);
    const ran = await report();
    codes.push(ran.code);
    expect(ran.err).toMatch(
      /GitHub (?:asks to wait before it will|did not|could not be reached to) read the comments of pull request 7/,
    );
  }
  expect(codes).toEqual([11, 12, 12, 12]);
  expect(github.store.comments.map(({ body }) => body)).toEqual(before);
});

/** Issues are kept one by one for so many profiles. */
const MOST = 30;

test.concurrent.for(DEEP_ALONE)(
  'more drift than anybody reads is one issue, and few again are one each',
  PATIENT,
  async (_, context) => {
    const line = await useAppliedCommandLine(context);
    const github = await useGitHub(context);
    const keys = Array.from({ length: MOST + 1 }, (_unused, index) => `ios-many-${index}`);
    for (const key of keys) {
      line.write(
        `profiles/${key}.yaml`,
        `kind: ios-mail\nkey: ${key}\nname: "iOS: Mail - ${key}"\nsettings:\n  accountName: Contoso\n  host: ${key}.contoso.example\n  ssl: true\n  username: userPrincipalName\n  emailAddress: primarySmtpAddress\n  authentication: usernameAndPassword\nassign:\n  include:\n    - group: Research users\n`,
      );
    }
    expect((await line.run(['apply', '--yes'])).code).toBe(0);
    const type = '#microsoft.graph.iosEasEmailProfileConfiguration';
    const objects = await line.server.state('deviceConfigurations');
    const edit = async (key: string, accountName: string): Promise<void> => {
      const found = objects.find(({ displayName }) => displayName === `iOS: Mail - ${key}`);
      const path = `/deviceManagement/deviceConfigurations/${stringAt(found ?? {}, 'id')}`;
      await line.server.edit({ method: 'PATCH', path, body: { '@odata.type': type, accountName } });
    };
    for (const key of keys) await edit(key, 'Elsewhere');
    const env = { GITHUB_TOKEN: 'ghs_reconciles', GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'contoso/mail' };
    const reconcile = () => line.run(['reconcile', '--report-to', 'github'], env);
    expect((await reconcile()).err).toContain('issues about drift: 1 opened, 0 rewritten, 0 closed');
    const [summary] = github.store.issues.values();
    expect(keys.filter((key) => summary?.body.includes(key) !== true)).toEqual([]);
    for (const key of keys.slice(2)) await edit(key, 'Contoso');
    expect((await reconcile()).err).toContain('issues about drift: 2 opened, 0 rewritten, 1 closed');
    expect(summary?.state).toBe('closed');
    expect(github.faults).toEqual([]);
  },
);
