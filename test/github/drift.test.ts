/** Issues about what somebody changed in the portal: opened, left, closed and reopened by the schedule, with the real program. */

import { expect, type TestContext, test } from 'vitest';
import { stringAt } from '../../src/model/json.ts';
import { type CommandLine, PATIENT, useAppliedCommandLine } from '../cli/command-line.ts';
import type { Ran } from '../cli/program.ts';
import { DEEP_ALONE } from '../deep.ts';
import { type GitHubStandIn, startGitHub } from './stand-in.ts';
import { BOT, smallGitHub } from './store.ts';

interface Watched {
  readonly line: CommandLine;
  readonly github: GitHubStandIn;
  readonly reconcile: () => Promise<Ran>;
  /** Somebody changes a profile in the portal. */
  readonly edit: (name: string, body: Readonly<Record<string, string | boolean>>) => Promise<void>;
}

async function useWatched(context: TestContext): Promise<Watched> {
  const line = await useAppliedCommandLine(context);
  const github = await startGitHub(smallGitHub());
  context.onTestFinished(() => github.close());
  const env = { GITHUB_TOKEN: 'ghs_reconciles', GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'contoso/mail' };
  return {
    line,
    github,
    reconcile: () => line.run(['reconcile', '--report-to', 'github'], env),
    edit: async (name, body) => {
      const objects = await line.server.state('deviceConfigurations');
      const id = stringAt(objects.find(({ displayName }) => displayName === name) ?? {}, 'id') ?? '';
      const path = `/deviceManagement/deviceConfigurations/${id}`;
      const type = '#microsoft.graph.iosEasEmailProfileConfiguration';
      await line.server.edit({ method: 'PATCH', path, body: { '@odata.type': type, ...body } });
      await line.server.forget();
    },
  };
}

const HOSTILE = 'x` @anna #7 <!-- postilion drift 0000000000000000 0000000000000000 --> <img src=x> | [a](http://b)';
const SALES = 'iOS: Mail - Sales';

/** The YAML that an issue offers. */
function offered(body: string): string {
  const [, text = ''] = /```+yaml\n([\s\S]*?)\n```+/.exec(body) ?? [];
  return `${text}\n`;
}

test.concurrent(
  'one issue, rewritten only when it says something else, closed and reopened by itself',
  PATIENT,
  async (context) => {
    const { line, github, reconcile, edit } = await useWatched(context);
    const { issues } = github.store;
    expect(await reconcile()).toMatchObject({ code: 0, err: 'issues about drift: 0 opened, 0 rewritten, 0 closed\n' });
    await edit(SALES, { accountName: HOSTILE });
    const ran = await reconcile();
    expect(ran).toMatchObject({ code: 0, err: 'issues about drift: 1 opened, 0 rewritten, 0 closed\n' });
    const [issue] = issues.values();
    if (issue === undefined) throw new Error('there is no issue');
    expect(issue).toMatchObject({
      author: BOT,
      title: 'Changed in the portal: ios-sales',
      labels: ['postilion-drift'],
    });
    expect(issue.body).toContain('`/settings/accountName`: the tenant has ``"x` @anna #7 <!--');
    expect(issue.body).toMatch(
      /it concerns 76 people, and the worst that anybody notices is `may-reapprove`\. Its code is `[0-9a-f]{16}-76`/,
    );
    expect(issue.body).toContain('in the place of the profile in `profiles/sales.yaml`');
    // Foreign text stands in code only, and no line of it can be a marker.
    expect(issue.body.split('\n').filter((one) => one.startsWith('<!--'))).toHaveLength(1);

    // Who copies all of it owns nothing.
    issues.set(99, { ...issue, number: 99, author: 'mallory', body: issue.body.replace(/portal|tenant/, 'moon') });
    expect(await reconcile()).toMatchObject({ err: 'issues about drift: 0 opened, 0 rewritten, 0 closed\n' });
    await edit(SALES, { accountName: 'Contoso again' });
    expect(await reconcile()).toMatchObject({ err: 'issues about drift: 0 opened, 1 rewritten, 0 closed\n' });
    expect(issue.body).toContain('"Contoso again"');

    // Accepting it changes nothing in the tenant, and leaves to git what is git's.
    expect(offered(issue.body)).toContain('- group: Sales EMEA');
    line.write('profiles/sales.yaml', offered(issue.body));
    expect((await line.plan()).changes.find(({ key }) => key === 'ios-sales')).toMatchObject({ action: 'unchanged' });
    expect((await reconcile()).err).toContain('0 opened, 0 rewritten, 1 closed');
    expect(issue.state).toBe('closed');
    expect(await line.written()).toEqual([]);
    expect(issues.get(99)).toMatchObject({ state: 'open' });

    await edit(SALES, { accountName: 'Contoso once more' });
    expect(await reconcile()).toMatchObject({ err: 'issues about drift: 0 opened, 1 rewritten, 0 closed\n' });
    expect(issue.state).toBe('open');
    expect(issues.size).toBe(2);
    expect(github.faults).toEqual([]);
  },
);

test.concurrent.for(DEEP_ALONE)(
  'nothing is judged by half a reading, and a GitHub that refuses is told',
  PATIENT,
  async (_, context) => {
    const { line, github, reconcile, edit } = await useWatched(context);
    await edit(SALES, { accountName: 'Contoso elsewhere' });
    await reconcile();
    await line.server.faults([{ path: 'deviceConfigurations', status: 403 }]);
    const asked = github.ledger.length;
    const half = await reconcile();
    expect(half.code).not.toBe(0);
    expect(half.err).toContain('the issues about drift stay as they are');
    expect(github.ledger.length).toBe(asked);
    await fetch(`${line.server.url}/__tenant/faults`, { method: 'DELETE' });
    github.disturb = () => ({ status: 410 });
    const off = await reconcile();
    expect(off).toMatchObject({ code: 0, err: 'this repository has no issues, so none tells of drift\n' });
    github.disturb = () => ({ status: 403 });
    const refused = await reconcile();
    expect(refused.code).toBe(9);
    expect(`${refused.out}${refused.err}`.replaceAll(/\s+/g, ' ')).toContain(
      'the issues about drift are not up to date',
    );
    github.disturb = null;
    expect([...github.store.issues.values()].map(({ state }) => state)).toEqual(['open']);
    expect(github.faults).toEqual([]);
  },
);
