/** News is told once; what was refused is told again, what may have arrived is not, and what comes back is news. */

import { describe, expect, it } from 'vitest';
import { tellNews, toldIn } from '../../src/app/apply/news.ts';
import type { NewsDesk } from '../../src/app/ports/news.ts';
import type { Change } from '../../src/model/change.ts';
import { finding } from '../../src/model/finding.ts';
import { NEWS, type News, type NewsDelivery } from '../../src/model/news.ts';
import type { Heartbeat, HeartbeatReading } from '../../src/model/state/heartbeat.ts';
import { change, outcome, plan } from '../report/plans.ts';

const BEAT: Heartbeat = {
  verb: 'reconcile',
  who: 'somebody',
  tool: 'postilion',
  commit: null,
  started: '2026-12-01T12:00:00.000Z',
  ended: '2026-12-01T12:00:00.000Z',
  duration: 0,
  converged: true,
  waiting: 0,
  drift: 0,
  people: 0,
  fault: null,
  good: null,
};

/** A channel, and the runs that tell it one after the other. */
function channel(status: NewsDelivery['status'] = 'sent', events: NewsDesk['events'] = NEWS) {
  const got: News[] = [];
  let reading: HeartbeatReading = { status: 'none' };
  let answer = status;
  const desk: NewsDesk = {
    events,
    link: null,
    send: async (news) => {
      got.push(news);
      return { status: answer, message: answer };
    },
  };
  return {
    answer: (next: NewsDelivery['status']) => {
      answer = next;
    },
    async run(
      changes: readonly Change[],
      gated: readonly string[],
      more: { stopped?: true; writes?: number; left?: true } = {},
    ) {
      const left = more.left === true ? { findings: [finding('DRF-001', 'somebody moved it', { key: 'ios-it' })] } : {};
      const ended = outcome({ gated, ...left, run: { started: '', tool: '', requests: 0, writes: more.writes ?? 0 } });
      const ending = { plan: plan({ changes }), outcome: ended, peopleOf: () => 7, ended: BEAT.ended };
      const heartbeat = { read: async () => reading };
      const ports = { heartbeat, news: desk, interruption: { requested: () => more.stopped === true } };
      const { told, faults } = await tellNews(ending, ports);
      reading = { status: 'found', heartbeat: { ...BEAT, ...toldIn(told, reading) } };
      return { told: got.splice(0).map(({ event, sentence }) => [event, sentence]), faults };
    },
  };
}

const ONE = change('ios-it', { gates: ['effect'], digest: 'sha256:one' });
const OTHER = change('ios-it', { gates: ['effect'], digest: 'sha256:other' });
const WAITS = [['waiting', '1 change waits, concerning 7 people']];

describe('news', () => {
  it('is told once, and again when it is another one or has come back', async () => {
    const desk = channel();
    expect((await desk.run([ONE], ['ios-it'])).told).toEqual(WAITS);
    expect((await desk.run([ONE], ['ios-it'])).told).toEqual([]);
    expect((await desk.run([OTHER], ['ios-it'])).told).toEqual(WAITS);
    expect((await desk.run([OTHER], [])).told).toEqual([]);
    expect((await desk.run([OTHER], ['ios-it'])).told).toEqual(WAITS);
  });

  it('that was refused is told again, and of what may have arrived nothing is sent twice', async () => {
    const desk = channel('refused');
    expect(await desk.run([ONE], ['ios-it'])).toEqual({ told: WAITS, faults: ['refused'] });
    desk.answer('unknown');
    expect(await desk.run([ONE], ['ios-it'])).toEqual({ told: WAITS, faults: ['unknown'] });
    desk.answer('sent');
    expect(await desk.run([ONE], ['ios-it'])).toEqual({ told: [], faults: [] });
  });

  it('is left out where it is not wanted, and where somebody asked the run to stop', async () => {
    const desk = channel('sent', ['drift']);
    expect((await desk.run([ONE], ['ios-it'])).told).toEqual([]);
    expect((await channel().run([ONE], ['ios-it'], { stopped: true })).told).toEqual([]);
  });

  it('tells of drift by profiles, and what was told stays so through a run that tells nothing', async () => {
    const desk = channel();
    const drift = change('ios-it', { origin: 'drift', gates: ['effect'] });
    expect((await desk.run([drift], ['ios-it'])).told).toEqual([
      ...WAITS,
      ['drift', '1 profile was changed in the tenant and stays so'],
    ]);
    expect((await desk.run([drift], ['ios-it'], { stopped: true })).told).toEqual([]);
    expect((await desk.run([drift], ['ios-it'])).told).toEqual([]);
  });
});
