import { describe, expect, it } from 'vitest';
import { fieldsIn, type Kind } from '../../src/catalogue/kind.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { APP_EFFECT_CASES } from './app-cases.ts';
import { changeOfMail, expectedVerdict, verdictOn } from './case-verdict.ts';
import { CERTIFICATE_EFFECT_CASES } from './certificate-cases.ts';
import { CONFIGURATION_CASES } from './configuration-cases.ts';
import { KIND_ROWS } from './kind-rows.ts';
import { type KindSituation, planOfKinds } from './kind-situation.ts';
import type { PlatformCase } from './platform-case.ts';
import { casePage } from './show-plan.ts';

const CASES = [...CONFIGURATION_CASES, ...APP_EFFECT_CASES, ...CERTIFICATE_EFFECT_CASES];

function planOf({ before, after }: PlatformCase<KindSituation>) {
  return planOfKinds(before, after);
}

function changeOf(one: PlatformCase<KindSituation>) {
  return changeOfMail(planOf(one), one.row);
}

const CHANGES = CASES.map(changeOf);

describe('the effect of apps, their configurations and certificates', () => {
  it.each(CASES.map((one) => [one.row, one] as const))('%s is what the tables say', (_, one) => {
    const change = changeOf(one);
    expect(verdictOn(change)).toEqual(expectedVerdict(one.expected));
    expect(change.effect.mayAlso.join('; ')).toContain(one.expected.mayAlso ?? '');
  });

  it.each(CASES.map((one) => [one.row, one] as const))('%s looks as it did', async (row, one) => {
    await expect(casePage(one, planOf(one))).toMatchFileSnapshot(`golden/${row}.md`);
  });
});

describe('their cases', () => {
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

  it('stand for the rows of the effect tables, or a row says why no plan causes it', () => {
    const told = KIND_ROWS.flatMap(({ cases = [] }) => cases);
    expect(told.filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => !told.includes(name))).toEqual([]);
    const empty = KIND_ROWS.filter(({ cases = [], because }) => (cases.length === 0) === (because === undefined));
    expect(empty.map(({ row }) => row)).toEqual([]);
  });

  /** What makes an object the one it is never changes, so nobody ever feels it. */
  const rulesOf = (kind: Kind): readonly string[] => {
    const { firstDelivery, removal, moved } = kind.effects;
    const fields = fieldsIn(kind).flatMap(([, { changes, fixed }]) => (fixed === undefined ? changes : []));
    return [...[...fields, ...firstDelivery].map(({ verdict }) => verdict), removal, moved].map(({ reason }) => reason);
  };

  it('cover every judgement on these kinds', () => {
    const seen = new Set(CHANGES.flatMap(({ effect }) => effect.reasons));
    const kinds = CATALOGUE.filter(({ delivers }) => delivers !== 'mail');
    const terms = kinds.flatMap(({ install }) =>
      install === undefined ? [] : [install.changed, install.uninstalled, install.replaced].map(({ reason }) => reason),
    );
    const all = [...new Set([...kinds.flatMap(rulesOf), ...terms])];
    expect(all.filter((reason) => !seen.has(reason))).toEqual([]);
  });
});
