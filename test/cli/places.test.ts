/** What the environment names wins over files, and is held to the same rules where a commit could have filled it. */

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { tipIn } from '../io/git/state-client.ts';
import { PATIENT, useCommandLine, useRepository } from './command-line.ts';
import { run } from './program.ts';

async function useFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'postilion-place-'));
  context.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test.concurrent('the state branch is kept where the environment says', PATIENT, async (context) => {
  const bench = await useCommandLine(context);
  const repo = join(await useFolder(context), 'state.git');
  bench.change('postilion.yaml', 'version: 1', 'version: 1\nstate: {repo: "https://127.0.0.1:1/x.git", branch: other}');
  const env = { POSTILION_STATE_REPO: repo, POSTILION_STATE_BRANCH: 'postilion-state' };
  expect(await bench.run(['apply'], env)).toMatchObject({ code: 0 });
  expect(await tipIn(repo)).toMatch(/^[0-9a-f]{40}$/);
  const refused = await bench.run(['plan'], { ...env, POSTILION_STATE_REPO: 'ext::sh -c "touch ran"' });
  expect(refused).toMatchObject({ code: 10, out: '' });
  expect(refused.err).toContain('"touch ran"" names a program to run');
  const branch = await bench.run(['plan'], { ...env, POSTILION_STATE_BRANCH: '--x' });
  expect([branch.code, branch.err]).toEqual([10, expect.stringContaining('POSTILION_STATE_BRANCH: "--x" can not be')]);
});

test.concurrent('a token in the address of the state branch is printed by nothing', PATIENT, async (context) => {
  const bench = await useCommandLine(context);
  const repo = 'https://me:hunter2@127.0.0.1:1/x.git?access_token=hunter2';
  bench.change('postilion.yaml', 'version: 1', `version: 1\nstate: {repo: "${repo}"}`);
  for (const command of [['plan'], ['plan', '--format', 'json'], ['state', 'show'], ['doctor'], ['apply']]) {
    const { code, out, err } = await bench.run(command);
    expect(code).not.toBe(0);
    expect(`${out}${err}`).toContain('127.0.0.1:1/x.git');
    expect(`${out}${err}`).not.toContain('hunter2');
  }
});

test.concurrent('the embedded tenant lives where the environment says', PATIENT, async (context) => {
  const cwd = useRepository(context);
  const folder = await useFolder(context);
  const env = { POSTILION_EMBEDDED_DIR: join(folder, 'tenant') };
  expect(await run(['plan'], { cwd, env })).toMatchObject({ code: 0 });
  expect(existsSync(join(folder, 'tenant'))).toBe(true);
  expect(existsSync(join(cwd, '.postilion'))).toBe(false);
});

test.concurrent('a token follows no redirect and no link to another place', PATIENT, async (context) => {
  const heard: string[] = [];
  const stranger = createServer((request, response) => {
    heard.push(`${request.url} ${request.headers.authorization}`);
    response.end('{"value": []}');
  });
  const strange = await listening(context, stranger);
  let answer: (url: string) => { readonly status: number; readonly body: object } = () => ({ status: 500, body: {} });
  const graph = createServer((request, response) => {
    const { status, body } = answer(request.url ?? '');
    response.writeHead(status, { 'content-type': 'application/json', location: `${strange}/elsewhere` });
    response.end(JSON.stringify(body));
  });
  const root = await listening(context, graph);
  const cwd = useRepository(context);
  const env = { POSTILION_GRAPH_URL: root, POSTILION_ACCESS_TOKEN: 'precious' };
  for (const reply of [
    { status: 302, body: {} },
    { status: 200, body: { value: [], '@odata.nextLink': `${strange}/beta/elsewhere` } },
    { status: 200, body: { value: [], '@odata.nextLink': `${root}@127.0.0.1/elsewhere` } },
    { status: 200, body: { value: [], '@odata.nextLink': 17 } },
    { status: 200, body: { value: [], '@odata.nextLink': 'https://[' } },
    { status: 200, body: { value: [], '@odata.nextLink': {} } },
  ]) {
    answer = () => reply;
    const { code, err } = await run(['plan'], { cwd, env });
    expect(code).toBe(12);
    expect(err).not.toContain('bug');
  }
  expect(heard).toEqual([]);
});

async function listening(context: TestContext, server: ReturnType<typeof createServer>): Promise<string> {
  context.onTestFinished(() => server.close().closeAllConnections());
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    });
  });
}
