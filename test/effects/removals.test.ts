/** What others may stand on is never taken away unasked: a law over every kind of certificate and app. */

import { describe, expect, it } from 'vitest';
import { makePlan } from '../../src/core/plan/plan.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import type { InstallIntent } from '../../src/model/assignment.ts';
import { type Change, openableGates } from '../../src/model/change.ts';
import { shortProposal } from '../core/short-proposals.ts';
import { CONFIG } from '../laws/pure-plan.ts';
import { type KindSituation, planOfKinds } from './kind-situation.ts';

const FOUNDATIONS = CATALOGUE.filter(({ delivers }) => delivers === 'certificate' || delivers === 'app');
const APPS = FOUNDATIONS.filter(({ delivers }) => delivers === 'app');

function changed(before: KindSituation, after: KindSituation | null): Change | undefined {
  const plan = planOfKinds({ one: before }, after === null ? {} : { one: after });
  return plan.changes.find(({ key }) => key === 'one');
}

function isAsked(change: Change | undefined): boolean {
  return change !== undefined && change.code !== undefined && openableGates(change).length > 0;
}

/** What takes it from somebody, or from devices that nobody is known to use. */
const TAKEN: Readonly<Record<string, readonly [from: readonly string[], to: readonly string[] | null]>> = {
  'its YAML goes': [['sales'], null],
  'its groups go': [['sales'], []],
  'a group goes': [['field'], ['sales']],
  'a group is excluded': [['field'], ['field', '-sales']],
  'a group without people goes': [['nobody'], []],
};

describe.each(FOUNDATIONS.map(({ name }) => name))('%s', (name) => {
  it.each(Object.entries(TAKEN))('waits for an approval where %s', (_, [from, to]) => {
    const situation = { kind: name };
    const change = changed({ ...situation, assign: from }, to === null ? null : { ...situation, assign: to });
    expect([change?.gates.length, isAsked(change)]).toEqual([1, true]);
  });

  it('waits for an approval where it is deleted, though nobody has it, and is told with who refers to it', () => {
    const proposed = shortProposal('one', { kind: name, before: [], after: [] });
    const deleted = { ...proposed, action: 'delete' as const, desired: null };
    const plan = makePlan({
      config: { ...CONFIG, approval: { ...CONFIG.approval, from: 'lock-out' } },
      tenantId: 'tenant',
      source: { commit: null, dirty: false },
      proposals: [deleted],
      audiences: new Map(),
      dictionary: { names: new Map(), tags: null },
      findings: [],
      problems: [],
      run: { started: '', tool: 'postilion', requests: 0, roundTrips: 0 },
    });
    expect(plan.changes.map(({ gates }) => gates)).toEqual([['dependents']]);
    expect(plan.changes.every(isAsked)).toBe(true);
  });
});

describe.each(APPS.map(({ name }) => name))('%s is to be uninstalled', (name) => {
  const of = (intent: InstallIntent, assign: readonly string[]): KindSituation => ({ kind: name, intent, assign });

  it.each([
    ['from people who must have it', of('required', ['sales']), of('uninstall', ['sales'])],
    ['from people who may have it', of('available', ['sales']), of('uninstall', ['sales'])],
    ['where nothing tells any longer who has it', of('required', []), of('uninstall', ['sales'])],
    ['from more people than before', of('uninstall', ['sales']), of('uninstall', ['field'])],
  ])('%s: it waits, and its people lose mail', (_, before, after) => {
    const change = changed(before, after);
    expect([change?.effect.disturbs, isAsked(change)]).toEqual(['mail-removed', true]);
    expect(change?.effect.lost).toBeGreaterThan(0);
  });

  it('from fewer people than before takes it from nobody', () => {
    expect(changed(of('uninstall', ['field']), of('uninstall', ['sales']))?.effect.lost).toBe(0);
  });
});

it('a law that looks at every kind sees what a kind is', () => {
  expect(FOUNDATIONS.length).toBeGreaterThan(15);
  expect(APPS.length).toBe(3);
});
