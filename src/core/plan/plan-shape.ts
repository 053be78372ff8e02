/** The shape of a plan document, for texts that a stranger may have written: every member that a face looks at has its type and its bound. */

import { Ajv, type ValidateFunction } from 'ajv';
import { ACTIONS, GATES } from '../../model/change.ts';
import { EFFECT_LEVELS } from '../../model/effect.ts';
import type { FailedPlan } from '../../model/failed-plan.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { type Plan, VERBS } from '../../model/plan.ts';

function text(most: number): JsonObject {
  return { type: 'string', maxLength: most };
}

function orNull(schema: JsonObject): JsonObject {
  return { anyOf: [schema, { type: 'null' }] };
}

function list(items: JsonValue, most: number): JsonObject {
  return { type: 'array', items, maxItems: most };
}

function choice(values: readonly string[]): JsonObject {
  return { enum: [...values] };
}

/** Others are left to versions after this one, and shown by no face; `optional` ones may be left out. */
function object(required: JsonObject, optional: JsonObject = {}): JsonObject {
  return { type: 'object', properties: { ...required, ...optional }, required: Object.keys(required) };
}

const FREE: JsonObject = {};
const NAME = text(2_000);
const LONG = text(100_000);
const KEY = text(300);
const KEYS = list(KEY, 10_000);
const BOOLEAN: JsonObject = { type: 'boolean' };
const COUNT: JsonObject = { type: 'integer', minimum: 0, maximum: 100_000_000 };
const PEOPLE = orNull(COUNT);
const DIGEST: JsonObject = { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' };
const CODE: JsonObject = { type: 'string', pattern: '^[0-9a-f]{16}-(?:0|[1-9][0-9]{0,8}|unknown)$' };
const LEVEL = choice(EFFECT_LEVELS);
const BASIS = choice(['exact', 'at-most', 'unknown']);
const ORIGIN = choice(['intended', 'drift', 'conflict', 'unknown']);
const CONFIDENCE = choice(['documented', 'practitioner', 'inferred']);
const SEVERITY = choice(['error', 'warning', 'info']);
const MODE = choice(['include', 'exclude']);
const GATE_LIST = list(choice(GATES), 20);
const COMMIT = orNull({ type: 'string', pattern: '^[0-9a-f]{7,64}$' });

const TARGET = object(
  {
    intent: MODE,
    type: choice(['group', 'allUsers', 'allDevices', 'other']),
    id: orNull(NAME),
    name: orNull(NAME),
    filter: orNull(object({ id: NAME, name: orNull(NAME), mode: MODE })),
  },
  {
    install: object({
      intent: choice(['required', 'available', 'availableWithoutEnrollment', 'uninstall']),
      settings: { type: 'object' },
    }),
  },
);

const FIELD = object(
  {
    path: NAME,
    from: FREE,
    to: FREE,
    label: NAME,
    origin: ORIGIN,
    effect: LEVEL,
    outage: BOOLEAN,
    confidence: CONFIDENCE,
    reason: NAME,
    rule: NAME,
  },
  { fromText: LONG, toText: LONG, graph: NAME },
);

const EFFECT = object(
  {
    level: LEVEL,
    outage: BOOLEAN,
    mayAlso: list(NAME, 100),
    confidence: CONFIDENCE,
    reasons: list(NAME, 500),
    disturbs: LEVEL,
    setUp: LEVEL,
    basis: BASIS,
    people: PEOPLE,
    kept: PEOPLE,
    gained: PEOPLE,
    lost: PEOPLE,
    devices: PEOPLE,
  },
  { movedHere: PEOPLE },
);

const CHANGE = object(
  {
    key: KEY,
    kind: NAME,
    platform: NAME,
    id: orNull(NAME),
    name: NAME,
    digest: DIGEST,
    action: choice(ACTIONS),
    origin: ORIGIN,
    fields: list(FIELD, 2_000),
    assignments: object({
      add: list(TARGET, 2_000),
      remove: list(TARGET, 2_000),
      change: list(object({ from: TARGET, to: TARGET }), 2_000),
    }),
    patch: list({ type: 'object' }, 20_000),
    effect: EFFECT,
    gates: GATE_LIST,
  },
  {
    delivers: choice(['mail', 'certificate', 'app', 'configuration']),
    limits: list(object({ gate: choice(GATES), value: PEOPLE, limit: COUNT }), 20),
    needs: list(object({ field: NAME, key: KEY }), 1_000),
    bundle: NAME,
    code: CODE,
    applies: COUNT,
    source: object({ file: NAME, line: COUNT }),
    approved: object({ gates: GATE_LIST, by: NAME }),
    changedBy: object({ actor: NAME, at: NAME }),
    disturbed: PEOPLE,
    goesOut: object({ at: orNull(NAME), zone: NAME }, { until: NAME }),
    takeover: NAME,
  },
);

const STEP = object({
  id: NAME,
  key: KEY,
  verb: choice(VERBS),
  request: object({ method: NAME, path: LONG, body: FREE }),
  precondition: { type: 'object' },
  after: list(NAME, 10_000),
});

const FINDING = object(
  {
    code: text(100),
    severity: SEVERITY,
    key: orNull(KEY),
    file: orNull(NAME),
    line: orNull(COUNT),
    column: orNull(COUNT),
    message: LONG,
  },
  {
    hard: { const: true },
    fingerprint: text(100),
    new: BOOLEAN,
    waived: object({ severity: SEVERITY, because: LONG, until: orNull(NAME) }),
  },
);

const PROBLEM = object(
  {
    type: choice(['auth', 'permission', 'throttled', 'incomplete', 'remote', 'approval', 'lock']),
    message: LONG,
    requestIds: list(NAME, 1_000),
  },
  { approvalCode: NAME },
);

const SUMMARY = object({
  ...Object.fromEntries(ACTIONS.map((action) => [action, COUNT])),
  gated: COUNT,
  people: PEOPLE,
  disturbed: PEOPLE,
  losingMail: PEOPLE,
  newPeople: PEOPLE,
  worstEffect: LEVEL,
  worstDisturbance: LEVEL,
  disturbances: list(object({ platform: NAME, level: LEVEL, outage: BOOLEAN, people: PEOPLE, basis: BASIS }), 200),
  drift: COUNT,
  conflicts: COUNT,
});

const POLICY_CHANGE = object({
  setting: NAME,
  from: FREE,
  to: FREE,
  because: orNull(LONG),
  letsThrough: KEYS,
  people: PEOPLE,
  gates: list({ const: 'policy' }, 1),
  digest: NAME,
  code: CODE,
  applies: COUNT,
});

const PLAN = object(
  {
    formatVersion: text(20),
    digest: DIGEST,
    tenant: object({ id: text(200), owner: text(200) }),
    source: object({ commit: COMMIT, dirty: BOOLEAN }),
    complete: BOOLEAN,
    problems: list(PROBLEM, 10_000),
    changes: list(CHANGE, 20_000),
    steps: list(STEP, 100_000),
    findings: list(FINDING, 50_000),
    summary: SUMMARY,
    run: object({ started: text(100), tool: text(100), requests: COUNT, roundTrips: COUNT }),
  },
  {
    code: CODE,
    groups: list(object({ keys: KEYS, people: PEOPLE, code: CODE }), 10_000),
    held: list(object({ key: KEY, because: list(NAME, 1_000), through: orNull(KEY) }), 20_000),
    bundles: list(
      object({ id: NAME, keys: KEYS, account: NAME, people: PEOPLE }, { code: CODE, disturbed: PEOPLE }),
      10_000,
    ),
    policyChanges: list(POLICY_CHANGE, 1_000),
    policyCode: CODE,
  },
);

const FAILED_PLAN = object({
  formatVersion: text(20),
  failed: object({ exitCode: COUNT, message: LONG }),
  findings: list(FINDING, 50_000),
});

let compiled: ValidateFunction<Plan> | null = null;
let compiledFailed: ValidateFunction<FailedPlan> | null = null;

/** The document as a plan, or up to five reasons why it is none. */
export function planOfShape(value: JsonObject): Plan | readonly string[] {
  // Every error would take as long as a stranger makes the document.
  compiled ??= new Ajv(BRIEF).compile<Plan>(PLAN);
  return compiled(value) ? value : reasonsOf(compiled.errors);
}

/** The document as the reason why there is no plan, or up to five reasons why it is none. */
export function failedPlanOfShape(value: JsonObject): FailedPlan | readonly string[] {
  compiledFailed ??= new Ajv(BRIEF).compile<FailedPlan>(FAILED_PLAN);
  return compiledFailed(value) ? value : reasonsOf(compiledFailed.errors);
}

const BRIEF = { strict: false, logger: false, allErrors: false } as const;

function reasonsOf(errors: ValidateFunction['errors']): readonly string[] {
  return (errors ?? []).slice(0, 5).map(({ instancePath, message = 'is not as it must be' }) => {
    return `${instancePath === '' ? 'the document' : instancePath.slice(0, 200)} ${message}`;
  });
}
