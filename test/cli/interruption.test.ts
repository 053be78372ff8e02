/**
 * The program as processes: a tenant that is served from a folder, and Ctrl-C in the middle of an apply to it. The step in
 * flight is finished, the rest is not begun, the next run goes on, and the folder has it all.
 */

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { placeCompany } from '../scenarios/company.ts';
import { jsonIn, PATIENT, useRepository } from './command-line.ts';
import { type Gate, useGate } from './held-answer.ts';
import { run, type Started, start } from './program.ts';

const DIR = join('.postilion', 'tenant');

async function useServed(
  context: TestContext,
  cwd: string,
): Promise<{ readonly serving: Started; readonly url: string }> {
  placeCompany(join(cwd, DIR));
  const serving = await start(['tenant', 'serve', '--dir', DIR], { cwd });
  context.onTestFinished(() => serving.signal('SIGTERM'));
  await serving.saw('the embedded tenant answers there');
  return { serving, url: /http:\/\/127\.0\.0\.1:\d+/.exec(serving.printed())?.[0] ?? '' };
}

/** Holds back what the tenant answers when it has created the first profile: nobody has heard of it yet. */
function useHeldCreation(context: TestContext, url: string): Promise<Gate> {
  return useGate(context, url, (request) => request === 'POST /beta/deviceManagement/deviceConfigurations');
}

async function answer(url: string): Promise<ReturnType<typeof jsonIn>> {
  const reply = await fetch(url, { headers: { authorization: 'Bearer reader' } });
  return jsonIn(await reply.text());
}

test('the first SIGINT stops an apply behind the step in flight, SIGTERM a served tenant', PATIENT, async (context) => {
  const cwd = useRepository(context);
  const { serving, url } = await useServed(context, cwd);
  const gate = await useHeldCreation(context, url);
  const env = { POSTILION_GRAPH_URL: gate.url, POSTILION_ACCESS_TOKEN: 'tester' };
  const running = await start(['apply', '--format', 'json'], { cwd, env });
  await Promise.race([gate.held, running.ended]);
  running.signal('SIGINT');
  await running.saw('stopping after the step in flight');
  gate.open();
  const { code, out } = await running.ended;
  expect(code).toBe(130);
  const ended = objectsAt(jsonIn(out), 'steps').map(({ status }) => status);
  const done = ended.filter((status) => status === 'done').length;
  // Those that were in flight beside the one that was held, and none after them.
  expect(done).toBeLessThanOrEqual(3);
  expect(ended.filter((status) => status !== 'done')).toEqual(Array.from({ length: 6 - done }, () => 'not-attempted'));
  const asked = objectsAt(await answer(`${url}/__tenant/requests`), 'value');
  expect(asked.filter(({ changed }) => changed === true)).toHaveLength(done);

  const next = await run(['apply', '--format', 'json'], { cwd, env });
  expect({ code: next.code, out: next.code === 0 ? '' : next.out }).toEqual({ code: 0, out: '' });
  expect(jsonIn(next.out)).toMatchObject({ converged: true, summary: { done: 6 - done, notAttempted: 0 } });
  const list = await answer(`${url}/beta/deviceManagement/deviceConfigurations?$select=displayName`);
  const names = objectsAt(list, 'value').map(({ displayName }) => displayName);
  expect(names.filter((name) => name === 'iOS: Mail - IT')).toHaveLength(1);

  serving.signal('SIGTERM');
  const served = await serving.ended;
  expect(served).toMatchObject({ code: 0, out: `${url}\n` });
  expect(served.err).toContain('stop it with Ctrl-C');
  // The configuration names the folder: this run serves it itself, and keeps its state beside it.
  cpSync(join(cwd, '.postilion', 'state.git'), join(cwd, `${DIR}.state.git`), { recursive: true });
  expect(await run(['plan', '--detailed-exitcode'], { cwd })).toMatchObject({ code: 0, err: '' });
});
