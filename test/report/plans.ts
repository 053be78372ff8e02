/** Plans for the tests of the faces: small values, complete in shape, built from what matters to a case. */

import { withCodes } from '../../src/core/plan/approval-code.ts';
import type { Action, Change, ChangeEffect, FieldChange, TargetView } from '../../src/model/change.ts';
import { type Basis, worstLevel } from '../../src/model/effect.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Outcome, StepOutcome } from '../../src/model/outcome.ts';
import type { Plan, PlanSummary, Problem } from '../../src/model/plan.ts';
import { isNoticed, losesMail } from '../../src/report/plan/people.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const NO_EFFECT: ChangeEffect = {
  level: 'silent',
  outage: false,
  mayAlso: [],
  confidence: 'inferred',
  reasons: [],
  disturbs: 'silent',
  setUp: 'none',
  basis: 'exact',
  people: 0,
  kept: 0,
  gained: 0,
  lost: 0,
  devices: null,
};

type ChangeParts = Partial<Omit<Change, 'effect'>> & { readonly effect?: Partial<ChangeEffect> };

/** An update of an iOS mail profile with nothing in it, but for the parts given. */
export function change(key: string, parts: ChangeParts = {}): Change {
  const { effect, ...rest } = parts;
  return {
    key,
    kind: 'ios-mail',
    platform: 'iOS',
    id: '11111111-1111-4111-8111-111111111111',
    name: `iOS: Mail - ${key}`,
    digest: DIGEST,
    action: 'update',
    origin: 'intended',
    fields: [],
    assignments: { add: [], remove: [], change: [] },
    patch: [],
    gates: [],
    ...rest,
    effect: { ...NO_EFFECT, ...effect },
  };
}

export function field(path: string, parts: Partial<FieldChange> = {}): FieldChange {
  return {
    path,
    from: 'before',
    to: 'after',
    label: path.slice(path.lastIndexOf('/') + 1),
    origin: 'intended',
    effect: 'silent',
    outage: false,
    confidence: 'inferred',
    reason: 'nothing on the device depends on it',
    rule: 'EFF-META',
    ...parts,
  };
}

export function group(name: string, parts: Partial<TargetView> = {}): TargetView {
  return {
    intent: 'include',
    type: 'group',
    id: '22222222-2222-4222-8222-222222222222',
    name,
    filter: null,
    ...parts,
  };
}

type PlanParts = Partial<Omit<Plan, 'summary'>> & { readonly summary?: Partial<PlanSummary> };

/** A plan of the changes given, with a summary that counts them; unchanged profiles are only counted. */
export function plan(parts: PlanParts = {}): Plan {
  const { summary, changes = [], ...rest } = parts;
  const tenant = { id: '00000000-0000-0000-0000-000000000000', owner: 'contoso-mail' };
  const peopleOf = (keys: readonly string[]) =>
    total(changes.filter(({ key }) => keys.includes(key)).map(({ effect }) => effect.people));
  return {
    formatVersion: '1.1',
    digest: DIGEST,
    tenant,
    source: { commit: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567', dirty: false },
    complete: true,
    problems: [],
    ...withCodes(changes, [], { tenant, applies: {}, peopleOf }),
    steps: [],
    findings: [],
    run: { started: '2026-11-22T08:00:00Z', tool: 'postilion 0.1.0', requests: 9, roundTrips: 5 },
    ...rest,
    summary: { ...summarised(changes), unchanged: 11, ...summary },
  };
}

function summarised(changes: readonly Change[]): PlanSummary {
  const count = (action: Action) => changes.filter((each) => each.action === action).length;
  const disturbing = changes.filter(isNoticed);
  return {
    create: count('create'),
    update: count('update'),
    unassign: count('unassign'),
    delete: count('delete'),
    adopt: count('adopt'),
    forget: count('forget'),
    unchanged: count('unchanged'),
    unmanaged: count('unmanaged'),
    gated: changes.filter((each) => each.gates.length > 0).length,
    people: total(disturbing.map((each) => each.effect.people)),
    disturbed: total(disturbing.filter((each) => each.action !== 'create').map(keptAndLost)),
    losingMail: total(changes.filter(losesMail).map((each) => each.effect.lost)),
    newPeople: total(changes.map((each) => each.effect.gained)),
    worstEffect: worstLevel(changes.map((each) => each.effect.level)),
    worstDisturbance: worstLevel(changes.map((each) => each.effect.disturbs)),
    disturbances: [],
    drift: changes.filter((each) => each.origin === 'drift').length,
    conflicts: changes.filter((each) => each.origin === 'conflict').length,
  };
}

function keptAndLost({ effect, fields }: Change): number | null {
  const { kept, lost } = effect;
  return kept === null || lost === null ? null : (fields.length > 0 ? kept : 0) + lost;
}

function total(counts: readonly (number | null)[]): number | null {
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

export function finding(code: string, parts: Partial<Finding> = {}): Finding {
  return {
    code,
    severity: 'error',
    key: null,
    file: 'profiles/ios.yaml',
    line: 12,
    column: 7,
    message: 'ssl: "yes" is not true or false',
    ...parts,
  };
}

export function problem(type: Problem['type'], message = 'groups could not be read: access denied'): Problem {
  return { type, message, requestIds: ['aaaaaaaa-0000-4000-8000-000000000001'] };
}

/** People who keep, lose and gain the profile; null for all of them when unknown. */
export function reach(
  basis: Basis,
  kept: number | null,
  lost: number | null,
  gained: number | null,
): Partial<ChangeEffect> {
  return { basis, kept, lost, gained, people: total([kept, lost, gained]) };
}

export function step(id: string, status: StepOutcome['status'], parts: Partial<StepOutcome> = {}): StepOutcome {
  return { id, key: 'ios-sales', verb: 'patch', status, message: '', requestIds: [], ...parts };
}

/** An outcome of the steps given, with a summary that counts them; converged unless told. */
export function outcome(parts: Partial<Outcome> = {}): Outcome {
  const steps = parts.steps ?? [];
  const count = (...statuses: readonly StepOutcome['status'][]) =>
    steps.filter((each) => statuses.includes(each.status)).length;
  return {
    planDigest: DIGEST,
    approved: { level: null, by: null },
    steps,
    gated: [],
    converged: true,
    interrupted: false,
    stale: false,
    problems: [],
    summary: {
      done: count('done', 'already-done'),
      failed: count('failed'),
      skipped: count('skipped'),
      waiting: count('waiting'),
      notAttempted: count('not-attempted'),
    },
    run: { started: '2026-11-22T08:00:00Z', tool: 'postilion 0.1.0', requests: 4, writes: 2 },
    ...parts,
  };
}
