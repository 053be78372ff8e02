/** Disturbances that once found a bug, each by its name; every change is tested with all of them. */

import { afterAll, expect, test } from 'vitest';
import { crashTrials } from './crash-trials.ts';
import { endure } from './endure.ts';
import { faultTrials } from './fault-trials.ts';
import { openFaultyServer } from './faulty-server.ts';
import { meddle, portalTrials } from './portal.ts';
import { type Situation, situations } from './situations.ts';
import { tell } from './story.ts';

const faulty = await openFaultyServer();
afterAll(() => faulty.close());

const FOUND = [
  {
    bug: 'a tombstone that was not found for a moment was forgotten, and never deleted',
    situation: 'prune: one tombstone',
    trial: /^4 graph GET .*\{id\} \| 404$/,
  },
  {
    bug: 'a refused token, when a lost create was looked for, ended as if something else had gone wrong',
    situation: 'apply: deaf',
    trial: / graph GET .*deviceConfigurations \| 401$/,
  },
  {
    bug: 'a reference that is no longer used stayed bound when its clearing failed behind the patch',
    situation: 'apply: from certificate, beside a create',
    trial: /^\d+ graph DELETE .*identityCertificate.* \| 409$/,
  },
  {
    bug: 'a group that came twice on its page counted as two groups of one name',
    situation: 'apply: moved, alone',
    trial: /^2 graph POST \/\$batch \| page doubled$/,
  },
  {
    bug: 'a run that could not release its lock left it held, with its intents, as long as there was nothing to do',
    situation: 'apply: portal switches oauth, beside drift',
    trial: /git release \| git moved on$/,
  },
  {
    bug: 'a first run lost what it had taken in when its last plan could not look up a group',
    situation: 'apply: the state branch is lost, beside a create',
    trial: /^14 graph POST \/\$batch item 2 GET \/groups \| item 404$/,
  },
  {
    bug: 'what a run made was no object of ours afterwards when its last plan could not look up a group',
    situation: 'apply: host, beside a create',
    trial: / graph POST \/\$batch item 1 GET \/groups \| item 500$/,
  },
  {
    bug: 'a tombstone that was deleted by a run that died stayed in the inventory for every later prune',
    situation: 'prune: one tombstone',
    trial: /graph DELETE .* \| die after$/,
  },
  {
    bug: 'a group whose members were not found a moment after it was counted had none, and a rule about its devices was silent',
    situation: 'apply: exclude devices, beside a rename',
    trial: / graph POST \/\$batch item \d+ GET .*microsoft\.graph\.device \| item 404$/,
  },
  {
    bug: 'half of the assignments, with a link to the rest, counted as assignments that somebody had changed',
    situation: 'apply: swap group, beside a create',
    trial: / graph POST \/\$batch \| page lost$/,
  },
  {
    bug: 'a batch that was not found said that none of its groups exists',
    situation: 'apply: create filtered, alone',
    trial: /^2 graph POST \/\$batch \| 404$/,
  },
  {
    bug: 'a list of groups that was not found had no group of the name in it',
    situation: 'apply: rename, alone',
    trial: /^2 graph POST \/\$batch item 1 GET \/groups \| item 404$/,
  },
  {
    bug: 'a certificate that was not found for a moment let its people go before mail had left them',
    situation: 'reconcile: chain changes its group',
    trial: /^5 graph POST \/\$batch item 0 .* \| item 404$/,
  },
  {
    bug: 'a certificate that could not be asked for made the whole plan a bug instead of an incomplete one',
    situation: 'reconcile: next certificate, alone',
    trial: /^5 graph GET .*identityCertificate \| (?:403|500)$/,
  },
] as const;

function situationOf(name: string): Situation {
  const found = situations().find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no situation ${name}`);
  // One step after the other: a trial names its call by its number.
  return { ...found, concurrency: 1 };
}

test.for(FOUND)('$bug', async ({ situation: name, trial }) => {
  const story = await tell(situationOf(name), faulty);
  const trials = [...crashTrials(story), ...faultTrials(story)].filter((one) => trial.test(one.name));
  expect(trials.length).toBeGreaterThan(0);
  for (const { name: which, what } of trials) expect([which, ...(await endure(story, what, faulty))]).toEqual([which]);
});

test('adopting by the schedule does at once what git intends: the second run writes nothing', async () => {
  const situation = situationOf('reconcile: adopt and assign, alone');
  expect((await tell(situation, faulty)).sent).toEqual(['POST /assign Mail by hand']);
});

test('a copy that somebody made of an object whose create was not heard of is not taken for it', async () => {
  const story = await tell(situationOf('apply: deaf'), faulty);
  const trials = portalTrials(story).filter(({ name }) =>
    / graph GET .*deviceConfigurations \| portal duplicates Mail b$/.test(name),
  );
  expect(trials.length).toBeGreaterThan(0);
  for (const { what } of trials) expect(await meddle(story, what, faulty)).toEqual([]);
});
