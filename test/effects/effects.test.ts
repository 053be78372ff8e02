import { describe, expect, it } from 'vitest';
import { fieldsIn } from '../../src/catalogue/kind.ts';
import { iosMail } from '../../src/kinds/mail/ios.ts';
import { ACCOUNT_CASES } from './account-cases.ts';
import { ASSIGNMENT_CASES } from './assignment-cases.ts';
import { changeOfMail, expectedVerdict, verdictOn } from './case-verdict.ts';
import type { EffectCase } from './effect-case.ts';
import { FEATURE_CASES } from './feature-cases.ts';
import { casePage } from './show-plan.ts';
import { planBetween } from './situation.ts';

const CASES = [...ACCOUNT_CASES, ...FEATURE_CASES, ...ASSIGNMENT_CASES];

function changeOf(one: EffectCase) {
  return changeOfMail(planBetween(one.before, one.after), one.row);
}

describe('the effect on people', () => {
  it.each(CASES.map((one) => [one.row, one] as const))('%s is what the tables say', (_, one) => {
    const change = changeOf(one);
    expect(verdictOn(change)).toEqual(expectedVerdict(one.expected));
    expect(change.effect.mayAlso.join('; ')).toContain(one.expected.mayAlso ?? '');
  });

  it.each(CASES.map((one) => [one.row, one] as const))('%s looks as it did', async (row, one) => {
    await expect(casePage(one, planBetween(one.before, one.after))).toMatchFileSnapshot(`golden/${row}.md`);
  });
});

describe('the cases', () => {
  it('have names of their own', () => {
    expect(new Set(CASES.map(({ row }) => row)).size).toBe(CASES.length);
  });

  it('say why, where the level is the one for unknown effects', () => {
    const unknown = CASES.filter(
      ({ expected }) => expected.level === 'may-reapprove' && expected.confidence === 'inferred',
    );
    expect(unknown.filter(({ because }) => because === undefined).map(({ row }) => row)).toEqual([]);
  });

  it('cover every setting of iOS mail with every judgement on it', () => {
    const seen = new Set(CASES.flatMap((one) => changeOf(one).fields.map(({ path, rule }) => `${path} ${rule}`)));
    const all = fieldsIn(iosMail).flatMap(([name, field]) =>
      field.changes.map(({ verdict }) => `/settings/${name} ${verdict.rule}`),
    );
    expect(all.filter((one) => !seen.has(one))).toEqual([]);
  });

  it('cover every judgement on the profile as a whole', () => {
    const seen = new Set(CASES.flatMap((one) => changeOf(one).effect.reasons));
    const { firstDelivery, removal, moved, metadata } = iosMail.effects;
    const all = [...firstDelivery.map(({ verdict }) => verdict), removal, moved, metadata];
    expect(all.filter(({ reason }) => !seen.has(reason)).map(({ rule }) => rule)).toEqual([]);
  });
});
