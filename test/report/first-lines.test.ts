/** What people read first, over random plans: the worst stands first, nothing that waits is left out, every line fits. */

import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import { compareLevels, EFFECT_LEVELS, type EffectLevel, worstLevel } from '../../src/model/effect.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { isFirstSetUp, peopleSentences } from '../../src/report/plan/people.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { GATES } from '../every-gate.ts';
import { impactOfSentences } from './impacts.ts';
import { change, field, group, plan, reach } from './plans.ts';

/** How the first line says each level, of those who have mail and of new ones. */
const SAID: Readonly<Partial<Record<EffectLevel, RegExp>>> = {
  notice: /get(s)? a notice/,
  'may-reapprove': /may be asked to approve/,
  'user-action': /must do something/,
  'sign-in': /must sign in again/,
  'account-reset': /set up anew|may be replaced|mail may stop|mail may not arrive/,
  'mail-removed': /loses? their mail|may be removed/,
  'lock-out': /locked out/,
};

const count = fc.constantFrom(0, 0, 1, 7, 1200);
const level = fc.constantFrom(...EFFECT_LEVELS);

const anyChange = (index: number): fc.Arbitrary<Change> =>
  fc
    .record({
      kept: count,
      lost: count,
      gained: count,
      disturbs: level,
      setUp: level,
      outage: fc.boolean(),
      isUnknown: fc.constantFrom(false, false, false, true),
      gates: fc.subarray([...GATES]),
      delivers: fc.constantFrom('mail', 'certificate', 'app', 'configuration'),
      action: fc.constantFrom('create', 'update', 'unassign'),
      hasField: fc.boolean(),
    })
    .map((given) => {
      const { kept, lost, gained, disturbs, setUp, outage, isUnknown, gates, delivers, action, hasField } = given;
      const people = isUnknown
        ? reach('unknown', null, null, null)
        : action === 'create'
          ? reach('exact', 0, 0, gained)
          : reach('exact', kept, lost, gained);
      const fields = hasField ? [field('/settings/oauth', { effect: disturbs, outage })] : [];
      return change(`ios-${index}`, {
        action,
        delivers,
        gates,
        fields,
        assignments: { add: [group('Sales users')], remove: [], change: [] },
        effect: { level: worstLevel([disturbs, setUp]), disturbs, setUp, outage, ...people },
      });
    });

const anyPlan = fc
  .integer({ min: 0, max: 6 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, index) => anyChange(index))))
  .map((changes) => plan({ changes, summary: { disturbances: impactOfSentences(changes) } }));

const firstLine = (text: string): string => text.split('\n')[0] ?? '';
const sentencesOf = (changes: readonly Change[]) => changes.flatMap((one) => peopleSentences(one, []));

describe('the first lines of a plan', () => {
  test('begin with the worst that happens to anybody', () => {
    fc.assert(
      fc.property(anyPlan, (value) => {
        const told = sentencesOf(value.changes).filter(
          ({ who, level: told }) => compareLevels(told, who === 'today' ? 'notice' : 'account-reset') >= 0,
        );
        if (told.length === 0) return;
        const worst = worstLevel(told.map((one) => one.level));
        for (const text of [
          firstLine(renderTerminal(value, { width: 1000, color: false })),
          firstLine(renderMarkdown(value)),
        ]) {
          expect(text).toMatch(/^(?:! |\*\*!\*\*)/);
          expect(text).toMatch(SAID[worst] ?? /never/);
        }
      }),
    );
  });

  test('say that no one is disturbed only where nobody notices and nobody is new', () => {
    fc.assert(
      fc.property(anyPlan, (value) => {
        const text = firstLine(renderTerminal(value, { width: 1000, color: false }));
        if (text !== 'no one is disturbed') return;
        expect(value.changes.filter(isFirstSetUp)).toEqual([]);
        expect(
          sentencesOf(value.changes).filter(
            ({ who, level: told }) => who === 'today' && compareLevels(told, 'silent') > 0,
          ),
        ).toEqual([]);
      }),
    );
  });
});

test('every change that waits is named, with why', () => {
  fc.assert(
    fc.property(anyPlan, (value) => {
      const text = renderTerminal(value, { width: 1000, color: false });
      const blocks = text.split(/\n(?= {2}\S)/).filter((block) => block.startsWith('  ! ') && /waits: /.test(block));
      const waiting = value.changes.filter(({ gates }) => gates.length > 0);
      expect(waiting.filter(({ key }) => !blocks.some((block) => block.includes(` ${key} `)))).toEqual([]);
    }),
  );
});

test('no line is wider than the terminal, but for a flag to copy', () => {
  fc.assert(
    fc.property(anyPlan, fc.constantFrom(40, 60, 100, 160), (value, width) => {
      const lines = renderTerminal(value, { width, color: true }).split('\n');
      expect(lines.filter((line) => stringWidth(line) > width && !/^ *--approve/.test(line))).toEqual([]);
    }),
  );
});

test('people who move to a new profile of the same account are not told as set up for the first time', () => {
  const moved = { level: 'account-reset', disturbs: 'account-reset' } as const;
  const taken = change('ios-old', {
    action: 'unassign',
    bundle: 'ios-new+1',
    gates: ['effect'],
    effect: { ...moved, ...reach('exact', 0, 320, 0) },
  });
  const made = change('ios-new', {
    action: 'create',
    bundle: 'ios-new+1',
    effect: { level: 'sign-in', disturbs: 'none', setUp: 'sign-in', ...reach('exact', 0, 0, 320) },
  });
  const told = (newPeople: number): string => {
    const value = plan({ changes: [taken, made], summary: { newPeople, disturbances: impactOfSentences([taken]) } });
    return renderTerminal(value, { width: 100, color: false }).split('\n\n')[0] ?? '';
  };
  expect(told(0)).not.toContain('first time');
  expect(told(16)).toContain('at most 16 people are set up for the first time');
});
