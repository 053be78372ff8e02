import { describe, expect, it } from 'vitest';
import { fieldsIn } from '../../src/catalogue/kind.ts';
import { ANDROID_WORK_CASES } from './android-work-cases.ts';
import { changeOfMail, expectedVerdict, verdictOn } from './case-verdict.ts';
import type { PlatformCase } from './platform-case.ts';
import { PLATFORM_ROWS } from './platform-rows.ts';
import { PLATFORM_KINDS, planOnPlatforms } from './platform-situation.ts';
import { SAMSUNG_KNOX_CASES } from './samsung-knox-cases.ts';
import { casePage } from './show-plan.ts';
import { WINDOWS_CASES } from './windows-cases.ts';

const CASES = [...ANDROID_WORK_CASES, ...SAMSUNG_KNOX_CASES, ...WINDOWS_CASES];

function changeOf(one: PlatformCase) {
  return changeOfMail(planOnPlatforms(one.before, one.after), one.row);
}

const CHANGES = CASES.map(changeOf);

describe('the effect on people with Android or Windows', () => {
  it.each(CASES.map((one) => [one.row, one] as const))('%s is what the tables say', (_, one) => {
    const change = changeOf(one);
    expect(verdictOn(change)).toEqual(expectedVerdict(one.expected));
    expect(change.effect.mayAlso.join('; ')).toContain(one.expected.mayAlso ?? '');
  });

  it.each(CASES.map((one) => [one.row, one] as const))('%s looks as it did', async (row, one) => {
    await expect(casePage(one, planOnPlatforms(one.before, one.after))).toMatchFileSnapshot(`golden/${row}.md`);
  });
});

describe('the cases', () => {
  const names = CASES.map(({ row }) => row);

  it('have names of their own', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it('say why, where the level is the one for unknown effects', () => {
    const unknown = CASES.filter(
      ({ expected }) => expected.level === 'may-reapprove' && expected.confidence === 'inferred',
    );
    expect(unknown.filter(({ because }) => because === undefined).map(({ row }) => row)).toEqual([]);
  });

  it.each(PLATFORM_KINDS.map((kind) => [kind.name, kind] as const))(
    'cover every setting of %s with every judgement on it',
    (name, kind) => {
      const changes = CHANGES.filter((change) => change.kind === name);
      const seen = new Set(changes.flatMap(({ fields }) => fields.map(({ path, rule }) => `${path} ${rule}`)));
      const all = fieldsIn(kind).flatMap(([field, { changes: cases }]) =>
        cases.map(({ verdict }) => `/settings/${field} ${verdict.rule}`),
      );
      expect(all.filter((one) => !seen.has(one))).toEqual([]);
    },
  );

  it.each(PLATFORM_KINDS.map((kind) => [kind.name, kind] as const))(
    'cover every judgement on %s as a whole',
    (name, kind) => {
      const changes = CHANGES.filter((change) => change.kind === name);
      const seen = new Set(changes.flatMap(({ effect }) => effect.reasons));
      const { firstDelivery, removal, moved, metadata } = kind.effects;
      const all = [...firstDelivery.map(({ verdict }) => verdict), removal, moved, metadata];
      expect(all.filter(({ reason }) => !seen.has(reason)).map(({ rule }) => rule)).toEqual([]);
    },
  );

  it('stand for the rows of the effect tables, or a row says why no plan causes it', () => {
    const told = PLATFORM_ROWS.flatMap(({ cases = [] }) => cases);
    expect(told.filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => !told.includes(name))).toEqual([]);
    const empty = PLATFORM_ROWS.filter(({ cases = [], because }) => (cases.length === 0) === (because === undefined));
    expect(empty.map(({ row }) => row)).toEqual([]);
  });
});
