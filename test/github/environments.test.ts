/** A run that somebody starts by hand, and that an environment's reviewer lets go on: the record says who both were. */

import { simpleGit } from 'simple-git';
import { expect, type TestContext, test } from 'vitest';
import { type JsonObject, objectsAt } from '../../src/model/json.ts';
import { type CommandLine, jsonIn, PATIENT, useAppliedCommandLine } from '../cli/command-line.ts';
import type { Ran } from '../cli/program.ts';
import { DEEP_ALONE } from '../deep.ts';
import { idOf } from './route.ts';
import { type GitHubStandIn, useGitHub } from './stand-in.ts';

async function useApproved(context: TestContext): Promise<{
  readonly line: CommandLine;
  readonly github: GitHubStandIn;
  readonly approve: (env?: Readonly<Record<string, string>>) => Promise<Ran>;
  readonly record: () => Promise<JsonObject>;
}> {
  const line = await useAppliedCommandLine(context);
  const github = await useGitHub(context);
  line.change('profiles/sales.yaml', 'accountName: Contoso mail', 'accountName: Contoso sales mail');
  const dispatched = {
    GITHUB_EVENT_NAME: 'workflow_dispatch',
    GITHUB_TRIGGERING_ACTOR: 'anna',
    GITHUB_RUN_ID: '44',
    GITHUB_TOKEN: 'ghs_approves',
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'contoso/mail',
  };
  return {
    line,
    github,
    approve: async (env = {}) => {
      const code = (await line.plan()).changes.find(({ key }) => key === 'ios-sales')?.code ?? '';
      return line.run(['apply', '--yes', '--approve', code, '--format', 'json'], { ...dispatched, ...env });
    },
    record: async () => {
      const git = simpleGit(`${line.root}/.postilion/state.git`);
      const names = (await git.raw(['ls-tree', '--name-only', 'postilion-state:runs'])).trim().split('\n');
      return jsonIn(await git.raw(['show', `postilion-state:runs/${names.at(-1)}`]));
    },
  };
}

test.concurrent('the record names who started the run and who let it go on', PATIENT, async (context) => {
  const { github, approve, record } = await useApproved(context);
  github.store.runApprovals.set(44, [
    { environment: 'postilion-approve', by: 'bert', state: 'approved' },
    { environment: 'postilion-approve', by: 'cleo', state: 'rejected' },
  ]);
  github.store.runApprovals.set(45, [{ environment: 'postilion-approve', by: 'mallory', state: 'approved' }]);
  const ran = await approve();
  expect({ code: ran.code, err: ran.err.includes('not recorded') }).toEqual({ code: 0, err: false });
  const bert = { environment: 'postilion-approve', by: { login: 'bert', id: String(idOf('bert')) } };
  expect(jsonIn(ran.out)['approved']).toMatchObject({ by: 'anna, bert', environments: [bert] });
  const { approved, ...rest } = await record();
  expect(approved).toEqual({ level: null, by: 'anna, bert' });
  expect(objectsAt(rest, 'approvals')).toMatchObject([
    { key: 'ios-sales', environments: [{ environment: 'postilion-approve', reviewer: bert.by }] },
  ]);
  expect(github.faults).toEqual([]);
});

test.concurrent.for(DEEP_ALONE)(
  'what can not be read is not known, is said, and stops nothing',
  PATIENT,
  async (_, context) => {
    const { approve, record } = await useApproved(context);
    const ran = await approve({ GITHUB_TOKEN: 'ghs_comments' });
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('not recorded: GitHub refused to read who approved run 44 (403)');
    expect(ran.err).toContain('the token needs actions: read');
    expect(objectsAt(await record(), 'approvals')).toMatchObject([{ by: 'anna', environments: null }]);
  },
);
