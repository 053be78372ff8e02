/** What people are told: in their language, about their device, with the time, and with nobody's name. */

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Change, GoesOut } from '../../../src/model/change.ts';
import { EFFECT_LEVELS } from '../../../src/model/effect.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { SAID_IN } from '../../../src/report/announce/catalogue.ts';
import { DEVICES, LANGUAGES, type Messages, SYMPTOMS } from '../../../src/report/announce/messages.ts';
import { renderAnnouncement } from '../../../src/report/announce/render.ts';
import { anyCharacter } from '../../any-character.ts';
import { change, field, group, plan } from '../plans.ts';

const TUESDAY: GoesOut = {
  at: '2026-12-08T08:00:00.000Z',
  until: '2026-12-08T11:00:00.000Z',
  zone: 'Europe/Amsterdam',
};
const MONDAY: GoesOut = { at: '2026-12-06T23:00:00.000Z', zone: 'Europe/Amsterdam' };
const FRIDAY: GoesOut = {
  at: '2026-12-11T21:30:00.000Z',
  until: '2026-12-11T23:00:00.000Z',
  zone: 'Europe/Amsterdam',
};

const NO_TARGETS = { add: [], remove: [], change: [] };

function people(kept: number, gained = 0, lost = 0): Partial<Change['effect']> {
  return { basis: 'exact', people: kept + gained + lost, kept, gained, lost };
}

const UNKNOWN = { basis: 'unknown', people: null, kept: null, gained: null, lost: null } as const;

function noticed(level: Change['effect']['level'], outage = false) {
  return [field('/settings/x', { effect: level, outage })];
}

const PLAN: Plan = plan({
  changes: [
    change('ios-sales', {
      platform: 'ios',
      name: 'iOS: Mail - Sales',
      gates: ['effect', 'window'],
      goesOut: TUESDAY,
      fields: noticed('sign-in'),
      effect: { level: 'sign-in', disturbs: 'sign-in', ...people(340) },
    }),
    change('ios-legal', {
      platform: 'ios',
      name: 'iOS: Mail - Legal',
      gates: ['effect', 'window'],
      goesOut: TUESDAY,
      fields: noticed('sign-in'),
      effect: { level: 'sign-in', disturbs: 'sign-in', ...people(12) },
    }),
    change('ios-engineering', {
      platform: 'ios',
      name: 'iOS: Mail - Engineering',
      gates: ['effect'],
      assignments: { ...NO_TARGETS, add: [group('Research users')], remove: [group('Engineering users')] },
      effect: { level: 'mail-removed', disturbs: 'mail-removed', setUp: 'sign-in', ...people(0, 63, 1_320) },
    }),
    change('android-it', {
      platform: 'android',
      name: 'Android: Mail - IT',
      goesOut: MONDAY,
      fields: noticed('may-reapprove'),
      effect: { level: 'may-reapprove', disturbs: 'may-reapprove', ...UNKNOWN },
    }),
    change('windows-board', {
      platform: 'windows',
      name: 'Windows: Mail - Board',
      goesOut: FRIDAY,
      fields: noticed('account-reset'),
      effect: { level: 'account-reset', disturbs: 'account-reset', ...people(1) },
    }),
    change('ios-silent', { platform: 'ios', fields: noticed('silent'), effect: people(900) }),
  ],
});

test.each(LANGUAGES)('the announcement in %s is the golden file', async (language) => {
  await expect(renderAnnouncement(PLAN, language)).toMatchFileSnapshot(`golden/announcement.${language}.txt`);
});

test.each(LANGUAGES)('every symptom reads well in %s', async (language) => {
  const { symptoms, devices } = SAID_IN[language];
  const said = SYMPTOMS.flatMap((symptom) =>
    ['ios', 'other'].flatMap((name) => {
      const device = devices[name === 'ios' ? 'ios' : 'other'];
      const text = (message: string): string =>
        message.replaceAll('{device}', device.yours).replaceAll('{atDevice}', device.atYours).replaceAll('{when}', '…');
      return [`${symptom}: ${text(symptoms[symptom].see)}`, `  ${text(symptoms[symptom].act)}`];
    }),
  );
  await expect(`${said.join('\n')}\n`).toMatchFileSnapshot(`golden/symptoms.${language}.txt`);
});

test('nothing to announce is said, and an incomplete plan never says it', () => {
  const silent = plan({ changes: [change('a', { effect: people(90) })] });
  expect(renderAnnouncement(silent, 'en')).toBe(
    'There is nothing to announce: no one notices anything of this plan.\n',
  );
  expect(renderAnnouncement({ ...silent, complete: false }, 'nl')).toBe(`${SAID_IN.nl.incomplete}\n`);
  expect(renderAnnouncement({ ...PLAN, complete: false }, 'de')).toContain(SAID_IN.de.incomplete);
});

/** Message → the places that it may name; those that it must name stand in capitals. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  textHeading: ['NUMBER', 'PEOPLE', 'NAME'],
  subject: ['name'],
  profiles: ['NAMES'],
  groupsAdded: ['NAMES'],
  groupsRemoved: ['NAMES'],
  people: ['COUNT'],
  atMost: ['PEOPLE'],
  date: ['WEEKDAY', 'DAY', 'MONTH'],
  onDay: ['DATE'],
  onDayFrom: ['DATE', 'FROM', 'PLACE'],
  onDayBetween: ['DATE', 'FROM', 'UNTIL', 'PLACE'],
  see: ['WHEN', 'device', 'atDevice'],
  act: ['device', 'atDevice'],
};

/** What is wrong with the places of the messages, by their path. */
function misplaced(messages: object, path = ''): readonly string[] {
  return Object.entries(messages).flatMap(([name, value]: [string, unknown]) => {
    const own = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'object' && value !== null) return misplaced(value, own);
    if (typeof value !== 'string') return [`${own} is no text`];
    if (value.trim() !== value || value === '') return [`${own} begins or ends with a blank, or is empty`];
    const steps = own.split('.').toReversed();
    const places = steps.map((step) => PLACES[step]).find((known) => known !== undefined) ?? [];
    const found = [...value.matchAll(/\{(\w+)\}/g)].map(([, place = '']) => place);
    const needed = places.filter((place) => place === place.toUpperCase()).map((place) => place.toLowerCase());
    const known = [...needed, ...places.filter((place) => place !== place.toUpperCase())];
    const strays = found.filter((place) => !known.includes(place)).map((place) => `${own} has a stray {${place}}`);
    return [...strays, ...needed.filter((place) => !found.includes(place)).map((place) => `${own} lacks {${place}}`)];
  });
}

describe('the catalogue', () => {
  it.each(LANGUAGES)('%s has every message, with its places', (language) => {
    expect(misplaced(SAID_IN[language])).toEqual([]);
  });

  it.each(LANGUAGES)(
    '%s tells what happens in a sentence that begins with the time and names the device',
    (language) => {
      const { symptoms, locale } = SAID_IN[language];
      for (const { see, title } of Object.values(symptoms)) {
        expect(see).toMatch(/^\{when\}.*\{(?:device|atDevice)\}/);
        const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
        expect(Object.keys(title).toSorted()).toEqual(forms.toSorted());
      }
    },
  );

  it('notices a place that is missing, strange, or misspelt', () => {
    const broken: Messages = { ...SAID_IN.en, atMost: 'at most', onDay: 'On {dat}', soon: ' Soon' };
    expect(misplaced(broken)).toEqual([
      'atMost lacks {people}',
      'soon begins or ends with a blank, or is empty',
      'onDay has a stray {dat}',
      'onDay lacks {date}',
    ]);
  });

  it('takes no message of another language over', () => {
    const texts = (messages: Messages) =>
      SYMPTOMS.flatMap((one) => [messages.symptoms[one].see, messages.symptoms[one].act]);
    for (const language of LANGUAGES) {
      for (const other of LANGUAGES.filter((one) => one !== language)) {
        expect(texts(SAID_IN[language]).filter((text) => texts(SAID_IN[other]).includes(text))).toEqual([]);
      }
    }
  });
});

const level = fc.constantFrom(...EFFECT_LEVELS);
const count = fc.option(fc.integer({ min: 0, max: 2_000 }));

test('whatever a plan holds, people read no name, no place stays open, and no line is foreign', () => {
  const name = fc.string({ unit: anyCharacter, minLength: 3, maxLength: 12 }).map((text) => `NAME${text}`);
  const one = fc
    .record({
      name,
      platform: fc.constantFrom(...DEVICES, 'macos'),
      zone: fc.constantFrom('Europe/Amsterdam', 'Asia/Kolkata', 'x\n::warning::NAME'),
      at: fc.option(fc.constantFrom('2026-12-08T08:00:00Z', 'NAME', '2026-10-25T00:30:00Z')),
      fields: fc.boolean(),
      group: name,
      levels: fc.tuple(level, level, level),
      counts: fc.tuple(count, count, count),
      outage: fc.boolean(),
      delivers: fc.constantFrom('mail' as const, 'app' as const, 'configuration' as const, 'certificate' as const),
    })
    .map(({ name: called, platform, zone, at, fields, group: target, levels, counts, outage, delivers }) =>
      change('NAME-key', {
        name: called,
        platform,
        delivers,
        goesOut: { at, zone },
        fields: fields ? noticed(levels[0], outage) : [],
        assignments: { ...NO_TARGETS, add: [group(target)], remove: [group(target)] },
        effect: {
          level: levels[0],
          disturbs: levels[1],
          setUp: levels[2],
          outage,
          basis: counts.includes(null) ? 'unknown' : 'at-most',
          people: counts[0],
          kept: counts[0],
          gained: counts[1],
          lost: counts[2],
        },
      }),
    );
  fc.assert(
    fc.property(fc.array(one, { maxLength: 4 }), fc.constantFrom(...LANGUAGES), (changes, language) => {
      const text = renderAnnouncement(plan({ changes }), language);
      const { peopleHeading, nothing } = SAID_IN[language];
      const read = text.split(`${peopleHeading}\n`)[1] ?? (text.includes('NAME') ? text : nothing);
      expect(read).not.toContain('NAME');
      expect(read).not.toMatch(/[{}]/);
      expect(text).not.toMatch(/[\t\v\f\r\u0085\u2028\u2029]|^::|##\[|\n{3}/m);
    }),
  );
});

test('of a plan that is not one it tells what it can, and that it may not be all', () => {
  const paths = [
    'name',
    'platform',
    'fields',
    'assignments',
    'effect',
    'gates',
    'goesOut',
    'action',
    'bundle',
  ] as const;
  const strange = fc.constantFrom<unknown>(
    null,
    7,
    'text',
    [],
    {},
    [null],
    [7],
    { at: 7 },
    { add: [7] },
    { level: 'x' },
  );
  fc.assert(
    fc.property(
      fc.nat(),
      fc.constantFrom(...paths),
      strange,
      fc.constantFrom(...LANGUAGES),
      (place, path, value, language) => {
        const text = JSON.stringify({
          ...PLAN,
          changes: PLAN.changes.map((one, index) =>
            index === place % PLAN.changes.length ? { ...one, [path]: value } : one,
          ),
        });
        const made = asRead(text);
        expect(renderAnnouncement(made, language)).toMatch(/\n$/);
      },
    ),
  );
  const hollow = asRead(JSON.stringify({ ...PLAN, changes: [{ ...PLAN.changes[0], effect: null }] }));
  expect(renderAnnouncement(hollow, 'en')).toBe(`${SAID_IN.en.incomplete}\n`);
});

/** A file is taken for a plan before everything in it was looked at. */
function asRead(text: string): Plan {
  const read: unknown = JSON.parse(text);
  if (!isTakenForPlan(read)) throw new Error('no object');
  return read;
}

function isTakenForPlan(value: unknown): value is Plan {
  return typeof value === 'object' && value !== null;
}
