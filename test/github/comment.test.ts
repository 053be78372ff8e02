/** The comment on a pull request, posted by the program to the stand-in of GitHub's API. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { renderPlanJson } from '../../src/report/json.ts';
import { PATIENT, useCommandLine } from '../cli/command-line.ts';
import { type Ran, run } from '../cli/program.ts';
import { type GitHubStandIn, startGitHub } from './stand-in.ts';
import { BOT, say, smallGitHub } from './store.ts';

async function useGitHub(context: TestContext): Promise<GitHubStandIn> {
  const github = await startGitHub(smallGitHub());
  context.onTestFinished(() => github.close());
  return github;
}

function report(github: GitHubStandIn, cwd: string, more: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const env = { GITHUB_TOKEN: 'ghs_comments', GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'contoso/mail', ...more };
  return run(['report', '--plan', 'plan.json', '--to', 'github', '--pr', '7'], { cwd, env });
}

test('writes one comment, and rewrites it when the plan is another', PATIENT, async (context) => {
  const github = await useGitHub(context);
  const line = await useCommandLine(context);
  writeFileSync(join(line.root, 'plan.json'), renderPlanJson(await line.plan()));
  expect(await report(github, line.root)).toEqual({ code: 0, out: '', err: 'commented on pull request 7\n' });
  const [first] = github.store.comments;
  expect(first?.author).toBe(BOT);
  expect(first?.body).toContain('postilion report');
  say(github.store, 7, 'mallory', first?.body ?? '');
  line.change('profiles/sales.yaml', 'Sales', 'Trade');
  writeFileSync(join(line.root, 'plan.json'), renderPlanJson(await line.plan()));
  expect(await report(github, line.root)).toMatchObject({ code: 0, err: 'rewrote the comment on pull request 7\n' });
  expect(github.store.comments.map(({ author }) => author)).toEqual([BOT, 'mallory']);
  expect(github.store.comments[0]?.body).toContain('Trade');
  expect(github.faults).toEqual([]);
});
