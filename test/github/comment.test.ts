/** The comment on a pull request, posted by the program to the stand-in of GitHub's API. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { renderPlanJson } from '../../src/report/json.ts';
import { type CommandLine, PATIENT, useAppliedCommandLine, useCommandLine } from '../cli/command-line.ts';
import { type Ran, run } from '../cli/program.ts';
import { DEEP_ALONE } from '../deep.ts';
import { type GitHubStandIn, useGitHub } from './stand-in.ts';
import { BOT, HEAD, push, say } from './store.ts';

const PLAN = ['--plan', 'plan.json'];

function report(github: GitHubStandIn, cwd: string, args: readonly string[] = PLAN): Promise<Ran> {
  const env = {
    GITHUB_TOKEN: 'ghs_comments',
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'contoso/mail',
    GITHUB_SERVER_URL: 'https://github.example',
  };
  return run(['report', ...args, '--to', 'github', '--pr', '7'], { cwd, env });
}

function labels({ store }: GitHubStandIn): readonly string[] {
  return [...(store.labels.get(7) ?? [])].toSorted();
}

async function planned(line: CommandLine): Promise<Plan> {
  const made = await line.plan();
  writeFileSync(join(line.root, 'plan.json'), renderPlanJson(made));
  return made;
}

test.concurrent('writes one comment, and rewrites its own when the plan is another', PATIENT, async (context) => {
  const github = await useGitHub(context);
  const line = await useCommandLine(context);
  await planned(line);
  const first = await report(github, line.root);
  expect(first).toMatchObject({ code: 0, out: '' });
  expect(first.err).toMatch(/^commented on pull request 7\ncheck run "Postilion: user impact": \w+\n$/);
  expect(github.store.comments).toEqual([expect.objectContaining({ author: BOT, issue: 7 })]);
  expect(labels(github)).toEqual([]);
  // Whoever copies the comment, its markers included, doesn't get it rewritten.
  say(github.store, 7, 'mallory', github.store.comments[0]?.body ?? '');
  line.change('profiles/sales.yaml', 'Sales', 'Trade');
  await planned(line);
  expect((await report(github, line.root)).err).toContain('rewrote the comment on pull request 7\n');
  expect(github.store.comments.map(({ author }) => author)).toEqual([BOT, 'mallory']);
  expect(github.store.comments[0]?.body).toContain('2nd plan of this pull request');
  expect((await report(github, line.root)).code).toBe(0);
  expect(github.store.comments).toHaveLength(2);
  expect(github.faults).toEqual([]);
});

test.concurrent.for(DEEP_ALONE)(
  'says nothing where nothing changes, except to correct what it said before',
  PATIENT,
  async (_, context) => {
    const github = await useGitHub(context);
    const line = await useAppliedCommandLine(context);
    await planned(line);
    expect((await report(github, line.root)).err).toContain('nothing to comment on\n');
    expect(github.store.comments).toEqual([]);
    expect(labels(github)).toEqual(['postilion: no changes']);
    expect(github.store.checkRuns).toEqual([expect.objectContaining({ headSha: HEAD, conclusion: 'success' })]);
    line.change('profiles/sales.yaml', 'Sales EMEA', 'Research users');
    await planned(line);
    github.store.labels.get(7)?.add('urgent');
    await report(github, line.root);
    expect(labels(github)).toEqual([
      'postilion: mail is lost',
      'postilion: people are disturbed',
      'postilion: waits for approval',
      'urgent',
    ]);
    expect(github.store.comments[0]?.body).toContain('− Sales EMEA<br>\\+ Research users');
    expect(github.store.checkRuns.at(-1)).toMatchObject({ conclusion: 'action_required' });
    line.change('profiles/sales.yaml', 'Research users', 'Sales EMEA');
    await planned(line);
    await report(github, line.root);
    expect(github.store.comments).toHaveLength(1);
    expect(github.store.comments[0]?.body).toContain('No changes');
    expect(github.faults).toEqual([]);
  },
);

test.concurrent('says nothing of a commit that a push has taken the place of', PATIENT, async (context) => {
  const github = await useGitHub(context);
  const line = await useCommandLine(context);
  await planned(line);
  push(github.store, 7, 'c'.repeat(40), 'anna');
  const ran = await report(github, line.root, [...PLAN, '--head', HEAD]);
  expect(ran).toEqual({ code: 0, out: '', err: 'pull request 7 has a newer commit: its own run reports\n' });
  expect(github.store.comments).toEqual([]);
  expect(github.store.checkRuns).toEqual([]);
});

test.concurrent.for(DEEP_ALONE)('says that there is no plan where the run made none', PATIENT, async (_, context) => {
  const github = await useGitHub(context);
  const line = await useCommandLine(context);
  await planned(line);
  await report(github, line.root);
  // Labels are not worth a failed report.
  github.disturb = ({ path }) => (path.endsWith('/labels') ? { status: 403 } : null);
  const ran = await report(github, line.root, ['--failed']);
  expect(ran.code).toBe(0);
  expect(ran.err).toContain('the labels are not up to date: GitHub refused to read the labels of pull request 7 (403)');
  expect(github.store.comments).toHaveLength(1);
  expect(github.store.comments[0]?.body).toContain('There is no plan for `bbbbbbb`');
  expect(github.store.checkRuns.at(-1)).toMatchObject({ conclusion: 'failure' });
  expect(github.faults).toEqual([]);
});

test.concurrent.for(DEEP_ALONE)(
  'keeps one comment where two runs at once wrote one each',
  PATIENT,
  async (_, context) => {
    const github = await useGitHub(context);
    const line = await useCommandLine(context);
    await planned(line);
    await report(github, line.root);
    const [first] = github.store.comments;
    say(github.store, 7, BOT, first?.body ?? '');
    await report(github, line.root);
    expect(github.store.comments.map(({ id }) => id)).toEqual([first?.id]);
  },
);

test.concurrent(
  'sends a comment once, whatever becomes of the answer, and says what happened',
  PATIENT,
  async (context) => {
    const github = await useGitHub(context);
    const line = await useCommandLine(context);
    await planned(line);
    github.disturb = ({ method, path }) => (method === 'POST' && path.endsWith('/comments') ? 'cut' : null);
    const lost = await report(github, line.root);
    expect(lost.code).toBe(12);
    expect(lost.err).toContain('GitHub could not be reached to comment on pull request 7');
    expect(github.ledger.filter(({ method, path }) => method === 'POST' && path.endsWith('/comments'))).toHaveLength(1);
    github.disturb = ({ path }) => (path === '/graphql' ? null : { status: 403 });
    const refused = await report(github, line.root);
    expect(refused.code).toBe(9);
    expect(refused.err).toContain('the token needs pull-requests: read');
  },
);

test.concurrent(
  'a token is sent to no address but that of the environment, and never in plain',
  PATIENT,
  async (context) => {
    const line = await useCommandLine(context);
    await planned(line);
    const ask = (env: Readonly<Record<string, string>>): Promise<Ran> =>
      run(['report', ...PLAN, '--to', 'github', '--pr', '7'], { cwd: line.root, env });
    const token = { GITHUB_TOKEN: 'ghs_comments', GITHUB_REPOSITORY: 'contoso/mail' };
    for (const url of ['http://github.example', 'https://user:word@github.example', 'ftp://127.0.0.1', 'nonsense']) {
      const ran = await ask({ ...token, GITHUB_API_URL: url });
      expect(ran.code).toBe(10);
      expect(ran.err).toContain('GITHUB_API_URL: write an https address');
      expect(ran.err).not.toContain('word');
    }
    expect((await ask({ ...token, GITHUB_REPOSITORY: 'contoso/../x' })).err).toContain(
      'GITHUB_REPOSITORY: write owner/name',
    );
    expect((await ask({ GITHUB_REPOSITORY: 'contoso/mail' })).err).toContain('GITHUB_TOKEN is not set');
  },
);
