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

    const other = `sha256:${'0'.repeat(64)}`;
    const others = ['notice', 'lock-out:ios-it,ios-legal'].flatMap((level) => ['--approve', level]);
    const waiting = await bench.run(['apply', ...others, '--approve-digest', other]);
    expect(waiting.code).toBe(3);
    expect(waiting.out).toContain('allow with --approve may-reapprove:ios-sales');
    expect(await bench.written()).toEqual([]);

    const inCi = await bench.run(['apply', '--approve', 'may-reapprove'], { CI: 'true' });
    expect(inCi).toMatchObject({ code: 10, out: '' });
    expect(inCi.err).toContain('in CI name the profiles, such as may-reapprove:ios-sales, or use --approve-digest');
    expect(await bench.server.asked()).toEqual([]);

    const approved = await bench.run(['apply', '--approve', 'may-reapprove:ios-sales'], { CI: 'true' });
    expect(approved.code).toBe(0);
    expect(await bench.written()).toEqual([expect.stringMatching(PATCH)]);
  },
);

test.concurrent('a level without keys is enough at a keyboard', PATIENT, async (context) => {
  const bench = await useChanges(context);
  expect((await bench.run(['apply', '--approve', 'may-reapprove'])).code).toBe(0);
  expect(await bench.written()).toHaveLength(2);
});

test.concurrent('the digest of a change approves it in CI too', PATIENT, async (context) => {
  const bench = await useChanges(context);
  const sales = (await bench.plan()).changes.find(({ key }) => key === 'ios-sales');
  expect((await bench.run(['apply', '--approve-digest', sales?.digest ?? ''], { CI: 'true' })).code).toBe(0);
  expect(await bench.written()).toHaveLength(2);
});
