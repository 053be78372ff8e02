/** `status`, `import`, `doctor` and `explain` when their calls go wrong: every call site is struck, none lies about it. */

import { afterAll, expect, test } from 'vitest';
import { readerCalls } from './call-sites.ts';
import { openFaultyServer } from './faulty-server.ts';
import { misread, readerTrials, readUndisturbed } from './reader-trials.ts';
import { READERS } from './readers.ts';
import { situations } from './situations.ts';
import { tell } from './story.ts';
import { chosenTrials, DEEP } from './triples.ts';

const faulty = await openFaultyServer();
afterAll(() => faulty.close());

/** A tenant with a chain of ours, and with certificates and mail that nobody manages. */
const situation = situations().find(({ name }) => name === 'apply: chain gets a group');
if (situation === undefined) throw new Error('there is no such situation');
const story = await tell(situation, faulty);
const met = new Set<string>();

test.for(Object.entries(READERS))(
  '%s tells the truth whatever call goes wrong',
  { timeout: 600_000 },
  async ([name, reading]) => {
    const { told, calls } = await readUndisturbed(story, reading, faulty);
    expect([told.code, told.result === '']).toEqual([0, false]);
    for (const { sources } of calls) for (const source of sources) met.add(source);
    const all = readerTrials(calls);
    // The sample has one fault of each place that calls.
    const places = new Map(calls.map(({ index, sources }) => [sources.join(), index]));
    const wanted = DEEP
      ? all
      : [...places.values()].flatMap((index) => {
          const own = all.filter((trial) => trial.name.startsWith(`${index} `));
          return chosenTrials(`readers ${index}`, { ...story.situation, name }, own, 1);
        });
    const wrong: (readonly string[])[] = [];
    for (const { name: which, what } of wanted) {
      const said = await misread(story, reading, told, what, faulty);
      if (said.length > 0) wrong.push([which, ...said]);
    }
    expect(wrong).toEqual([]);
  },
);

test('no call of theirs is out of reach of the faults', () => {
  const sites = readerCalls().map(({ source, method }) => `${source} ${method}`);
  expect(sites.length).toBeGreaterThanOrEqual(7);
  expect(sites.filter((site) => !met.has(site))).toEqual([]);
});
