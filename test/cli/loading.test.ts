/** Asking for help costs nothing: what a command doesn't need is not loaded. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { isJsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import { PATIENT, useRepository } from './command-line.ts';
import { runProcess } from './program.ts';

const HEAVY = ['@azure/', '@microsoft/microsoft-graph-client', 'simple-git', 'yaml', 'ajv', 'pino'];

/** The heavy packages that a run loads, as Node's own coverage saw it: it lists every script, whoever loaded it. */
async function loaded(context: TestContext, ...args: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'postilion-loading-'));
  context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const ran = await runProcess(args, { cwd: useRepository(context), env: { NODE_V8_COVERAGE: folder } });
  expect(ran.code).toBe(0);
  const urls = readdirSync(folder).flatMap((name) => {
    const coverage: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    return isJsonObject(coverage) ? objectsAt(coverage, 'result').map((script) => stringAt(script, 'url') ?? '') : [];
  });
  expect(urls.some((url) => url.endsWith('/cli/main.js'))).toBe(true);
  return HEAVY.filter((name) => urls.some((url) => url.includes(`/node_modules/${name}`)));
}

const CHEAP = [['--version'], ['--help'], ['plan', '--help']];

test.concurrent.for(CHEAP)('%j loads no heavy package', PATIENT, async (args, context) => {
  expect(await loaded(context, ...args)).toEqual([]);
});

test.concurrent('validate loads what reads files, and nothing that speaks to a tenant', PATIENT, async (context) => {
  const names = await loaded(context, 'validate');
  expect(names).toEqual(expect.arrayContaining(['yaml', 'ajv']));
  expect(names.filter((name) => name.startsWith('@'))).toEqual([]);
});
