/** The program as a process whose output can't be written, or that is asked to stop: it ends in order and gives the lock back. */

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { sampleOf } from '../deep.ts';
import { type CommandLine, PATIENT, useCommandLine, useRepository } from './command-line.ts';
import { useGate } from './held-answer.ts';
import { program, type Ran, start } from './program.ts';

const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';

/** A command of the shell, in which `$postilion` is the program. */
async function shell(command: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const main = await program();
  const variables = { PATH: process.env['PATH'] ?? '', HOME: cwd, postilion: `${process.execPath} ${main}`, ...env };
  return new Promise((resolve) => {
    execFile('sh', ['-c', command], { cwd, env: variables }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

const connected = ({ server }: CommandLine): Readonly<Record<string, string>> => ({
  POSTILION_GRAPH_URL: server.url,
  POSTILION_ACCESS_TOKEN: 'tester',
});

async function lockOf(bench: CommandLine): Promise<string> {
  const { out } = await bench.run(['state', 'show']);
  return /^lock: .*$/m.exec(out)?.[0] ?? out;
}

const OUTPUTS = [
  ['whose reader is satisfied with the first line', '$postilion apply | head -1', /.+/],
  ['nobody reads, progress included', '$postilion apply 2>&1 | true', /^$/],
  ['on a full disk', '$postilion apply > /dev/full', /^$/],
] as const;

test.concurrent.for(sampleOf(OUTPUTS, 2, ([name]) => name))(
  'an apply %s does all its steps',
  PATIENT,
  async ([, command, out], context) => {
    const bench = await useCommandLine(context);
    const ran = await shell(command, bench.root, connected(bench));
    expect(ran.out).toMatch(out);
    expect(ran.err).not.toContain('bug in Postilion');
    expect(ran.err.includes('ENOSPC')).toBe(command.includes('/dev/full'));
    expect((await bench.written()).length).toBe(6);
    expect(await lockOf(bench)).toBe('lock: nobody holds it');
    const next = await bench.run(['plan', '--detailed-exitcode']);
    expect(next.code).toBe(0);
  },
);

const SIGNALS = [
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 143],
] as const;

/** Far beyond the time that a test may take: who waits it out fails. */
const LONG = '500';

async function throttledApply(context: TestContext): Promise<CommandLine> {
  const bench = await useCommandLine(context);
  const refused = { status: 429, headers: { 'Retry-After': LONG }, body: {} };
  await bench.server.faults([{ method: 'POST', path: CONFIGURATIONS, ...refused }]);
  return bench;
}

test.concurrent.for(sampleOf(SIGNALS, 2, ([name]) => name))(
  '%s ends the wait that a throttled service asks for',
  PATIENT,
  async ([name, code], context) => {
    const bench = await throttledApply(context);
    const running = await start(['apply'], { cwd: bench.root, env: connected(bench) });
    await running.saw('the service has too much to do (429): waiting');
    running.signal(name);
    const ran = await running.ended;
    expect(ran.code).toBe(code);
    expect(ran.err).toContain('given up because the run was interrupted');
    expect(await lockOf(bench)).toBe('lock: nobody holds it');
    expect(await bench.written()).toEqual([]);
  },
);

test('a request to stop ends a read whose answer does not come', PATIENT, async (context) => {
  const bench = await useCommandLine(context);
  let hasWritten = false;
  const gate = await useGate(context, bench.server.url, (request) => {
    const isReadBack = hasWritten && request.endsWith('/$batch');
    hasWritten ||= /^POST .*deviceConfigurations$/.test(request);
    return isReadBack;
  });
  const running = await start(['apply'], {
    cwd: bench.root,
    env: { ...connected(bench), POSTILION_GRAPH_URL: gate.url },
  });
  await Promise.race([gate.held, running.ended]);
  running.signal('SIGTERM');
  expect((await running.ended).code).toBe(143);
  expect(await lockOf(bench)).toBe('lock: nobody holds it');
});

test('a run that has not begun to write ends at once', PATIENT, async (context) => {
  const bench = await useCommandLine(context);
  await bench.server.faults([{ path: CONFIGURATIONS, status: 429, headers: { 'Retry-After': LONG }, body: {} }]);
  const gate = await useGate(context, bench.server.url, (request) => request.includes(CONFIGURATIONS));
  const running = await start(['plan'], {
    cwd: bench.root,
    env: { ...connected(bench), POSTILION_GRAPH_URL: gate.url },
  });
  await Promise.race([gate.held, running.ended]);
  running.signal('SIGTERM');
  expect((await running.ended).code).toBe(143);
});

test('an error of our own ends the process, whatever it leaves open', PATIENT, async (context) => {
  const cwd = useRepository(context);
  const breakage = join(cwd, 'breakage.mjs');
  writeFileSync(
    breakage,
    `import { Server } from 'node:http';
     Server.prototype.close = function () { return this; };
     Server.prototype.closeAllConnections = () => {};
     performance.now = () => { throw new Error('broken clock'); };`,
  );
  const ran = await shell(`NODE_OPTIONS="--import ${breakage}" $postilion plan`, cwd, {});
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('broken clock');
});
