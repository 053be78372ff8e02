/** B: approvals that were given for something else, for fewer people, elsewhere, or before. */

import { readPlan } from '../../src/core/plan/read.ts';
import { isJsonObject, type JsonObject, objectsAt } from '../../src/model/json.ts';
import { renderPlanJson } from '../../src/report/json.ts';
import { renderOutcome } from '../../src/report/outcome.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { tinyId } from '../faults/tiny-company.ts';
import { type AttackStory, played } from './attack-story.ts';
import { type Scene, scene } from './scene.ts';

const AB = { a: { groups: ['Staff', 'Sales'] }, b: { groups: ['Lawyers'] } } as const;
const EXACT = { approval: { growth: { percent: 0, people: 0 } } } as const;
const NARROW = { a: { groups: ['Staff'] } } as const;

const account = (accountName: string) => ({ a: { ...AB.a, settings: { accountName } } });

/** The code that a plan asks for. */
async function codeOf(one: Scene, key = 'a'): Promise<string> {
  const ran = await one.run();
  const code = ran.plan?.changes.find((change) => change.key === key)?.code;
  if (code === undefined || code === null) throw new Error(`no code is asked for ${key}`);
  return code;
}

/** Gives the approval that the last run gets; what git says then is what it is about. */
const GIVEN: Readonly<Record<string, (one: Scene) => Promise<readonly string[]>>> = {
  'a code whose number was retyped': async (one) => {
    one.profiles(NARROW);
    return [(await codeOf(one)).replace(/-\d+$/, '-500')];
  },
  'a code whose number was retyped as unknown': async (one) => {
    one.profiles(NARROW);
    return [(await codeOf(one)).replace(/-\d+$/, '-unknown')];
  },
  'a code that was given before a group grew': async (one) => {
    one.profiles({ a: { groups: ['Sales'] } });
    const code = await codeOf(one);
    for (const name of ['hal', 'gus']) one.join('Staff', name);
    return [code];
  },
  'the code of another change of the key': async (one) => {
    one.profiles(account('Mail at Contoso'));
    const code = await codeOf(one);
    one.profiles(account('Contoso mail of all'));
    return [code];
  },
  'the code of another key': async (one) => {
    one.profiles({ b: { groups: ['Strangers'] } });
    const code = await codeOf(one, 'b');
    one.profiles({ ...NARROW, b: AB.b });
    return [code];
  },
  'the code of a greater change, without its plan': async (one) => {
    one.profiles({ a: { groups: ['Strangers'] } });
    const code = await codeOf(one);
    one.profiles(NARROW);
    return [code];
  },
  'the code of a lesser change': async (one) => {
    one.profiles(NARROW);
    const code = await codeOf(one);
    one.profiles({ a: { groups: ['Staff'], settings: { accountName: 'Mail at Contoso' } } });
    return [code];
  },
  'a code that was given before a limit was lowered': async (one) => {
    one.profiles(NARROW);
    const code = await codeOf(one);
    one.git({ config: { ...EXACT, limits: { losingMail: 0 } } });
    return [code];
  },
  'a code that was given before the profile was protected': async (one) => {
    one.profiles(NARROW);
    const code = await codeOf(one);
    one.profiles({ a: { ...NARROW.a, protect: true } });
    return [code];
  },
  'a code that was given before the profile was suspended': async (one) => {
    one.profiles(NARROW);
    const code = await codeOf(one);
    one.git({ config: { ...EXACT, suspend: ['a'] } });
    return [code];
  },
  'a code that was used before': async (one) => {
    one.profiles(account('Mail at Contoso'));
    const code = await codeOf(one);
    await one.run({ approve: [code], mayDisturb: ['a'] });
    one.profiles(AB);
    await one.agreed();
    one.profiles(account('Mail at Contoso'));
    return [code];
  },
  'the code of another tenant': async (one) => {
    const other = await scene(AB, { config: EXACT });
    other.becomes('11111111-2222-4333-8444-555555555555');
    other.profiles(NARROW);
    one.profiles(NARROW);
    return [await codeOf(other)];
  },
  'the code of another owner': async (one) => {
    const other = await scene(AB, { config: { ...EXACT, owner: 'other-team' } });
    other.profiles(NARROW);
    one.profiles(NARROW);
    return [await codeOf(other)];
  },
  'the digest of the plan': async (one) => {
    one.profiles(NARROW);
    const ran = await one.run();
    return [ran.plan?.digest ?? ''].map((digest) => digest.replace('sha256:', '').slice(0, 16).concat('-2'));
  },
  'a level that is lower than the effect': async (one) => {
    one.profiles(NARROW);
    return ['silent:a'];
  },
  'a level for a misspelt key': async (one) => {
    one.profiles(NARROW);
    return ['mail-removed:aa'];
  },
  'a level for a key of nothing, beside one that fits': async (one) => {
    one.profiles(NARROW);
    return ['mail-removed:a,nobody'];
  },
  'a level where a limit stands': async (one) => {
    one.git({ config: { ...EXACT, limits: { losingMail: 0 } } });
    one.profiles(NARROW);
    return ['lock-out:a'];
  },
};

/** Codes of elsewhere, and what fits nothing, are kinds of their own. */
function sectionOf(what: string): string {
  if (/another (?:tenant|owner)$/.test(what)) return 'B3';
  return /misspelt|key of nothing|digest of the plan/.test(what) ? 'B4' : 'B1';
}

const given = Object.entries(GIVEN).flatMap(([what, prepare]) =>
  (['apply', 'reconcile'] as const).map(
    (verb): AttackStory => ({
      name: `${verb} gets ${what}`,
      section: sectionOf(what),
      does: `${verb} is given ${what}`,
      mustNot: 'people are disturbed whom nobody named',
      play: played(
        () => scene(AB, { config: EXACT }),
        async (one) => {
          const approve = await prepare(one);
          await one.run({ verb, approve });
        },
      ),
    }),
  ),
);

const fitting: AttackStory = {
  name: 'a code that fits is used',
  section: 'B1',
  does: 'the code that the plan asked for is given for just that change',
  mustNot: 'it is refused, or opens another change',
  play: played(
    () => scene(AB, { config: EXACT }),
    async (one) => {
      one.profiles({ ...NARROW, b: { groups: ['Strangers'] } });
      const approve = [await codeOf(one)];
      await one.run({ approve, mayDisturb: ['a'] });
      const targets = JSON.stringify(one.object(one.idOf('a'))?.assignments ?? []);
      one.expect(!targets.includes(tinyId('Sales')), 'the approved change was not done');
    },
  ),
};

/** What somebody writes into a saved plan; what the digest doesn't cover of it the code does. */
const EDITS: Readonly<Record<string, (change: JsonObject) => JsonObject>> = {
  'fewer people than it concerns': (change) => ({ ...change, effect: { ...objectAt(change, 'effect'), people: 1 } }),
  'more people than it concerns': (change) => ({ ...change, effect: { ...objectAt(change, 'effect'), people: 5000 } }),
  'no gates': (change) => ({ ...change, gates: [] }),
  'a milder effect': (change) => ({ ...change, effect: { ...objectAt(change, 'effect'), disturbs: 'silent' } }),
  'another count of applies': (change) => ({ ...change, applies: 7 }),
  'another object': (change) => ({ ...change, id: tinyId('Mail by hand') }),
};

function parsedJson(text: string): unknown {
  return JSON.parse(text);
}

function objectAt(value: JsonObject, name: string): JsonObject {
  const found = value[name];
  return isJsonObject(found) ? found : {};
}

const edited = Object.entries(EDITS).map(
  ([what, edit]): AttackStory => ({
    name: `a saved plan says ${what}`,
    section: 'B2',
    does: `somebody writes ${what} into a plan that was saved`,
    mustNot: 'the plan is read as if it had been made so',
    play: played(
      () => scene(AB, { config: EXACT }),
      async (one) => {
        one.profiles(NARROW);
        const { plan } = await one.run();
        if (plan === null) throw new Error('there is no plan');
        const whole = parsedJson(renderPlanJson(plan));
        const read = isJsonObject(whole) ? whole : {};
        const changes = objectsAt(read, 'changes').map((change) => (change['key'] === 'a' ? edit(change) : change));
        one.expect(typeof readPlan(JSON.stringify(read)) !== 'string', 'the plan itself is refused');
        one.expect(typeof readPlan(JSON.stringify({ ...read, changes })) === 'string', 'the edited plan is read');
      },
    ),
  }),
);

const WORDS: Readonly<Record<string, (one: Scene) => Promise<void>>> = {
  'a narrowing': async (one) => one.profiles(NARROW),
  'another account name': async (one) => one.profiles(account('Mail at Contoso')),
  'a removal': async (one) => one.profiles({ b: null }),
};

const said = Object.entries(WORDS).map(
  ([what, change]): AttackStory => ({
    name: `${what} is approved, and the screen says so`,
    section: 'B5',
    does: `${what} is approved with its code`,
    mustNot: 'the plan of the run still says that it waits, or that somebody has to apply again',
    play: played(
      () => scene(AB, { config: EXACT }),
      async (one) => {
        await change(one);
        const asked = await one.run();
        const waiting = asked.plan?.changes.filter(({ code }) => code !== undefined) ?? [];
        const approve = waiting.flatMap(({ code }) => code ?? []);
        const { plan, outcome } = await one.run({ approve, mayDisturb: ['a', 'b'] });
        if (plan === null || outcome === null) throw new Error('nothing was applied');
        const view = { width: 200, color: false };
        const text = `${renderTerminal(plan, view)}\n${renderOutcome(outcome, { ...view, plan })}`;
        one.expect(approve.length > 0, 'nothing waited');
        one.expect(!/waits for|apply again|\bwaits?:/.test(text), `the screen says: ${text}`);
      },
    ),
  }),
);

export const ON_APPROVALS: readonly AttackStory[] = [...given, fitting, ...edited, ...said];
