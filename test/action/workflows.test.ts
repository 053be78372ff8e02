/** Our workflows end to end: the files themselves, the packed program, real git, a tenant over HTTP. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { makeBundle, writeBundle } from '../../src/dev/make-bundle.ts';
import { type JsonObject, stringAt } from '../../src/model/json.ts';
import { PATIENT } from '../cli/command-line.ts';
import { DEEP_ALONE } from '../deep.ts';
import { type GitHubStandIn, useGitHub } from '../github/stand-in.ts';
import { BOT, HEAD } from '../github/store.ts';
import { companyStore } from '../scenarios/company.ts';
import { openServer, type TenantServer } from '../scenarios/tenant-server.ts';
import { type ProfilesRemote, useRemote } from './profiles-remote.ts';
import { type JobRun, type Occasion, outputOf, runWorkflow } from './runner.ts';

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postilion-bundle-'));
  bundle = join(folder, 'bundle');
  writeBundle(await makeBundle(), bundle);
}, PATIENT.timeout);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Platform {
  readonly remote: ProfilesRemote;
  readonly server: TenantServer;
  readonly github: GitHubStandIn;
  readonly machine: Readonly<Record<string, string>>;
  readonly run: (workflow: string, more?: Partial<Occasion>) => Promise<ReadonlyMap<string, JobRun>>;
}

async function usePlatform(context: TestContext): Promise<Platform> {
  const remote = useRemote(context);
  const server = await openServer(companyStore());
  context.onTestFinished(() => server.close());
  const github = await useGitHub(context);
  // Octokit takes a leading "token" for the name of the scheme.
  github.store.tokens.set('of {"checks":"write","pull-requests":"write"}', {
    login: BOT,
    rights: { checks: 'write', 'pull-requests': 'write' },
  });
  github.store.tokens.set('of {"contents":"write","id-token":"write","issues":"write","pull-requests":"read"}', {
    login: BOT,
    rights: { issues: 'write', 'pull-requests': 'read' },
  });
  const machine = { POSTILION_ACCESS_TOKEN: 'tester' };
  const occasion = {
    event: EVENT,
    vars: { POSTILION_GRAPH_URL: server.url },
    machine,
    api: github.url,
    remote: remote.path,
    bundle,
  };
  return {
    remote,
    server,
    github,
    machine,
    run: (workflow, more = {}) => runWorkflow({ ...occasion, workflow, ...more }, context),
  };
}

const MERGE = 'refs/pull/7/merge';
const EVENT = { repository: { id: 1 }, pull_request: { number: 7, head: { repo: { id: 1 } } } };
const FORK = { repository: { id: 1 }, pull_request: { number: 7, head: { repo: { id: 2 } } } };
const LEGAL = 'profiles/legal.yaml';
const results = (ran: ReadonlyMap<string, JobRun>): JsonObject =>
  Object.fromEntries([...ran].map(([name, { result }]) => [name, result]));

/** The lines of a log that a runner takes for commands. */
function commandsIn(log: string): readonly string[] {
  let word: string | null = null;
  return log.split('\n').filter((line) => {
    const [, told] = /^::stop-commands::(\w+)$/.exec(line) ?? [];
    const isEnd = word !== null && line === `::${word}::`;
    const isCommand = word === null && told === undefined && /^\s*(?:::|##\[)/.test(line);
    if (told !== undefined && word === null) word = told;
    if (isEnd) word = null;
    return isCommand;
  });
}

describe('plan', () => {
  test(
    'plans what a branch proposes with the reader, and hands on the plan by its digest',
    PATIENT,
    async (context) => {
      const { remote, server, run } = await usePlatform(context);
      remote.push(MERGE, LEGAL, (text) => text.replace('Legal"', 'Law"'));
      const ran = await run('plan');
      expect(ran.get('plan')?.result).toBe('success');
      expect(ran.get('plan')?.summary).toContain('iOS: Mail - Law');
      expect(outputOf(ran.get('plan'), 'digest')).toMatch(/^[0-9a-f]{64}$/);
      expect(await server.writes()).toEqual([]);
      expect(remote.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main\nrefs/pull/7/merge\n');
    },
  );

  test('gives no identity to a pull request of a fork', PATIENT, async (context) => {
    const { remote, server, run } = await usePlatform(context);
    remote.push(MERGE, LEGAL, (text) => text.replace('Legal"', 'Law"'));
    expect(results(await run('plan', { event: FORK }))).toEqual({
      program: 'success',
      plan: 'skipped',
      comment: 'skipped',
    });
    expect(await server.asked()).toEqual([]);
  });

  test.for(DEEP_ALONE)(
    'runs no program that another job of the run has put in the place of the first one',
    PATIENT,
    async (_, context) => {
      const { remote, server, run } = await usePlatform(context);
      remote.push(MERGE, LEGAL, (text) => text.replace('Legal"', 'Law"'));
      const before = (job: string, artifacts: string): void => {
        if (job === 'plan') writeFileSync(join(artifacts, 'program', 'program.tar.gz'), 'another one');
      };
      const ran = await run('plan', { before });
      expect(ran.get('plan')?.result).toBe('failure');
      expect(ran.get('plan')?.log).toContain('program.tar.gz: FAILED');
      expect(await server.asked()).toEqual([]);
    },
  );

  test.for(DEEP_ALONE)(
    'says nothing about a plan that another job of the run has put in the place of its own',
    PATIENT,
    async (_, context) => {
      const { remote, run } = await usePlatform(context);
      remote.push(MERGE, LEGAL, (text) => text.replace('Legal"', 'Law"'));
      const before = (job: string, artifacts: string): void => {
        const file = join(artifacts, 'plan', 'plan.json');
        if (job === 'comment') writeFileSync(file, readFileSync(file, 'utf8').replace('Law', 'Lore'));
      };
      const ran = await run('plan', { before });
      expect(ran.get('comment')?.result).toBe('failure');
      expect(ran.get('comment')?.log).toContain('plan.json is not the file that the job before this one wrote');
    },
  );

  test.for(DEEP_ALONE)(
    'comments on the pull request, and corrects the comment where there is no plan any more',
    PATIENT,
    async (_, context) => {
      const { remote, run, github, machine } = await usePlatform(context);
      const event = { repository: { id: 1 }, pull_request: { number: 7, head: { sha: HEAD, repo: { id: 1 } } } };
      const less = (text: string): string => text.replace(/sync: .*/, 'sync: [email, calendars]');
      remote.push('refs/heads/main', 'profiles/it.yaml', less);
      remote.push(MERGE, LEGAL, less);
      const first = await run('plan', { event });
      expect(first.get('comment')?.log).toContain('commented on pull request 7');
      expect(results(first)).toMatchObject({ plan: 'success', comment: 'success' });
      expect(github.store.comments).toEqual([expect.objectContaining({ author: BOT, issue: 7 })]);
      expect(github.store.comments[0]?.body).toMatch(/New in this pull request: 2 w[\s\S]+2 warnings there before/);
      expect(github.store.checkRuns).toEqual([expect.objectContaining({ headSha: HEAD })]);
      const broken = await run('plan', { machine: { ...machine, POSTILION_ACCESS_TOKEN: '' }, event });
      expect(results(broken)).toMatchObject({ plan: 'failure', comment: 'success' });
      expect(github.store.comments).toHaveLength(1);
      expect(github.store.comments[0]?.body).toContain('This plan is incomplete');
      remote.push(MERGE, LEGAL, (text) => text.replace('ssl: true', 'ssl: perhaps'));
      const invalid = await run('plan', { event });
      expect(results(invalid)).toMatchObject({ plan: 'failure', comment: 'success' });
      expect(invalid.get('plan')?.summary).toContain('There is no plan: 1 error in the files');
      expect(github.store.comments).toHaveLength(1);
      expect(github.store.comments[0]?.body).toContain('profiles/legal.yaml:7');
      expect(github.store.checkRuns.at(-1)).toMatchObject({ annotations: [{ path: LEGAL, start_line: 7 }] });
      expect(github.faults).toEqual([]);
    },
  );

  test.for(DEEP_ALONE)(
    'gives the job that reads no token to write with, and the one that comments no identity',
    PATIENT,
    async (_, context) => {
      const { remote, run } = await usePlatform(context);
      remote.push(MERGE, LEGAL, (text) => text.replace('Legal"', 'Law"'));
      const ran = await run('plan');
      const reads = ran.get('plan')?.env ?? {};
      expect(reads).not.toHaveProperty('GITHUB_TOKEN');
      expect(reads['POSTILION_GIT_TOKEN']).toBe('token of {"contents":"read","id-token":"write"}');
      const comments = ran.get('comment')?.env ?? {};
      expect(Object.keys(comments).filter((name) => /CLIENT|TENANT|GRAPH|STATE|GIT_TOKEN/.test(name))).toEqual([]);
      expect(comments['GITHUB_TOKEN']).toBe('token of {"checks":"write","pull-requests":"write"}');
    },
  );

  test.for(DEEP_ALONE)(
    'follows no state place and no address that a pull request names',
    PATIENT,
    async (_, context) => {
      const { remote, run } = await usePlatform(context);
      remote.push(
        MERGE,
        'postilion.yaml',
        (text) => `${text}state: {repo: 'https://evil.example/x.git', branch: theirs}\n`,
      );
      const ran = await run('plan');
      expect(ran.get('plan')?.result).toBe('success');
      expect(JSON.stringify([...ran])).not.toContain('evil.example');
    },
  );

  test.for(DEEP_ALONE)('takes no command from what a pull request says', PATIENT, async (_, context) => {
    const { remote, run } = await usePlatform(context);
    const evil = 'x\\n::error::owned\\n::set-output name=digest::0\\n##[group]x';
    remote.push(
      MERGE,
      LEGAL,
      (text) => `${text.replace('"iOS: Mail - Legal"', `"${evil}"`)}"::warning::${'`'.repeat(8)}": 1\n`,
    );
    for (const workflow of ['plan', 'validate']) {
      const ran = await run(workflow);
      const commands = [...ran.values()].flatMap(({ log }) => commandsIn(log));
      expect(commands.filter((line) => /owned|set-output|group|::warning::`/.test(line))).toEqual([]);
      expect(outputOf(ran.get('plan'), 'digest')).not.toBe('0');
    }
  });
});

describe.for(DEEP_ALONE)('validate', () => {
  test.for(DEEP_ALONE)('marks the line that is wrong, for a fork too, and asks nobody', PATIENT, async (_, context) => {
    const { remote, server, run } = await usePlatform(context);
    remote.push('refs/heads/main', LEGAL, (text) => text.replace('ssl: true', 'ssl: perhaps'));
    const ran = await run('validate', { event: FORK });
    expect(results(ran)).toEqual({ program: 'success', validate: 'failure' });
    expect(commandsIn(ran.get('validate')?.log ?? '').join('\n')).toContain(`::error file=${LEGAL},line=7`);
    expect(await server.asked()).toEqual([]);
  });
});

describe.for(DEEP_ALONE)('drift', () => {
  test.for(DEEP_ALONE)('fails where no run has ever ended well', PATIENT, async (_, context) => {
    const { run } = await usePlatform(context);
    const ran = await run('drift');
    expect(ran.get('heartbeat')?.result).toBe('failure');
    expect(Object.keys(ran.get('heartbeat')?.env ?? {}).filter((name) => /CLIENT|TENANT|GRAPH/.test(name))).toEqual([]);
    expect((await run('drift', { inputs: { 'max-age': 'none' } })).get('heartbeat')?.result).toBe('skipped');
  });
});

describe.for(DEEP_ALONE)('reconcile, drift and approve', () => {
  test.for(DEEP_ALONE)(
    'apply what was merged, tell drift, and apply what a person approved',
    PATIENT,
    async (_, context) => {
      const { remote, server, run } = await usePlatform(context);
      const first = await run('reconcile', { vars: { POSTILION_GRAPH_URL: server.url, POSTILION_APP_ID: '77' } });
      expect(results(first)).toEqual({ program: 'success', reconcile: 'success' });
      expect(first.get('reconcile')?.summary).toContain('git and tenant agree');
      // The state branch is written as the app that its rules let through, where there is one.
      expect(first.get('reconcile')?.env['POSTILION_GIT_TOKEN']).toBe('token of the app 77');
      expect(remote.git('for-each-ref', '--format=%(refname)')).toContain('refs/heads/postilion-state');

      await server.forget();
      expect(results(await run('reconcile'))).toEqual({ program: 'success', reconcile: 'success' });
      expect(await server.writes()).toEqual([]);

      await editInPortal(server, 'iOS: Mail - Legal', { useOAuth: false });
      const drifted = await run('drift');
      expect(results(drifted)).toEqual({ program: 'success', drift: 'failure', heartbeat: 'success' });
      expect(commandsIn(drifted.get('drift')?.log ?? '')).toEqual([
        '::error::1 of the profiles were changed in the portal: the summary of this run says which',
      ]);

      const waiting = await run('reconcile');
      expect(results(waiting)).toEqual({ program: 'success', reconcile: 'success' });
      expect(waiting.get('reconcile')?.summary).toContain('1 difference left as somebody made it');
      const [, code = ''] = /--approve ([0-9a-f]{16}-\d+)/.exec(drifted.get('drift')?.summary ?? '') ?? [];
      expect(code).not.toBe('');
      await server.forget();
      for (const codes of ['sign-in:ios-legal', '--yes', '', `${'0'.repeat(16)}-1`]) {
        expect(results(await run('approve', { inputs: { codes } }))).toEqual({
          program: 'success',
          approve: 'failure',
        });
      }
      expect(await server.writes()).toEqual([]);
      const approved = await run('approve', { inputs: { codes: code } });
      expect(results(approved)).toEqual({ program: 'success', approve: 'success' });
      expect(results(await run('drift'))).toEqual({ program: 'success', drift: 'success', heartbeat: 'success' });
    },
  );
});

async function editInPortal(server: TenantServer, name: string, change: JsonObject): Promise<void> {
  const found = (await server.state('deviceConfigurations')).find((one) => JSON.stringify(one).includes(name));
  const type = '#microsoft.graph.iosEasEmailProfileConfiguration';
  await server.edit({
    method: 'PATCH',
    path: `deviceManagement/deviceConfigurations/${stringAt(found ?? {}, 'id')}`,
    body: { '@odata.type': type, ...change },
  });
}
