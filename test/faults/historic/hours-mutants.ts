/** Ways in which a change could go out at the wrong time, or to too many people at once. */

import type { Mutant } from './mutants.ts';

const OPEN = 'test/core/windows/open.test.ts';
const LAW = 'test/core/windows/budget.test.ts';
const STORIES = 'test/app/windows.test.ts';

export const HOURS_MUTANTS: readonly Mutant[] = [
  {
    name: 'an unknown time is open',
    after: 'a service that tells no time',
    file: 'src/core/windows/open.ts',
    find: 'if (instant === undefined) return false;',
    replace: 'if (instant === undefined) return true;',
    caughtBy: 'what nobody knows is shut: the time, and a zone of another release',
    in: OPEN,
  },
  {
    name: 'an allowing window wins over a denying one',
    after: 'a freeze inside of office hours',
    file: 'src/core/windows/open.ts',
    find: "if (active.some(({ window, isActive: now }) => now === true && window.rule === 'deny')) return false;",
    replace: '',
    caughtBy: 'deny wins over every allow',
    in: OPEN,
  },
  {
    name: 'a range over midnight belongs to the day on which it ends',
    after: 'windows over midnight',
    file: 'src/core/windows/open.ts',
    find: '(minute < until && isOn(window, dayBefore(local)))',
    replace: '(minute < until && isOn(window, local))',
    caughtBy: 'a range over midnight belongs to the day on which it begins',
    in: OPEN,
  },
  {
    name: 'the hours are looked at only while planning',
    after: 'a plan made just in time',
    file: 'src/app/apply/run-steps.ts',
    find: ' ?? reasonOfHours(step, ports.hours);',
    replace: ';',
    caughtBy: 'a plan made in time and carried out too late begins nothing more',
    in: STORIES,
  },
  {
    name: 'a bundle is stopped in the middle when its hours are over',
    after: 'people without mail until the next window',
    file: 'src/app/apply/hours-watch.ts',
    find: 'for (const mate of mates) begun.add(mate);',
    replace: '',
    caughtBy: 'a bundle that was begun in its hours is finished after them',
    in: STORIES,
  },
  {
    name: 'a code opens the hours',
    after: 'an approval given at night',
    file: 'src/model/change.ts',
    find: ' && !OPENED_BY_TIME.includes(gate)',
    replace: '',
    caughtBy: 'a change that people notice waits for its hours although it is approved, and a silent one does not',
    in: STORIES,
  },
  {
    name: 'a run writes down whom it disturbed only when it ends',
    after: 'a run that died with the budget spent',
    file: 'src/core/state/disturbed.ts',
    find: 'if (people === 0) return inventory;',
    replace: 'if (people !== -1) return inventory;',
    caughtBy: 'is never passed, also by runs that die and by days that are longer',
    in: LAW,
  },
  {
    name: 'people whom nobody could count are nobody to the budget',
    after: 'a group that could not be read',
    file: 'src/core/windows/budget.ts',
    find: 'reduce((sum, { people }) => sum + (people ?? budget.disturbed), 0)',
    replace: 'reduce((sum, { people }) => sum + (people ?? 0), 0)',
    caughtBy: 'waits where nobody knows the time, or who was disturbed before',
    in: LAW,
  },
  {
    name: 'each run has the whole budget',
    after: 'a schedule that runs every hour',
    file: 'src/core/windows/budget.ts',
    find: 'one.disturbed - spentIn(one, disturbed, started)',
    replace: 'one.disturbed',
    caughtBy: 'is never passed, also by runs that die and by days that are longer',
    in: LAW,
  },
  {
    name: 'a small change overtakes a large one that waits',
    after: 'a change that never finds an empty day',
    file: 'src/core/windows/budget.ts',
    find: 'moveTo(Math.max(...short.map((one) => nextPeriod(one, cursor))));',
    replace: 'return Math.max(...short.map((one) => nextPeriod(one, cursor)));',
    caughtBy: 'lets the same plan out in the same order, and all of it in the end, each when it was said',
    in: LAW,
  },
  {
    name: 'a run over midnight counts for the day on which it began alone',
    after: 'a run that began at five to midnight',
    file: 'src/core/windows/budget.ts',
    find: '(first <= now && now <= last)',
    replace: 'first === now',
    caughtBy: 'counts a run over midnight for both days, and one that died for as long as it may have lived',
    in: LAW,
  },
];
