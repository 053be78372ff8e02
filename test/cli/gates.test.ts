/** What disturbs people waits for an approval that names it; what doesn't is not held up by it. */

import { expect, type TestContext, test } from 'vitest';
import { type CommandLine, jsonIn, PATIENT, useAppliedCommandLine } from './command-line.ts';

/** A change that people feel on one profile, and one that nobody feels on another. */
async function useChanges(context: TestContext): Promise<CommandLine> {
  const bench = await useAppliedCommandLine(context);
  bench.change('profiles/sales.yaml', 'accountName: Contoso mail', 'accountName: Contoso sales mail');
  bench.change('profiles/it.yaml', 'Mail - IT', 'Mail - IT staff');
  return bench;
}

async function codeOf(bench: CommandLine, key = 'ios-sales'): Promise<string> {
  const change = (await bench.plan()).changes.find((one) => one.key === key);
  if (change?.code === undefined) throw new Error(`${key} has no code`);
  return change.code;
}

const PATCH = /^PATCH …\//;

test.concurrent(
  'a gated change waits while the others are applied, until it is approved by level and key; in CI nothing less will do',
  PATIENT,
  async (context) => {
    const bench = await useChanges(context);
    const first = await bench.run(['apply', '--format', 'json']);
    expect(first.code).toBe(3);
    expect(first.out.startsWith('{')).toBe(true);
    expect(jsonIn(first.out)).toMatchObject({ summary: { done: 1, notAttempted: 1 }, converged: false });
    expect(await bench.written()).toEqual([expect.stringMatching(PATCH)]);

    const code = await codeOf(bench);
    const others = ['notice', 'lock-out:ios-it,ios-legal'].flatMap((level) => ['--approve', level]);
    const waiting = await bench.run(['apply', ...others]);
    expect(waiting.code).toBe(3);
    expect(waiting.out).toContain(`approve with --approve ${code}`);
    expect(waiting.out).toContain('git and tenant differ: 1 change waiting for an approval');

    for (const level of ['may-reapprove', 'may-reapprove:ios-sales']) {
      const inCi = await bench.run(['apply', '--approve', level], { CI: 'true' });
      expect(inCi.code).toBe(10);
      expect(inCi.err).toContain(`in CI nobody reads the plan that a level opens; use --approve ${code} (ios-sales)`);
    }
    expect(await bench.written()).toEqual([]);

    const approved = await bench.run(['apply', '--approve', code], { CI: 'true', GITHUB_ACTOR: 'ada' });
    expect(approved.code).toBe(0);
    expect(approved.out).toContain(`approved by ${code}`);
    expect(approved.out).not.toMatch(/waits|wait for/);
    expect(await bench.written()).toEqual([expect.stringMatching(PATCH)]);

    const again = await bench.run(['apply', '--approve', code], { CI: 'true' });
    expect(again.code).toBe(10);
    expect(again.err).toContain('nothing in this plan has this code');
  },
);

test.concurrent('a level without keys is enough at a keyboard', PATIENT, async (context) => {
  const bench = await useChanges(context);
  expect((await bench.run(['apply', '--approve', 'may-reapprove'])).code).toBe(0);
  expect(await bench.written()).toHaveLength(2);
});

test.concurrent('a digest says nothing of people: it is refused with the code to use', PATIENT, async (context) => {
  const bench = await useChanges(context);
  const { digest, changes } = await bench.plan();
  const sales = changes.find(({ key }) => key === 'ios-sales');
  for (const one of [digest, sales?.digest ?? '', `sha256:${'0'.repeat(64)}`]) {
    const refused = await bench.run(['apply', '--approve-digest', one]);
    expect(refused.code).toBe(10);
    expect(refused.err).toContain(`use --approve ${sales?.code} (ios-sales)`);
  }
  expect(await bench.written()).toEqual([]);
});
