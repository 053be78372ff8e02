/** Plans of several tenants in one view: it fits, names who matters, and orders by what people notice. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EFFECT_LEVELS } from '../../src/model/effect.ts';
import type { PlanSummary } from '../../src/model/plan.ts';
import {
  renderPlansJson,
  renderPlansMarkdown,
  renderPlansText,
  type TenantPlan,
} from '../../src/report/fleet-plans.ts';
import { plan } from './plans.ts';

const NOTHING: PlanSummary = plan({}).summary;

const anyPlan = (index: number): fc.Arbitrary<TenantPlan> =>
  fc
    .record({
      has: fc.integer({ min: 0, max: 9 }),
      worstEffect: fc.constantFrom(...EFFECT_LEVELS),
      people: fc.option(fc.nat(5000)),
      gated: fc.nat(3),
      update: fc.nat(2),
      length: fc.constantFrom(10, 2_000, 50_000),
    })
    .map(({ has, length, ...summary }) => ({
      tenant: `tenant-${index}`,
      code: has === 0 ? 12 : 0,
      summary: has === 0 ? null : { ...NOTHING, ...summary },
      complete: has !== 0,
      said: has === 0 ? '<script>::error::no plan' : '',
      face: has === 0 ? '' : 'x'.repeat(length),
    }));
const anyPlans = fc.nat(60).chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anyPlan(index))));

describe('plans of several tenants', () => {
  it('fit a comment, and each tenant that has something to say is in the table', () => {
    fc.assert(
      fc.property(anyPlans, (plans) => {
        const text = renderPlansMarkdown(plans);
        expect(text.length).toBeLessThanOrEqual(60_000);
        const loud = plans.filter(({ summary }) => summary === null || summary.update > 0);
        for (const { tenant } of loud) expect(text).toContain(`| ${tenant} |`);
      }),
    );
  });

  it('fit a comment with 500 tenants too, the worst of them in it', () => {
    const many = Array.from({ length: 500 }, (_, index) => ({
      tenant: `a-customer-with-a-long-name-${index}`,
      code: 0 as const,
      summary: { ...NOTHING, update: 1, worstEffect: index === 321 ? ('mail-removed' as const) : ('silent' as const) },
      complete: true,
      said: '',
      face: 'x'.repeat(5_000),
    }));
    const text = renderPlansMarkdown(many);
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text.indexOf('a-customer-with-a-long-name-321')).toBeLessThan(400);
    expect(text).toMatch(/_\d+ more tenants left out for length; the documents have all\._/);
  });

  it('begin with those that have no plan, then with the worst that people notice', () => {
    fc.assert(
      fc.property(anyPlans, (plans) => {
        const effects = new Map(plans.map(({ tenant, summary }) => [tenant, summary?.worstEffect]));
        const ranks = shown(plans).map((tenant) => {
          const effect = effects.get(tenant);
          return effect === undefined ? EFFECT_LEVELS.length : EFFECT_LEVELS.indexOf(effect);
        });
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
      }),
    );
  });

  it('say for a terminal why there is no plan, and nothing in it steers the terminal', () => {
    const [failed] = fc.sample(
      anyPlan(1).filter(({ summary }) => summary === null),
      1,
    );
    const text = renderPlansText(failed === undefined ? [] : [failed]);
    expect(text).toContain('1 tenant: nothing changes, 1 without a plan');
    expect(text).not.toMatch(/^::error/m);
    expect(JSON.parse(renderPlansJson(failed === undefined ? [] : [failed]))).toMatchObject({
      tenants: [{ exitCode: 12, plan: null }],
    });
  });
});

/** The tenants in the order in which they are shown. */
function shown(plans: readonly TenantPlan[]): readonly string[] {
  const lines = renderPlansText(plans).split('\n').slice(3);
  return lines.flatMap((line) => /^tenant-\d+(?= {2})/.exec(line) ?? []);
}
