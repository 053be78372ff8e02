/** Whether the schedule is alive, from the command line: told by the last good run alone, and unknown is never fine. */

import { simpleGit } from 'simple-git';
import { expect, test } from 'vitest';
import { judgeHeartbeat } from '../../src/core/state/heartbeat.ts';
import { isJsonObject } from '../../src/model/json.ts';
import type { Heartbeat } from '../../src/model/state/heartbeat.ts';
import { jsonIn, PATIENT, useAppliedCommandLine } from './command-line.ts';

test.concurrent(
  'a run that writes nothing tells of itself, and the state branch does not grow',
  PATIENT,
  async (context) => {
    const line = await useAppliedCommandLine(context);
    // The company was applied by an earlier version, so to speak: without a heartbeat.
    const git = simpleGit(`${line.root}/.postilion/state.git`);
    await git.raw(['update-ref', '-d', 'refs/postilion-last/postilion-state']);
    const none = await line.run(['status', '--max-age', '6h']);
    expect(none).toMatchObject({ code: 5, err: '' });
    expect(none.out).toContain('no run has told of itself yet');
    const before = await git.raw(['rev-parse', 'postilion-state']);

    expect((await line.run(['reconcile'])).code).toBe(0);
    expect(await git.raw(['rev-parse', 'postilion-state'])).toBe(before);
    await line.server.forget();
    const fine = await line.run(['status', '--max-age', '6h']);
    expect(fine).toMatchObject({ code: 0, err: '' });
    expect(fine.out).toMatch(
      /^the last good run ended \d minutes? ago, within 6h\nlast reconcile.*: git and tenant agree\n$/,
    );
    expect(await line.server.asked()).toEqual([]);
    const told = jsonIn((await line.run(['status', '--max-age', '6h', '--format', 'json'])).out);
    expect(told).toMatchObject({
      fine: true,
      verdict: 'fine',
      last: { verb: 'reconcile', converged: true, waiting: 0, drift: 0, people: 0, fault: null },
    });
  },
);

test.concurrent('a run that could not do its work carries on which good one was the last', PATIENT, async (context) => {
  const line = await useAppliedCommandLine(context);
  expect((await line.run(['reconcile'])).code).toBe(0);
  const good = jsonIn((await line.run(['status', '--max-age', '6h', '--format', 'json'])).out);
  await line.server.faults([{ path: 'deviceConfigurations', status: 403 }]);
  expect((await line.run(['reconcile'])).code).not.toBe(0);
  const bad = jsonIn((await line.run(['status', '--max-age', '6h', '--format', 'json'])).out);
  expect(bad).toMatchObject({ fine: true, last: { good: isJsonObject(good['last']) ? good['last']['good'] : 'none' } });
  const old = await line.run(['status', '--max-age', '0m']);
  expect(old.code).toBe(5);
  expect(old.out).toMatch(/longer ago than 0m; the last run ended at .*: nothing was written, /);
});

test.concurrent('a state place that nobody reaches, and words that are no span', PATIENT, async (context) => {
  const line = await useAppliedCommandLine(context);
  const lost = await line.run(['status', '--max-age', '6h'], { POSTILION_STATE_REPO: 'https://127.0.0.1:9/none.git' });
  expect(lost.code).toBe(12);
  expect(lost.out).toContain('out of reach');
  expect((await line.run(['status', '--max-age', 'soon'])).code).toBe(10);
  expect((await line.run(['status', 'ios-sales', '--max-age', '6h'])).code).toBe(10);
});

test('a good run from the future is a wrong clock, and nobody knows', () => {
  const ended = '2026-09-02T08:00:00.000Z';
  const told = { converged: true, waiting: 0, drift: 0, people: 0, fault: null, duration: 1 };
  const who = { verb: 'reconcile', who: 'schedule', tool: 'postilion 1.0.0', commit: null } as const;
  const heartbeat: Heartbeat = { ...who, started: ended, ended, ...told, good: { commit: null, ended } };
  const judged = (now: string) => judgeHeartbeat({ status: 'found', heartbeat }, '6h', now).verdict;
  expect(judged('2026-09-01T08:00:00.000Z')).toBe('unknown');
  expect(judged('2026-09-02T07:58:00.000Z')).toBe('fine');
  expect(judged('2026-09-02T14:00:00.000Z')).toBe('fine');
  expect(judged('2026-09-02T14:00:01.000Z')).toBe('old');
});
