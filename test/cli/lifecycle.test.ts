/** From a repository to a tenant that holds it, the silence afterwards, and what explain knows of it then. */

import { expect, test } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { jsonIn, PATIENT, useCommandLine } from './command-line.ts';

const LAST_LINE_OF_NOTHING = /^Plan: 3 unchanged$/m;

test.concurrent(
  'validate is offline, plan writes nothing, apply does what the plan says, and then there is nothing to do',
  PATIENT,
  async (context) => {
    const bench = await useCommandLine(context);
    const validated = await bench.run(['validate']);
    expect(validated).toEqual({ code: 0, out: '3 profiles are valid\n', err: '' });
    expect(await bench.server.asked()).toEqual([]);

    const planned = await bench.run(['plan', '--detailed-exitcode']);
    expect(planned.code).toBe(2);
    expect(planned.err).toBe('');
    expect(planned.out).toMatch(/^162 people are set up for the first time: /);
    expect(planned.out).not.toContain('\u001b');
    expect(planned.out.trimEnd().split('\n').at(-1)).toMatch(/^Plan: 3 new — 162 set up for the first time$/);
    expect(await bench.server.writes()).toEqual([]);

    const applied = await bench.run(['apply']);
    expect(applied.code).toBe(0);
    expect(applied.out).toContain('Apply: 6 done\n');
    expect(applied.out.trimEnd()).toMatch(/git and tenant agree: a second plan is empty$/);
    const written = await bench.written();
    expect(written).toHaveLength(6);
    expect(written.filter((request) => request === 'POST …')).toHaveLength(3);

    const again = await bench.run(['plan', '--detailed-exitcode']);
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/^no changes: 3 profiles are as git says/);
    expect(again.out).toMatch(LAST_LINE_OF_NOTHING);
    const asked = await bench.server.asked();
    expect(asked.filter(({ path }) => /members|managedDevices/i.test(path))).toEqual([]);

    const repeated = await bench.run(['apply', '--format', 'json']);
    expect(repeated.code).toBe(0);
    expect(jsonIn(repeated.out)).toMatchObject({ steps: [], converged: true, summary: { done: 0, failed: 0 } });
    expect(await bench.server.writes()).toEqual([]);

    bench.change('profiles/sales.yaml', 'oauth: true', 'oauth: false');
    bench.change('profiles/sales.yaml', 'group: Sales EMEA', 'group: Research users');
    const { code, out } = await bench.run(['explain', 'ios-sales']);
    expect(code).toBe(0);
    expect(out).toContain('oauth — OAuth\n  git:    false\n  tenant: true\n  last applied: true\n  differs: ');
    expect(out).toMatch(/git: .*Research users.*\n {2}tenant: .*Sales EMEA.*\n {2}last applied: .*Sales EMEA/);
    expect(out).not.toMatch(/group:[0-9a-f]{8}-/);
  },
);

test.concurrent('--target plans the named profile only', PATIENT, async (context) => {
  const bench = await useCommandLine(context);
  const [one, unknown] = await Promise.all([
    bench.run(['plan', '--target', 'ios-it', '--format', 'json']),
    bench.run(['plan', '--target', 'ios-its']),
  ]);
  const changes = objectsAt(jsonIn(one.out), 'changes').filter(({ action }) => action !== 'unmanaged');
  expect(changes.map(({ key }) => key)).toEqual(['ios-it']);
  expect(unknown).toMatchObject({ code: 10, out: '' });
  expect(unknown.err).toContain('no profile has this key; did you mean "ios-it"?');
});
