/** Ways in which a change could go out at the wrong time, or to too many people at once. */

import type { Mutant } from './mutants.ts';

const OPEN = 'test/core/windows/open.test.ts';
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
];
