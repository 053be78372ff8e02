/** Each gate at its limit: what just passes, what just doesn't, and which approval opens it. */

import { describe, expect, it } from 'vitest';
import { gatesFor, type PlanTotals } from '../../../src/core/plan/gates.ts';
import type { AssignmentDelta, Change, ChangeEffect, Gate } from '../../../src/model/change.ts';
import type { Config } from '../../../src/model/config.ts';
import type { EffectLevel } from '../../../src/model/effect.ts';
import { CONFIG } from '../../laws/pure-plan.ts';
import { changeOf, counted } from '../impact/assessed-changes.ts';

const CALM: PlanTotals = { removals: 0, losingMail: 0, newPeople: 0 };
const NO_TARGETS: AssignmentDelta = { add: [], remove: [], change: [] };
const SALES = { intent: 'include', type: 'group', id: 'sales', name: null, filter: null } as const;
const WITHOUT = { ...SALES, intent: 'exclude' } as const;

interface Asked {
  readonly action?: Change['action'];
  readonly effect?: Partial<ChangeEffect>;
  readonly assignments?: Partial<AssignmentDelta>;
  readonly protect?: boolean;
  readonly totals?: Partial<PlanTotals>;
  readonly config?: Partial<Config>;
}

function gates({ action = 'update', effect, assignments, protect = false, totals, config }: Asked): readonly Gate[] {
  const { effect: quiet } = changeOf(counted());
  const change = {
    key: 'mail',
    action,
    effect: { ...quiet, lost: 0, gained: 0, ...effect },
    assignments: { ...NO_TARGETS, ...assignments },
  };
  return gatesFor(change, protect, { ...CALM, ...totals }, { ...CONFIG, ...config });
}

describe('the effect gate', () => {
  const from = (level: EffectLevel) => ({ config: { approval: { ...CONFIG.approval, from: level } } });

  it('shuts at its level and above', () => {
    expect(gates({ effect: { disturbs: 'sign-in' }, ...from('account-reset') })).toEqual([]);
    expect(gates({ effect: { disturbs: 'account-reset' }, ...from('account-reset') })).toEqual(['effect']);
    expect(gates({ effect: { disturbs: 'mail-removed' }, ...from('account-reset') })).toEqual(['effect']);
  });

  it('never shuts where nobody is disturbed', () => {
    expect(gates({ effect: { disturbs: 'none' }, ...from('none') })).toEqual([]);
    expect(gates({ effect: { disturbs: 'silent' }, ...from('none') })).toEqual(['effect']);
  });
});

describe('the removal gate', () => {
  it('shuts above its number, for what is taken away', () => {
    expect(gates({ action: 'unassign', totals: { removals: 3 } })).toEqual([]);
    expect(gates({ action: 'unassign', totals: { removals: 4 } })).toEqual(['removal']);
    expect(gates({ action: 'update', totals: { removals: 4 } })).toEqual([]);
  });
});

describe('the gate on people who lose mail', () => {
  it('shuts above its number and where the number is not known, for who takes part in it', () => {
    const lost = { effect: { lost: 1 } };
    expect(gates({ ...lost, totals: { losingMail: 50 } })).toEqual([]);
    expect(gates({ ...lost, totals: { losingMail: 51 } })).toEqual(['people']);
    expect(gates({ ...lost, totals: { losingMail: null } })).toEqual(['people']);
    expect(gates({ effect: { lost: 0 }, totals: { losingMail: 51 } })).toEqual([]);
  });

  it('minds settings that take mail away, as well', () => {
    const open = { config: { approval: { ...CONFIG.approval, from: 'lock-out' as const } } };
    const totals = { losingMail: 51 };
    expect(gates({ effect: { disturbs: 'account-reset' }, totals, ...open })).toEqual([]);
    expect(gates({ effect: { disturbs: 'mail-removed' }, totals, ...open })).toEqual(['people']);
  });

  it('looks at the targets where nobody could be counted', () => {
    const blind = (assignments: Partial<AssignmentDelta>, action: Change['action'] = 'update') =>
      gates({ effect: { lost: null }, assignments, action, totals: { losingMail: null } });
    expect(blind({ remove: [SALES] })).toEqual(['people']);
    expect(blind({ remove: [WITHOUT] })).toEqual([]);
    expect(blind({ add: [WITHOUT] })).toEqual(['people']);
    expect(blind({ add: [SALES] })).toEqual([]);
    expect(blind({ add: [SALES, WITHOUT] })).toEqual(['people']);
    expect(blind({ remove: [WITHOUT, SALES] })).toEqual(['people']);
    expect(blind({ change: [{ from: SALES, to: SALES }] })).toEqual(['people']);
    expect(blind({}, 'unassign')).toEqual(['people']);
    expect(blind({})).toEqual([]);
  });
});

describe('the gate on people set up', () => {
  it('shuts above its number and where the number is not known, for who takes part in it', () => {
    const gained = { effect: { gained: 1 } };
    expect(gates({ ...gained, totals: { newPeople: 500 } })).toEqual([]);
    expect(gates({ ...gained, totals: { newPeople: 501 } })).toEqual(['new-people']);
    expect(gates({ ...gained, totals: { newPeople: null } })).toEqual(['new-people']);
    expect(gates({ effect: { gained: 0 }, totals: { newPeople: 501 } })).toEqual([]);
  });

  it('goes by the set-up where nobody could be counted', () => {
    expect(gates({ effect: { gained: null, setUp: 'silent' }, totals: { newPeople: null } })).toEqual(['new-people']);
    expect(gates({ effect: { gained: null, setUp: 'none' }, totals: { newPeople: null } })).toEqual([]);
  });
});

describe('protection and suspension', () => {
  it('protect from losing anybody, and from going', () => {
    expect(gates({ protect: true, effect: { lost: 1 } })).toEqual(['protection']);
    expect(gates({ protect: true, action: 'unassign' })).toEqual(['protection']);
    expect(gates({ protect: true, effect: { gained: 1 } })).toEqual([]);
    expect(gates({ protect: false, effect: { lost: 1 } })).toEqual([]);
  });

  it('suspend all, or what is named', () => {
    const suspended = (suspend: Config['suspend']) => gates({ config: { suspend } });
    expect([suspended(true), suspended(['mail']), suspended(['other']), suspended([]), suspended(false)]).toEqual([
      ['suspended'],
      ['suspended'],
      [],
      [],
      [],
    ]);
  });

  it('come after the others, and mind nothing that does nothing', () => {
    const all = {
      effect: { disturbs: 'lock-out', lost: 1, gained: 1 },
      protect: true,
      totals: { removals: 99, losingMail: null, newPeople: null },
      config: { suspend: true },
    } as const;
    expect(gates({ ...all, action: 'unassign' })).toEqual([
      'effect',
      'removal',
      'people',
      'protection',
      'new-people',
      'suspended',
    ]);
    for (const action of ['unchanged', 'unmanaged', 'adopt'] as const) expect(gates({ ...all, action })).toEqual([]);
  });
});
