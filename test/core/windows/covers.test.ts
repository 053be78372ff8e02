/** Hours that count as strict as others let nothing out that those hold back. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAsStrict } from '../../../src/core/windows/covers.ts';
import { isOpen } from '../../../src/core/windows/open.ts';
import { EFFECT_LEVELS } from '../../../src/model/effect.ts';
import { type Calendar, DAYS } from '../../../src/model/window.ts';
import { at, window } from './windows.ts';

const OFFICE = window('allow', { days: ['tue', 'wed', 'thu'], hours: '09:00-16:00' });
const LUNCH = window('deny', { hours: '12:00-13:00' });

function strict(before: Calendar, after: Calendar): boolean {
  return isAsStrict(before.length === 0 ? [] : [before], after.length === 0 ? [] : [after]);
}

describe('hours are as strict', () => {
  it('with a denial more, with less allowed, and where nothing was said', () => {
    expect(strict([], [OFFICE])).toBe(true);
    expect(strict([OFFICE], [OFFICE, LUNCH])).toBe(true);
    expect(strict([OFFICE], [window('allow', { days: ['tue'], hours: '10:00-11:00' })])).toBe(true);
    expect(strict([LUNCH], [window('deny', { hours: '11:00-14:00', from: 'silent' })])).toBe(true);
    expect(strict([LUNCH], [LUNCH, OFFICE])).toBe(true);
  });

  it('not without a denial, with more allowed, or for fewer levels', () => {
    expect(strict([OFFICE, LUNCH], [OFFICE])).toBe(false);
    expect(strict([OFFICE], [OFFICE, window('allow', { days: ['fri'] })])).toBe(false);
    expect(strict([OFFICE], [])).toBe(false);
    expect(strict([OFFICE], [LUNCH])).toBe(false);
    expect(strict([OFFICE], [{ ...OFFICE, from: 'sign-in' }])).toBe(false);
    expect(strict([OFFICE], [{ ...OFFICE, zone: 'UTC' }])).toBe(false);
    expect(strict([LUNCH], [window('deny', { hours: '12:00-13:00', dates: '2026-12-01..2026-12-24' })])).toBe(false);
  });

  it('whatever they say: what is open then was open before', () => {
    const hours = fc.constantFrom('09:00-16:00', '10:00-12:00', '22:00-05:00', '23:00-01:00', '00:00-24:00');
    const one = fc
      .record({
        rule: fc.constantFrom('allow' as const, 'deny' as const),
        days: fc.subarray([...DAYS], { minLength: 1 }),
        hours,
        zone: fc.constantFrom('Europe/Amsterdam', 'UTC'),
        from: fc.constantFrom('notice' as const, 'sign-in' as const),
        dates: fc.option(fc.constantFrom('2026-10-20..2026-10-30', '2026-10-24..2026-10-26'), { nil: undefined }),
      })
      .map(({ rule, dates, ...parts }) => window(rule, { ...parts, ...(dates === undefined ? {} : { dates }) }));
    const calendar = fc.array(one, { maxLength: 3 });
    // A calendar and one made of it meet more often than two of chance.
    const pair = fc.tuple(calendar, calendar, fc.boolean()).map(([a, b, isMade]) => [a, isMade ? [...a, ...b] : b]);
    const hour = fc.integer({ min: 0, max: 7 * 48 });
    fc.assert(
      fc.property(pair, fc.array(hour, { minLength: 40, maxLength: 60 }), ([before = [], after = []], times) => {
        if (!strict(before, after)) return;
        for (const time of times) {
          const instant = at('2026-10-22T00:00:00Z') + time * 1_800_000;
          const loose = EFFECT_LEVELS.filter(
            (level) => isOpen([after], level, instant) && !isOpen([before], level, instant),
          );
          expect(loose).toEqual([]);
        }
      }),
    );
  });
});
