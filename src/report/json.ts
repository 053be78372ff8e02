/** The documents as JSON text: always the same members in the same order, however the value was put together. */

import type { Change, FieldChange, TargetView } from '../model/change.ts';
import type { FailedPlan } from '../model/failed-plan.ts';
import type { Finding } from '../model/finding.ts';
import { isJsonArray, isJsonObject, type JsonValue, ownMember } from '../model/json.ts';
import type { Outcome, StepOutcome } from '../model/outcome.ts';
import type { HeldProfile, Plan, Problem, Step } from '../model/plan.ts';
import { escapeJsonText } from './text/escape.ts';

/** Members in the order of the document; null for values that are free within, whose members are sorted by name. */
interface Shape {
  readonly [member: string]: Shape | null;
}
type Members<T> = { readonly [member in keyof Required<T>]: Shape | null };

const FINDING = {
  code: null,
  severity: null,
  key: null,
  file: null,
  line: null,
  column: null,
  message: null,
  hard: null,
  fingerprint: null,
  new: null,
  waived: { severity: null, because: null, until: null },
} as const satisfies Members<Finding>;

const FIELD = {
  path: null,
  from: null,
  to: null,
  fromText: null,
  toText: null,
  label: null,
  graph: null,
  origin: null,
  effect: null,
  outage: null,
  confidence: null,
  reason: null,
  rule: null,
} as const satisfies Members<FieldChange>;

const TARGET = {
  intent: null,
  type: null,
  id: null,
  name: null,
  filter: { id: null, name: null, mode: null },
  install: { intent: null, settings: null },
} as const satisfies Members<TargetView>;

const EFFECT = {
  level: null,
  outage: null,
  mayAlso: null,
  confidence: null,
  reasons: null,
  disturbs: null,
  setUp: null,
  basis: null,
  people: null,
  kept: null,
  gained: null,
  movedHere: null,
  lost: null,
  devices: null,
} as const satisfies Members<Change['effect']>;

const CHANGE = {
  key: null,
  kind: null,
  platform: null,
  delivers: null,
  id: null,
  name: null,
  digest: null,
  action: null,
  origin: null,
  fields: FIELD,
  assignments: { add: TARGET, remove: TARGET, change: { from: TARGET, to: TARGET } },
  patch: { op: null, path: null, from: null, value: null },
  effect: EFFECT,
  gates: null,
  limits: { gate: null, value: null, limit: null },
  disturbed: null,
  goesOut: { at: null, until: null, zone: null },
  needs: { field: null, key: null },
  bundle: null,
  code: null,
  applies: null,
  source: { file: null, line: null },
  approved: { gates: null, by: null },
  changedBy: { actor: null, at: null },
  takeover: null,
} as const satisfies Members<Change>;

const STEP = {
  id: null,
  key: null,
  verb: null,
  request: { method: null, path: null, body: null },
  precondition: {
    absent: null,
    properties: null,
    reference: { navigation: null, id: null },
    assignments: null,
    witness: { born: null, type: null, markers: null },
  },
  after: null,
} as const satisfies Members<Step>;

const PROBLEM = { type: null, message: null, requestIds: null, approvalCode: null } as const satisfies Members<Problem>;

const SUMMARY = {
  create: null,
  update: null,
  unassign: null,
  delete: null,
  adopt: null,
  forget: null,
  unchanged: null,
  unmanaged: null,
  gated: null,
  people: null,
  disturbed: null,
  losingMail: null,
  newPeople: null,
  worstEffect: null,
  worstDisturbance: null,
  disturbances: { platform: null, level: null, outage: null, people: null, basis: null },
  drift: null,
  conflicts: null,
} as const satisfies Members<Plan['summary']>;

const HELD = { key: null, because: null, through: null } as const satisfies Members<HeldProfile>;

const PLAN = {
  formatVersion: null,
  digest: null,
  tenant: { id: null, owner: null },
  source: { commit: null, dirty: null },
  complete: null,
  problems: PROBLEM,
  changes: CHANGE,
  code: null,
  groups: { keys: null, people: null, code: null },
  held: HELD,
  steps: STEP,
  bundles: { id: null, keys: null, account: null, people: null, disturbed: null, code: null },
  policyChanges: {
    setting: null,
    from: null,
    to: null,
    because: null,
    letsThrough: null,
    people: null,
    gates: null,
    digest: null,
    code: null,
    applies: null,
  },
  policyCode: null,
  findings: FINDING,
  summary: SUMMARY,
  run: { started: null, tool: null, requests: null, roundTrips: null },
  cost: {
    requests: null,
    roundTrips: null,
    longestChain: null,
    bytes: null,
    pacedMs: null,
    stages: { stage: null, ms: null },
  },
} as const satisfies Members<Plan>;

const STEP_OUTCOME = {
  id: null,
  key: null,
  verb: null,
  status: null,
  message: null,
  requestIds: null,
} as const satisfies Members<StepOutcome>;

const OUTCOME = {
  planDigest: null,
  approved: {
    level: null,
    by: null,
    changes: { key: null, gates: null, given: null, people: null },
    environments: null,
  },
  steps: STEP_OUTCOME,
  gated: null,
  held: null,
  heldByErrors: HELD,
  findings: FINDING,
  converged: null,
  interrupted: null,
  stale: null,
  problems: PROBLEM,
  summary: { done: null, failed: null, skipped: null, waiting: null, notAttempted: null },
  run: { started: null, tool: null, requests: null, writes: null },
} as const satisfies Members<Outcome>;

/** A plan → its document, indented by 2, with a line break at the end. Parsing it gives an equal plan. */
export function renderPlanJson(plan: Plan): string {
  return pretty(plan, PLAN);
}

/** An outcome → its document. */
export function renderOutcomeJson(outcome: Outcome): string {
  return pretty(outcome, OUTCOME);
}

/** Why there is no plan → its document. */
export function renderFailedPlanJson(failed: FailedPlan): string {
  return pretty(failed, { formatVersion: null, failed: { exitCode: null, message: null }, findings: FINDING });
}

/** Findings → `{"findings": […]}`, the shape they have in a plan. */
export function renderFindingsJson(findings: readonly Finding[]): string {
  return pretty({ findings }, { findings: FINDING });
}

/** Also the way from typed values to plain JSON for other JSON faces: anything `JSON.stringify` takes. */
export function pretty(value: object, shape: Shape | null): string {
  return `${escapeJsonText(JSON.stringify(inOrder(plain(value), shape), null, 2))}\n`;
}

function plain(value: object): JsonValue {
  const parsed: unknown = JSON.parse(JSON.stringify(value));
  return isJsonObject(parsed) ? parsed : null;
}

function inOrder(value: JsonValue, shape: Shape | null): JsonValue {
  if (isJsonArray(value)) return value.map((element) => inOrder(element, shape));
  if (!isJsonObject(value)) return value;
  const known = shape === null ? [] : Object.keys(shape).filter((name) => Object.hasOwn(value, name));
  const others = Object.keys(value)
    .filter((name) => !known.includes(name))
    .sort();
  // Object.fromEntries defines members, so one called `__proto__` stays a member.
  return Object.fromEntries(
    [...known, ...others].map((name) => [name, inOrder(value[name] ?? null, ownMember(shape ?? {}, name) ?? null)]),
  );
}
