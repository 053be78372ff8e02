/** When hours are open: the wall clock decides, through the days on which it is set to another hour too. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen, nextOpening } from '../../../src/core/windows/open.ts';
import type { EffectLevel } from '../../../src/model/effect.ts';
import { localText } from '../../../src/model/local-time.ts';
import { instantText } from '../../../src/model/time.ts';
import { type Calendar, clock, DAYS, windowIn, windowText } from '../../../src/model/window.ts';
import { at, window } from './windows.ts';

const OFFICE = window('allow', { days: ['tue', 'wed', 'thu'], hours: '09:00-16:00' });

function open(calendar: Calendar, time: string, level: EffectLevel = 'sign-in'): boolean {
  return isOpen([calendar], level, at(time));
}

function opens(calendar: Calendar, time: string): string | null {
  const found = nextOpening([calendar], 'sign-in', at(time));
  return found === null ? null : instantText(found);
}

describe('hours', () => {
  it('without a window everything is open, also where nobody knows the time', () => {
    expect(open([], '2026-12-01T12:00:00Z')).toBe(true);
    expect(isOpen([], 'lock-out', undefined)).toBe(true);
  });

  it('where one allows, nothing else is open; until is outside, from inside', () => {
    expect(open([OFFICE], '2026-12-01T08:00:00Z')).toBe(true);
    expect(open([OFFICE], '2026-12-01T07:59:59Z')).toBe(false);
    expect(open([OFFICE], '2026-12-01T14:59:59Z')).toBe(true);
    expect(open([OFFICE], '2026-12-01T15:00:00Z')).toBe(false);
    expect(open([OFFICE], '2026-12-04T10:00:00Z')).toBe(false);
  });

  it('deny wins over every allow', () => {
    const lunch = window('deny', { hours: '12:00-13:00' });
    expect(open([OFFICE, lunch], '2026-12-01T11:30:00Z')).toBe(false);
    expect(open([lunch, OFFICE], '2026-12-01T12:00:00Z')).toBe(true);
    expect(open([lunch], '2026-12-06T03:00:00Z')).toBe(true);
  });

  it('each level heeds the windows that are about it', () => {
    const calendar = [window('allow', { hours: '09:00-16:00', from: 'sign-in' })];
    expect(open(calendar, '2026-12-01T20:00:00Z', 'notice')).toBe(true);
    expect(open(calendar, '2026-12-01T20:00:00Z', 'sign-in')).toBe(false);
    expect(open(calendar, '2026-12-01T20:00:00Z', 'lock-out')).toBe(false);
  });

  it('a range over midnight belongs to the day on which it begins', () => {
    const night = [window('allow', { days: ['fri'], hours: '22:00-05:00' })];
    expect(open(night, '2026-12-04T21:30:00Z')).toBe(true);
    expect(open(night, '2026-12-05T03:30:00Z')).toBe(true);
    expect(open(night, '2026-12-05T04:00:00Z')).toBe(false);
    expect(open(night, '2026-12-04T03:30:00Z')).toBe(false);
    const freeze = [window('deny', { dates: '2026-12-18..2026-12-18', hours: '22:00-05:00' })];
    expect(open(freeze, '2026-12-19T03:00:00Z')).toBe(false);
    expect(open(freeze, '2026-12-18T03:00:00Z')).toBe(true);
  });

  it('an hour that the clock skips never comes', () => {
    const skipped = [window('allow', { hours: '02:00-03:00' })];
    for (let minute = 0; minute < 60; minute += 1) {
      expect(open(skipped, `2026-03-29T01:${String(minute).padStart(2, '0')}:00Z`)).toBe(false);
    }
    expect(open(skipped, '2026-03-29T00:59:59Z')).toBe(false);
    expect(opens(skipped, '2026-03-28T12:00:00Z')).toBe('2026-03-30T00:00:00.000Z');
    // A range around it is an hour shorter, and one that begins in it opens when the clock is past it.
    expect(opens([window('allow', { hours: '02:30-04:00' })], '2026-03-29T00:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('an hour that comes twice counts both times', () => {
    const doubled = [window('deny', { hours: '02:00-03:00' })];
    expect(open(doubled, '2026-10-25T00:30:00Z')).toBe(false);
    expect(open(doubled, '2026-10-25T01:30:00Z')).toBe(false);
    expect(open(doubled, '2026-10-24T23:59:59Z')).toBe(true);
    expect(open(doubled, '2026-10-25T02:00:00Z')).toBe(true);
    const night = [window('allow', { days: ['sat'], hours: '22:00-02:30' })];
    expect(open(night, '2026-10-25T00:15:00Z')).toBe(true);
    expect(open(night, '2026-10-25T00:45:00Z')).toBe(false);
    expect(open(night, '2026-10-25T01:15:00Z')).toBe(true);
  });

  it('zones with half and quarter hours, and one whose clocks move by half an hour', () => {
    expect(open([window('allow', { hours: '09:00-10:00', zone: 'Asia/Kolkata' })], '2026-12-01T03:30:00Z')).toBe(true);
    expect(open([window('allow', { hours: '09:00-10:00', zone: 'Asia/Kolkata' })], '2026-12-01T03:29:00Z')).toBe(false);
    expect(open([window('allow', { hours: '09:00-10:00', zone: 'Asia/Kathmandu' })], '2026-12-01T03:15:00Z')).toBe(
      true,
    );
    const howe = [window('allow', { hours: '02:00-02:30', zone: 'Australia/Lord_Howe' })];
    expect(opens(howe, '2026-10-03T00:00:00Z')).toBe('2026-10-04T15:00:00.000Z');
  });

  it('what nobody knows is shut: the time, and a zone of another release', () => {
    expect(isOpen([[OFFICE]], 'sign-in', undefined)).toBe(false);
    expect(open([window('deny', { zone: 'Mars/Olympus' })], '2026-12-01T12:00:00Z')).toBe(false);
    expect(opens([window('allow', { zone: 'Mars/Olympus' })], '2026-12-01T12:00:00Z')).toBeNull();
  });

  it('every calendar must agree', () => {
    const morning = [window('allow', { hours: '09:00-12:00' })];
    const noon = [window('allow', { hours: '11:00-14:00' })];
    expect(isOpen([morning, noon], 'sign-in', at('2026-12-01T10:30:00Z'))).toBe(true);
    expect(isOpen([morning, noon], 'sign-in', at('2026-12-01T09:30:00Z'))).toBe(false);
    expect(nextOpening([morning, noon], 'sign-in', at('2026-12-01T00:00:00Z'))).toBe(at('2026-12-01T10:00:00Z'));
  });

  it('the day after a freeze is named, and none where nothing ever opens', () => {
    const freeze = window('deny', { dates: '2026-12-18..2027-01-04' });
    expect(opens([OFFICE, freeze], '2026-12-17T16:00:00Z')).toBe('2027-01-05T08:00:00.000Z');
    expect(opens([window('deny')], '2026-12-17T16:00:00Z')).toBeNull();
    expect(localText('Europe/Amsterdam', at('2027-01-05T08:00:00Z'))).toBe('Tue 5 Jan, 09:00 Europe/Amsterdam');
  });
});

const ZONES = ['Europe/Amsterdam', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'] as const;
const minute = fc.integer({ min: 0, max: 1439 });
/** Days around which clocks are set in one of the zones, and others. */
const start = fc
  .record({
    day: fc.constantFrom(
      '2026-03-08',
      '2026-03-28',
      '2026-04-04',
      '2026-10-03',
      '2026-10-24',
      '2026-11-01',
      '2026-12-01',
    ),
    minute,
  })
  .map(({ day, minute: passed }) => at(`${day}T00:00:00Z`) + passed * 60_000 + 17_000);

const anyWindow = fc
  .record({
    rule: fc.constantFrom('allow' as const, 'deny' as const),
    days: fc.subarray([...DAYS], { minLength: 1 }),
    bounds: fc.tuple(minute, minute).filter(([from, until]) => from !== until),
    zone: fc.constantFrom(...ZONES),
    from: fc.constantFrom('notice' as const, 'account-reset' as const),
  })
  .map(({ rule, days, bounds: [from, until], zone, from: level }) =>
    window(rule, { days, hours: `${clock(from)}-${clock(until)}`, zone, from: level }),
  );

describe('the next opening', () => {
  it('is open, and no minute before it is', () => {
    fc.assert(
      fc.property(fc.array(anyWindow, { maxLength: 4 }), start, (calendar, from) => {
        const found = nextOpening([calendar], 'sign-in', from);
        const last = Math.min(found ?? Number.POSITIVE_INFINITY, from + 2 * 86_400_000);
        expect(found === null || isOpen([calendar], 'sign-in', found)).toBe(true);
        const earlier: string[] = [];
        for (let one = from; one < last; one += 60_000) {
          if (isOpen([calendar], 'sign-in', one)) earlier.push(instantText(one));
        }
        expect(earlier).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('a window is what its record says', () => {
    fc.assert(
      fc.property(anyWindow, (one) => {
        expect(windowIn(windowText(one))).toEqual(one);
      }),
    );
    const freeze = window('deny', { dates: '2026-12-18..2027-01-04', from: 'silent' });
    expect(windowText(freeze)).toBe(
      'deny mon,tue,wed,thu,fri,sat,sun 00:00-24:00 Europe/Amsterdam from silent in 2026-12-18..2027-01-04',
    );
    expect(windowIn(windowText(freeze))).toEqual(freeze);
    expect(windowIn('allow  09:00-16:00 UTC from notice')).toBeUndefined();
  });
});
