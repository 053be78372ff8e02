/** What the program says to arguments that it knows, and to those that it doesn't. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { profileText } from '../core/config/profile-text.ts';
import { PATIENT, useRepository } from './command-line.ts';
import { run } from './program.ts';

test.concurrent('unknown commands, flags and values are invalid input', PATIENT, async (context) => {
  const cwd = useRepository(context);
  const wrong = [
    ['pla'],
    ['plan', '--al'],
    ['plan', '--format', 'yaml'],
    ['apply', '--approve', 'Sign-In'],
    ['apply', '--approve', 'everything'],
    ['apply', '--approve-digest', 'abc'],
    ['tenant', 'serve', '--port', '70000'],
    ['plan', '--as-of', '2027-02-30'],
    ['explain', 'NO-SUCH-CODE'],
  ];
  const ran = await Promise.all(wrong.map((args) => run(args, { cwd })));
  expect(ran.map(({ code }) => code)).toEqual(wrong.map(() => 10));
  expect(ran.map(({ out }) => out)).toEqual(wrong.map(() => ''));
  expect(ran.map(({ err }) => err.split('\n')[0])).toEqual([
    "error: unknown command 'pla'",
    "error: unknown option '--al'",
    expect.stringContaining('Allowed choices are text, json, markdown, sarif, github, announce.'),
    expect.stringContaining('"Sign-In" is neither a code, such as 56bee5aaab59c1f0-320, nor an effect level'),
    expect.stringContaining('"everything" is neither a code'),
    expect.stringContaining('write a digest as the plan prints it'),
    expect.stringContaining('write a port number from 0 to 65535'),
    expect.stringContaining('write a day as year, month and day'),
    expect.stringContaining('nothing is known about "NO-SUCH-CODE"'),
  ]);
});

test.concurrent('the configuration is found in the nearest parent, or named, or missed', PATIENT, async (context) => {
  const cwd = useRepository(context);
  const below = join(cwd, 'profiles', 'deep');
  mkdirSync(below);
  const [parent, named, missing] = await Promise.all([
    run(['validate'], { cwd: below }),
    run(['validate', '--config', '../../postilion.yaml'], { cwd: below }),
    run(['validate', '--config', 'other.yaml'], { cwd }),
  ]);
  expect(parent).toEqual({ code: 0, out: '3 profiles are valid\n', err: '' });
  expect(named).toEqual(parent);
  expect(missing).toMatchObject({ code: 10, out: '' });
  expect(missing?.err).toMatch(/^postilion: there is no other\.yaml in .+ or above it: write one, or name it/);
});

test.concurrent('validate judges another day than today', PATIENT, async (context) => {
  const cwd = useRepository(context);
  writeFileSync(
    join(cwd, 'profiles', 'dated.yaml'),
    profileText({
      key: 'ios-dated',
      settings: { oauth: 'false', authentication: 'certificate', identityCertificate: '{name: SCEP}' },
    }),
  );
  const [before, after] = await Promise.all([
    run(['validate', '--as-of', '2026-12-31'], { cwd }),
    run(['validate', '--as-of', '2027-01-01'], { cwd }),
  ]);
  expect([before?.code, after?.code]).toEqual([0, 4]);
  expect(before?.out).toContain('warning AUT-002');
  expect(after?.out).toContain('error AUT-002');
});

test.concurrent('explain knows effects, rules, kinds and fields', PATIENT, async (context) => {
  const cwd = useRepository(context);
  const subjects = ['EFF-IOS-OAUTH-ON', 'AUT-001', 'ios-mail', 'ios-mail.oauth', 'EFF-IOS-LOCK-OUT'];
  const ran = await Promise.all(subjects.map((subject) => run(['explain', subject], { cwd })));
  expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
  expect(ran[0]?.out).toMatch(/^EFF-IOS-OAUTH-ON: account is set up anew: .*\(account-reset, documented\)/);
  expect(ran[1]?.out).toMatch(/^AUT-001: /);
  expect(ran[3]?.out).toContain('Graph: useOAuth');
  const [removal, weather] = await Promise.all([
    run(['explain', 'topic', 'removal'], { cwd }),
    run(['explain', 'topic', 'weather'], { cwd }),
  ]);
  expect(removal?.out).toContain('it never retires or wipes a device');
  expect(weather).toMatchObject({ code: 10, out: '' });
  expect(weather?.err).toContain('topic and one of choosing, removal');
});

test.concurrent('explain knows what was probably meant', PATIENT, async (context) => {
  const cwd = useRepository(context);
  const meant = [
    [['AUT-0O1'], 'did you mean "AUT-001"?'],
    [['ios-mial'], 'did you mean "ios-mail"?'],
    [['ios-mail.oath'], 'did you mean "ios-mail.oauth"?'],
    [['topic', 'removals'], 'did you mean "topic removal"?'],
    [['filter'], 'write the name of the assignment filter behind it'],
    [['XYZ-QQQQQQ'], "write a profile's key, a code such as"],
  ] as const;
  for (const [words, answer] of meant) {
    const { code, err } = await run(['explain', ...words], { cwd });
    expect([code, err]).toEqual([10, expect.stringContaining(answer)]);
  }
});
