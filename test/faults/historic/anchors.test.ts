/** Bugs that other reconcilers had, as stories that must end well here; `mutants.ts` puts each bug back in. */

import { afterAll, expect, test } from 'vitest';
import { crashTrials } from '../crash-trials.ts';
import { endure } from '../endure.ts';
import { faultTrials } from '../fault-trials.ts';
import { openFaultyServer } from '../faulty-server.ts';
import { meddle, portalTrials } from '../portal.ts';
import { situations } from '../situations.ts';
import { tell } from '../story.ts';
import { DEEP } from '../triples.ts';

/** All of them in a deep run, and where one is asked for by name; a change is tested with the first ones. */
const WHOLE = DEEP || process.env['POSTILION_MUTANT'] !== undefined;

const faulty = await openFaultyServer();
afterAll(() => faulty.close());

function situationOf(name: string) {
  const found = situations().find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no situation ${name}`);
  return found;
}

/** Exit code and writes of the undisturbed story; every second run writes nothing, or `tell` throws. */
const TOLD = [
  ['a rename of the key creates and removes nothing', 'apply: moved, alone', 0, []],
  ['a rename writes the name alone', 'apply: rename, alone', 0, ['PATCH Mail a']],
  ['nothing to do writes nothing', 'apply: nothing, alone', 0, []],
  ['taking a profile away unassigns it and keeps it', 'apply: remove, alone', 0, ['POST /assign Mail a']],
  ['protection outlives its YAML', 'apply: protected removal, alone', 3, []],
  ['a released object runs on', 'apply: release, alone', 0, []],
  ['an adoption writes nothing to the tenant', 'apply: adopt as it is, alone', 0, []],
  ['a copy from the portal is left alone', 'apply: portal duplicates, alone', 0, ['PATCH Mail a']],
  ['drift that people would notice is never healed unattended', 'reconcile: portal switches oauth, alone', 0, []],
  ['drift that nobody notices is healed', 'reconcile: portal renames, alone', 0, ['PATCH Mail a']],
  ['a field that git leaves out is left to the portal', 'apply: portal edits what git left out, alone', 0, []],
  ['a change that people would notice waits for an approval', 'apply: gated account name, alone', 3, []],
  ['a suspended profile waits', 'apply: suspended, alone', 3, []],
  ['a tombstone waits for its grace', 'prune: too early', 0, []],
  ['a tombstone that somebody assigned again stays', 'prune: assigned again', 0, []],
  ['a tombstone past its grace goes', 'prune: one tombstone', 0, ['DELETE Mail a']],
  ['another kind under a key replaces nothing', 'apply: another kind, alone', 4, []],
  ['what both sides changed alike is nobody’s change', 'apply: portal and git agree, alone', 0, []],
  ['a dead lock is taken over after its grace', 'apply: a dead lock', 0, ['PATCH Mail a']],
  [
    'a lost answer is looked up, not sent again',
    'apply: deaf',
    0,
    ['POST Mail a', 'POST Mail b', 'POST /assign Mail a', 'POST /assign Mail b'],
  ],
] as const;

test.for(WHOLE ? TOLD : TOLD.slice(0, 6))('%s', async ([, name, code, sent]) => {
  const story = await tell(situationOf(name), faulty);
  expect({ code: story.codes[0], sent: story.sent }).toEqual({ code, sent });
  expect(story.end.locked).toBe(false);
});

/** One disturbance of a story. */
const ENDURED = [
  [
    'a process killed behind a create leaves no twin',
    'apply: create, alone',
    /graph POST .*deviceConfigurations \| die after/,
  ],
  ['a process killed before its record loses no object', 'apply: create, alone', /git release \| die before/],
  ['a list with a hole removes nothing', 'apply: remove, alone', /^0 graph .* \| page lost/],
  ['an object that is shown twice is one object', 'apply: rename, alone', /^0 graph .* \| page doubled/],
  ['a state branch out of reach is never an empty one', 'apply: rename, alone', /git read \| git out of reach/],
  ['a refused token ends with its own code', 'apply: rename, alone', /^0 graph .* \| 401/],
] as const;

test.for(WHOLE ? ENDURED : ENDURED.slice(0, 2))('disturbed: %s', async ([, name, trial]) => {
  const story = await tell(situationOf(name), faulty);
  const trials = [...crashTrials(story), ...faultTrials(story)].filter((one) => trial.test(one.name));
  expect(trials.length).toBeGreaterThan(0);
  for (const { name: which, what } of trials) expect([which, ...(await endure(story, what, faulty))]).toEqual([which]);
});

test('an edit between plan and write is not overwritten', async () => {
  const story = await tell(situationOf('apply: account name, alone'), faulty);
  const trials = portalTrials(story).filter(({ name }) =>
    /\d+ git acquireLock \| portal edits the account name/.test(name),
  );
  expect(trials).toHaveLength(1);
  for (const { what } of trials) expect(await meddle(story, what, faulty)).toEqual([]);
});
