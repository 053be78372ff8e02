/** Which findings are the same ones, and which a base doesn't have. */

import { describe, expect, it } from 'vitest';
import { type Finding, finding } from '../../src/model/finding.ts';
import { comparedWith, withFingerprints } from '../../src/model/finding-print.ts';

const at = (line: number, file = 'profiles/ios.yaml') => ({ file, line, column: 1 });
const one = finding('SCH-013', 'notes may be switched on', { key: 'ios-sales', at: at(12) });

function printOf(some: Finding): string {
  return withFingerprints([some])[0]?.fingerprint ?? '';
}

function isNew(some: Finding, base: readonly Finding[]): boolean | undefined {
  return comparedWith([some], base)[0]?.new;
}

describe('the name of a finding', () => {
  it('stays when its line, its file or a count in its words is another', () => {
    expect(printOf({ ...one, line: 40, column: 7 })).toBe(printOf(one));
    expect(printOf({ ...one, file: 'profiles/sales/ios.yaml' })).toBe(printOf(one));
    const people = (count: string): string => printOf({ ...one, message: `${count} people may lose mail` });
    expect(people('1,326')).toBe(people('12'));
  });

  it('is another one for another profile, code or cause, and for a name with another number in it', () => {
    const names = [
      one,
      { ...one, key: 'ios-it' },
      { ...one, code: 'SCH-014' },
      { ...one, message: 'calendars may be switched on' },
      ...['mail11.contoso.com', '10.0.0.1', '10.0.0.2', '"12"', 'ios-branch-12', 'a/12'].map((name) => ({
        ...one,
        message: `${name} is not known`,
      })),
      { ...one, key: null },
      { ...one, key: null, file: 'postilion.yaml' },
    ].map(printOf);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('against a base', () => {
  it('what the base has, too, is not new, wherever it stands', () => {
    expect(isNew(one, [{ ...one, line: 90 }])).toBe(false);
    expect(isNew(one, [])).toBe(true);
    expect(comparedWith([one, { ...one, line: 13 }], [one]).map((some) => some.new)).toEqual([false, true]);
  });

  it('what the base takes less gravely or accepts is new', () => {
    expect(isNew({ ...one, severity: 'error' }, [one])).toBe(true);
    expect(isNew(one, [{ ...one, severity: 'error' }])).toBe(false);
    const waived = { severity: 'warning', because: 'agreed', until: null } as const;
    expect(isNew(one, [{ ...one, severity: 'info', waived }])).toBe(true);
  });
});
