/** The files and the log of a runner, as a step of ours writes them. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, type TestContext, test } from 'vitest';
import { runAction } from '../../src/action/run-action.ts';
import {
  ActionError,
  addSummary,
  codeBlock,
  pullRequest,
  type Runner,
  runFenced,
  setOutput,
} from '../../src/action/runner.ts';
import { anyCharacter } from '../any-character.ts';

interface Machine {
  readonly runner: Runner;
  readonly printed: () => string;
  readonly read: (file: 'output' | 'summary') => string;
  readonly write: (file: string, text: string) => void;
}

/** A runner whose program is a script of the test. */
function useMachine(context: TestContext, program = ''): Machine {
  const root = mkdtempSync(join(tmpdir(), 'postilion-step-'));
  context.onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const at = (name: string): string => join(root, name);
  for (const file of ['output', 'summary', 'event.json']) writeFileSync(at(file), '');
  writeFileSync(at('program.mjs'), program);
  let printed = '';
  const env = {
    PATH: process.env['PATH'],
    GITHUB_OUTPUT: at('output'),
    GITHUB_STEP_SUMMARY: at('summary'),
    GITHUB_EVENT_PATH: at('event.json'),
    GITHUB_WORKSPACE: root,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_TOKEN: 'token of the job',
    POSTILION_GIT_TOKEN: 'token for git',
    RUNNER_TEMP: root,
  };
  return {
    runner: {
      env,
      cwd: root,
      node: process.execPath,
      program: at('program.mjs'),
      print: (text) => void (printed += text),
    },
    printed: () => printed,
    read: (file) => readFileSync(at(file), 'utf8'),
    write: (file, text) => writeFileSync(at(file), text),
  };
}

test('what a program says is printed between marks that nobody can know', async (context) => {
  const { runner, printed } = useMachine(context);
  await runFenced(runner, async () => runner.print('::error::mine\n::stop-commands::x\n'));
  const [, word = ''] = /^::stop-commands::([0-9a-f]{32})\n/.exec(printed()) ?? [];
  expect(word).not.toBe('');
  expect(printed().endsWith(`\n::${word}::\n`)).toBe(true);
  const failing = runFenced(runner, async () => Promise.reject(new Error('it broke')));
  await expect(failing).rejects.toThrow('it broke');
  expect(printed().match(/^::[0-9a-f]{32}::$/gm)).toHaveLength(2);
});

test('an output is one line, or none', (context) => {
  const { runner, read } = useMachine(context);
  setOutput(runner, 'exit-code', '3');
  for (const value of ['0\nplan-digest=1', 'a b', '<<EOF', '\u2028'])
    expect(() => setOutput(runner, 'exit-code', value)).toThrow(ActionError);
  expect(read('output')).toBe('exit-code=3\n');
});

test('a block of code is closed by its own last line alone, whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.oneof(anyCharacter, fc.constantFrom('`', '\n', '~')), maxLength: 200 }),
      (text) => {
        const [first = '', ...lines] = codeBlock(text).trimEnd().split('\n');
        const fence = /^`+/.exec(first)?.[0] ?? '';
        expect(fence.length).toBeGreaterThanOrEqual(3);
        const closing = lines.filter((line) => /^ {0,3}`+\s*$/.test(line) && line.trim().length >= fence.length);
        expect(closing).toEqual([fence]);
      },
    ),
  );
});

test('a summary stays below what GitHub drops whole, and is cut between lines', (context) => {
  const { runner, read } = useMachine(context);
  addSummary(runner, `${'é'.repeat(99)}\n`.repeat(6000));
  expect(Buffer.byteLength(read('summary'))).toBeLessThan(1_048_576);
  expect(read('summary')).not.toContain('\ufffd');
  expect(read('summary')).toContain('The rest is left out here');
});

test('the program sees neither tokens nor the files of the runner', async (context) => {
  const program = 'console.log(JSON.stringify(process.env));';
  const { runner, read, printed } = useMachine(context, program);
  expect(await runAction('plan', runner)).toBe(0);
  const seen = read('summary') + printed();
  for (const secret of ['token of the job', 'token for git', 'GITHUB_STEP_SUMMARY', 'GITHUB_OUTPUT'])
    expect(seen).not.toContain(secret);
  // Git signs in by a file that is gone again.
  const [, file = ''] = /"GIT_CONFIG_GLOBAL":"([^"]+)"/.exec(seen) ?? [];
  expect(file).toContain('postilion-git-');
  expect(() => readFileSync(file)).toThrow('ENOENT');
});

test.for([
  '[]',
  '{}',
  '{"pull_request":{"number":"7"}}',
  '{"pull_request":{"number":-7}}',
  '{"pull_request":{"number":1e30}}',
  'null',
])('the event %j names no pull request', (event, context) => {
  const { runner, write } = useMachine(context);
  write('event.json', event);
  expect(() => pullRequest(runner)).toThrow('the event of this run is about no pull request');
});

const SAYS_HELLO = 'console.log(process.argv.slice(2).join(" "));';

test('a plan of another digest is not reported', async (context) => {
  const { runner, printed, write } = useMachine(context, SAYS_HELLO);
  write('plan.json', '{"changes": []}');
  write('event.json', '{"pull_request": {"number": 7}}');
  const withDigest = (digest: string): Runner => ({ ...runner, env: { ...runner.env, POSTILION_PLAN_DIGEST: digest } });
  expect(await runAction('comment', withDigest('0'.repeat(64)))).toBe(10);
  expect(printed()).not.toContain('report');
  const digest = createHash('sha256').update('{"changes": []}').digest('hex');
  expect(await runAction('comment', withDigest(digest))).toBe(0);
  expect(printed()).toMatch(/report --plan \S+plan\.json --to github --pr 7/);
  write('failed.json', '{}');
  expect(await runAction('comment', withDigest(digest))).toBe(10);
  expect(printed()).toContain('failed.json is not the file');
});

test('a plan is compared with what the workflow names, and why there is none is handed on', async (context) => {
  const { runner, printed, read } = useMachine(context, 'console.error(process.argv.slice(2).join(" "));');
  expect(await runAction('plan', { ...runner, env: { ...runner.env, POSTILION_BASE: 'HEAD^1' } })).toBe(0);
  expect(printed()).toMatch(/plan --format markdown --out \S+plan\.json --failed-out \S+failed\.json --base=HEAD\^1 /);
  expect(read('output')).toContain('failed-digest=\n');
});

test('approve takes codes alone', async (context) => {
  const { runner, printed } = useMachine(context, SAYS_HELLO);
  const withCodes = (codes: string): Runner => ({ ...runner, env: { ...runner.env, POSTILION_CODES: codes } });
  for (const codes of ['sign-in', 'sign-in:ios-sales', '--config=x', '', ' ', '56bee5aaab59c1f0-3x', 'sha256:00'])
    expect(await runAction('approve', withCodes(codes))).toBe(10);
  expect(printed()).not.toContain('apply');
  expect(await runAction('approve', withCodes('56bee5aaab59c1f0-320, 56bee5aaab59c1f1-unknown'))).toBe(0);
  expect(printed()).toContain('apply --yes --approve 56bee5aaab59c1f0-320,56bee5aaab59c1f1-unknown --no-color');
});

test('reconcile passes on what the workflow asks for, and nothing else', async (context) => {
  const { runner, printed } = useMachine(context, SAYS_HELLO);
  const asked = (approvals: string, reportTo: string): Runner => ({
    ...runner,
    env: { ...runner.env, POSTILION_APPROVALS: approvals, POSTILION_REPORT_TO: reportTo },
  });
  expect(await runAction('reconcile', asked('github', 'github'))).toBe(0);
  expect(printed()).toContain('reconcile --yes --approvals github --report-to github --no-color');
  expect(await runAction('reconcile', asked('none', ''))).toBe(0);
  expect(printed()).toContain('\nreconcile --yes --no-color');
  expect(await runAction('reconcile', asked('--config=x', ''))).toBe(10);
});

test('a verb that there is not, and a variable that is not set, are told as one error', async (context) => {
  const { runner, printed } = useMachine(context);
  expect(await runAction('deploy', runner)).toBe(10);
  expect(await runAction('plan', { ...runner, env: {} })).toBe(10);
  expect(printed()).toMatch(
    /^::error::write one of validate, .* behind action\.js\n::error::GITHUB_WORKSPACE is not set/,
  );
});

const CALLS = `
import { appendFileSync } from 'node:fs';
const name = process.argv[process.argv.indexOf('--tenant') + 1];
appendFileSync('calls', name + '\\n');
console.log('said of ' + name);
process.exit({ alpha: 0, beta: 11, gamma: 4 }[name] ?? 0);
`;

test('a job goes on with its other tenants where some fail, and ends with the code that wins', async (context) => {
  const { runner, read, printed } = useMachine(context, CALLS);
  const commit = checkedOut(runner.cwd);
  const env = { ...runner.env, POSTILION_TENANTS: 'beta gamma alpha delta epsilon', POSTILION_COMMIT: commit };
  expect(await runAction('fleet', { ...runner, env })).toBe(11);
  expect(readFileSync(join(runner.cwd, 'calls'), 'utf8').trim().split('\n').toSorted()).toEqual([
    'alpha',
    'beta',
    'delta',
    'epsilon',
    'gamma',
  ]);
  expect(read('summary')).toContain('| alpha | 0 |\n| beta | 11 |');
  expect(printed()).toMatch(/^::stop-commands::\w+\nbeta ended with 11\nsaid of beta$/m);
  expect(read('output')).toContain('exit-code=11');
});

test('a job is for one commit, and for names of tenants alone', async (context) => {
  const { runner, printed } = useMachine(context, CALLS);
  checkedOut(runner.cwd);
  const fleet = (more: Readonly<Record<string, string>>) =>
    runAction('fleet', { ...runner, env: { ...runner.env, ...more } });
  expect(await fleet({ POSTILION_TENANTS: 'alpha', POSTILION_COMMIT: 'f'.repeat(40) })).toBe(10);
  expect(printed()).toContain('the branch moved on from ffffffffffff');
  for (const tenants of ['', '--out=x', '../a', 'a;b', 'a  b'])
    expect(await fleet({ POSTILION_TENANTS: tenants })).toBe(10);
  const shards = (wave: string) =>
    runAction('shards', { ...runner, env: { ...runner.env, POSTILION_WAVE: wave, POSTILION_SHARD_SIZE: '20' } });
  for (const wave of ['', '--x', 'a b', '$(x)']) expect(await shards(wave)).toBe(10);
});

/** Makes the folder a repository of one commit, and gives its id. */
function checkedOut(folder: string): string {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '--message', 'start');
  return git('rev-parse', 'HEAD').trim();
}
