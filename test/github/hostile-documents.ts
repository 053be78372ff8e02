/** Pull requests that bring a plan document, names or comments made to steer the job that comments, or whoever reads it. */

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { isJsonObject, type JsonObject, objectsAt } from '../../src/model/json.ts';
import { renderPlanJson } from '../../src/report/json.ts';
import { jsonIn, useAppliedCommandLine, useCommandLine } from '../cli/command-line.ts';
import { type Ran, run } from '../cli/program.ts';
import { changedFiles, filesIn, type HostilePull, writesTo } from './hostile-pull.ts';
import { type GitHubStandIn, useGitHub } from './stand-in.ts';
import { BOT, push, say } from './store.ts';

/** Stands in a file of the machine that no pull request may have read to it. */
const SECRET = 'the key of the machine';

const NAMES = {
  mentions: '@anna @contoso/mail-owners #7 GH-7 contoso/mail#7 deadbeef1',
  HTML: '</details></summary><img src=x onerror=y><script>z</script><a href=//e.example>x</a>',
  links: '[click](https://e.example) https://e.example www.e.example ![x](//e.example/p.png)',
  tables: 'a | b | c\\n| --- |\\n`code` \\\\| ~~x~~',
  'code and fences': '`````` ```` ~~~~ ${{ github.token }} ::error::x ##[error]y',
  'our own markers': '<!-- postilion report: plan --> <!-- postilion tally: 9 9 9 9 ffffffffffffffff -->',
  'text that turns around': '\\u202e\\u2066evil\\u200b\\ufeff\\u001b[31m',
} as const;

/** Whatever somebody writes, a page shows letters: nothing in it is alive. */
function aliveIn(body: string): readonly string[] {
  // What stands in code is shown as it is.
  const plain = body
    .replaceAll(/(`+)[^`][\s\S]*?\1/g, '')
    .replaceAll(/\[[^\]]*\]\(https:\/\/github\.example\/[^)\s]*\)/g, '');
  const found = {
    'a mention': /(?<![\w&;])@(?=[a-z])/i,
    'an image': /(?<!\\)!\[|<img/i,
    'a link': /(?<!\\)\]\(|https?:\/\/|(?<!\w)www\.(?!&)/i,
    'HTML that is not ours': /<(?!\/?(?:code|details|summary|br)\b|details open|!-- postilion (?:report|tally): )/i,
    'a second marker': /<!-- postilion report[\s\S]*<!-- postilion report/,
    'an invisible character': /[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/,
  };
  return Object.entries(found).flatMap(([what, pattern]) =>
    pattern.test(plain) ? [`${what} is alive: ${pattern.exec(plain)?.[0]}`] : [],
  );
}

interface Commenting {
  readonly github: GitHubStandIn;
  readonly root: string;
  /** A true plan, of which one change waits. */
  readonly plan: JsonObject;
  readonly report: (args?: readonly string[]) => Promise<Ran>;
}

/** Gives what is wrong beside what is always looked at. */
type Act = (one: Commenting) => Promise<readonly string[]>;

function save({ root }: Commenting, value: JsonObject | string, name = 'plan.json'): void {
  writeFileSync(join(root, name), typeof value === 'string' ? value : JSON.stringify(value));
}

function isRefused(ran: Ran, { github }: Commenting): readonly string[] {
  const asked = github.ledger.length === 0 ? [] : ['GitHub was asked'];
  return [...asked, ...(ran.code === 10 ? [] : [`it ended with ${ran.code}`]), ...leakIn(ran)];
}

function leakIn({ out, err }: Ran): readonly string[] {
  return `${out}${err}`.includes(SECRET) ? ['what the file says is told'] : [];
}

const edited = (plan: JsonObject, edit: (change: JsonObject) => JsonObject): JsonObject => ({
  ...plan,
  changes: objectsAt(plan, 'changes').map((change) => (change['action'] === 'update' ? edit(change) : change)),
});

function part(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  return isJsonObject(found) ? found : {};
}

/** Documents that are refused before anybody is asked. */
const REFUSED: Readonly<Record<string, (plan: JsonObject) => JsonObject | string>> = {
  'fewer people than the code says': (plan) =>
    edited(plan, (change) => ({ ...change, effect: { ...part(change, 'effect'), people: 1 } })),
  'another value than the digest covers': (plan) => edited(plan, (change) => ({ ...change, fields: [] })),
  'the code of something else': (plan) => edited(plan, (change) => ({ ...change, code: `${'0'.repeat(16)}-76` })),
  'the digest of another plan': (plan) => ({ ...plan, digest: `sha256:${'0'.repeat(64)}` }),
  'the tenant of somebody else': (plan) => ({ ...plan, tenant: { id: 'x', owner: 'contoso-mail' } }),
  'lists and numbers where texts stand': (plan) => ({ ...plan, findings: [{ code: ['x'], message: { toString: 1 } }] }),
  'members of every object': (plan) =>
    JSON.stringify(plan).replace('"steps":', '"__proto__":{"complete":true},"steps":"x","x":'),
  'thousands of levels': () => `{"formatVersion":"1.2","x":${'['.repeat(100_000)}`,
  'half a text': (plan) => JSON.stringify(plan).slice(0, 900),
  'a later format': (plan) => ({ ...plan, formatVersion: '2.0' }),
  nothing: () => '',
};

const refused = Object.entries(REFUSED).map(([what, make]): readonly [string, Act] => [
  `a document with ${what}`,
  async (one) => {
    save(one, make(one.plan));
    return isRefused(await one.report(), one);
  },
]);

const ACTS: ReadonlyMap<string, Act> = new Map([
  ...refused,
  [
    'the document is a link to a file of the machine',
    async (one) => {
      save(one, SECRET, 'secret');
      symlinkSync(join(one.root, 'secret'), join(one.root, 'plan.json'));
      return isRefused(await one.report(), one);
    },
  ],
  [
    'the document is a folder, and another path leads out of it',
    async (one) => {
      mkdirSync(join(one.root, 'plan.json'));
      const folder = isRefused(await one.report(), one);
      return [...folder, ...isRefused(await one.report(['--plan', '../../../../etc/hostname']), one)];
    },
  ],
  [
    'a stranger copies the comment, markers and all',
    async (one) => {
      const copied = say(one.github.store, 7, 'mallory', '<!-- postilion report: plan -->\nNobody is disturbed.');
      save(one, one.plan);
      await one.report();
      const own = one.github.store.comments.filter(({ author }) => author === BOT);
      return [
        ...(own.length === 1 ? [] : ['there is no comment of ours']),
        ...(copied.body.endsWith('disturbed.') ? [] : ['theirs was rewritten']),
      ];
    },
  ],
  [
    'somebody who may write edits our comment',
    async (one) => {
      const tally = '<!-- postilion tally: 999999 0 0 0 ffffffffffffffff -->';
      const own = say(one.github.store, 7, BOT, `<!-- postilion report: plan -->\n${tally}\nAll is fine, merge it.`);
      save(one, one.plan);
      await one.report();
      return own.body.includes('All is fine') ? ['what they wrote stands there still'] : aliveIn(own.body);
    },
  ],
  [
    'somebody deletes our comment',
    async (one) => {
      save(one, one.plan);
      await one.report();
      one.github.store.comments.length = 0;
      const ran = await one.report();
      return one.github.store.comments.length === 1 && ran.code === 0 ? [] : ['it was not written again'];
    },
  ],
  [
    'a push takes the place of what was planned',
    async (one) => {
      save(one, one.plan);
      const head = one.github.store.pulls.get(7)?.head.sha ?? '';
      push(one.github.store, 7, 'c'.repeat(40), 'anna');
      await one.report(['--plan', 'plan.json', '--head', head]);
      return one.github.store.comments.length + one.github.store.checkRuns.length === 0 ? [] : ['it was commented'];
    },
  ],
  [
    'what is wrong is told in words that would steer a page',
    async (one) => {
      const message = Object.values(NAMES).join(' ').replaceAll('\\n', '\n');
      const told = {
        code: 'SCH-101',
        severity: 'error',
        key: null,
        file: `a](x)${message}`,
        line: 1,
        column: 1,
        message,
      };
      save(one, { formatVersion: '1.2', failed: { exitCode: 10, message }, findings: [told] }, 'failed.json');
      await one.report(['--failed', 'failed.json']);
      return one.github.store.comments.flatMap(({ body }) => aliveIn(body));
    },
  ],
] satisfies readonly (readonly [string, Act])[]);

let small: Promise<JsonObject> | undefined;

async function smallPlan(context: TestContext): Promise<JsonObject> {
  const line = await useAppliedCommandLine(context);
  line.change('profiles/sales.yaml', 'accountName: Contoso mail', 'accountName: Contoso sales mail');
  return jsonIn(renderPlanJson(await line.plan()));
}

async function useCommenting(context: TestContext): Promise<Commenting> {
  small ??= smallPlan(context);
  const root = mkdtempSync(join(tmpdir(), 'postilion-hostile-'));
  context.onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const github = await useGitHub(context);
  const env = {
    GITHUB_TOKEN: 'ghs_comments',
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'contoso/mail',
    GITHUB_SERVER_URL: 'https://github.example',
  };
  const report = (args: readonly string[] = ['--plan', 'plan.json']): Promise<Ran> =>
    run(['report', ...args, '--to', 'github', '--pr', '7'], { cwd: root, env });
  return { github, root, plan: await small, report };
}

const documents = [...ACTS].map(
  ([name, act]): HostilePull => ({
    name,
    does: `the job that comments is given it: ${name}`,
    mustNot: 'it is believed, another place of GitHub or of the machine is touched, or anything in it is alive',
    play: async (context) => {
      const one = await useCommenting(context);
      const wrong = await act(one);
      return [...wrong, ...writesTo(one.github, 7)];
    },
  }),
);

const named = Object.entries(NAMES).map(
  ([what, text]): HostilePull => ({
    name: `profiles and groups are named with ${what}`,
    does: `names and accounts of profiles hold ${what}`,
    mustNot: 'anything of it is alive in the comment or the check run, or the tenant is written to',
    play: async (context) => {
      const line = await useCommandLine(context);
      const github = await useGitHub(context);
      line.change('profiles/sales.yaml', '"iOS: Mail - Sales"', `"${text.replaceAll('"', '')}"`);
      line.change('profiles/sales.yaml', 'accountName: Contoso mail', `accountName: "${text}"`);
      const before = filesIn(line.root);
      await line.run(['plan', '--out', 'plan.json', '--failed-out', 'failed.json']);
      const isMade = [...filesIn(line.root).keys()].includes('plan.json');
      const env = { GITHUB_TOKEN: 'ghs_comments', GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'contoso/mail' };
      const args = isMade ? ['--plan', 'plan.json'] : ['--failed', 'failed.json'];
      const ran = await run(['report', ...args, '--to', 'github', '--pr', '7'], { cwd: line.root, env });
      const bodies = [
        ...github.store.comments.map(({ body }) => body),
        ...github.store.checkRuns.map(({ summary }) => summary ?? ''),
      ];
      return [
        ...(await line.written()).map((path) => `the tenant was asked to ${path}`),
        ...writesTo(github, 7),
        ...changedFiles(before, line.root, ['plan.json', 'failed.json']),
        ...(ran.code === 0 && bodies.length > 1 ? [] : [`nothing was said: ${ran.err}`]),
        ...bodies.flatMap(aliveIn),
      ];
    },
  }),
);

export const HOSTILE_DOCUMENTS: readonly HostilePull[] = [...documents, ...named];
