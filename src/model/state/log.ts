/** What a run wrote ahead and what it left behind: intents, which make recovery possible, and run records. */

import type { JsonObject, JsonValue } from '../json.ts';
import type { StepStatus } from '../outcome.ts';
import { VERBS, type Verb } from '../plan.ts';
import type { Result } from '../result.ts';
import { type Prediction, predictionIn } from './prediction.ts';
import {
  countIn,
  flagIn,
  laterIn,
  listIn,
  objectIn,
  type ReadingFaults,
  readStateFile,
  STATE_VERSION,
  textIn,
  textOrNullIn,
  textsIn,
  timeIn,
} from './reading.ts';

/** A step that a run was about to send. A marked object with neither an intent nor an inventory entry is a copy. */
export interface Intent {
  /** Step id: `ios-sales/create`. */
  readonly step: string;
  readonly key: string;
  readonly kind: string;
  readonly generation: number;
  /** Digest of the change that the step belongs to. */
  readonly digest: string;
  /** When a run first meant to send it: whatever it made is not older. */
  readonly since: string;
  /** When a run last meant to send it: until the lists can't be late any more, nothing is sent again. */
  readonly latest: string;
  /** Set while the tenant's own approval is awaited: the code, and the digest of the request to be sent again. */
  readonly approval: { readonly code: string; readonly requestDigest: string } | null;
  /**
   * Of a step that assigns: the canonical ids of what it assigns, so that a later run knows its own writes from somebody
   * else's. Left out by other steps, and in intents of version 1.
   */
  readonly assigned?: readonly string[];
  /** The bundle that the step belongs to; left out where it belongs to none. */
  readonly bundle?: BundleIntent;
}

/** What a later run must know to finish a bundle under the approval that it had. */
export interface BundleIntent {
  readonly id: string;
  /** Of the whole bundle; null where nobody could count them. */
  readonly people: number | null;
  /** Digest of whom the object is for in the end; null where that stays as it is. */
  readonly end: string | null;
}

export interface RecordedChange {
  readonly key: string;
  readonly kind: string;
  readonly id: string | null;
  readonly action: string;
  readonly digest: string;
  /** Whom it concerned, and who of them had mail and noticed; null where nobody could count them, left out by versions before. */
  readonly people?: number | null;
  readonly disturbed?: number | null;
  /** Left out by records of versions before. */
  readonly predicted?: Prediction;
}

/** `before` and `after` are digests of what the step replaced and of what it sent; texts and values stay out. */
interface RecordedStep {
  readonly id: string;
  readonly key: string;
  readonly verb: Verb;
  readonly status: StepStatus;
  readonly requestIds: readonly string[];
  readonly before: string;
  readonly after: string;
}

/** A run that wrote to the tenant. */
export interface RunRecord {
  /** Nonce of the run; with `started` the name of the file. */
  readonly nonce: string;
  readonly epoch: number;
  readonly who: string;
  readonly started: string;
  readonly ended: string;
  readonly tool: string;
  readonly commit: string | null;
  readonly planDigest: string;
  readonly approved: { readonly level: string | null; readonly by: string | null };
  /** What let the changes through that a gate held, as they were given; empty in records of version 1. */
  readonly approvals: readonly JsonObject[];
  readonly changes: readonly RecordedChange[];
  readonly steps: readonly RecordedStep[];
  /** Fields that were set back to what git says after somebody had changed them in the tenant. */
  readonly healed: readonly { readonly key: string; readonly path: string }[];
  readonly converged: boolean;
}

const STATUSES = ['done', 'already-done', 'skipped', 'failed', 'waiting', 'not-attempted'] as const;

/** The text of `intents.json` → the intents, or what's wrong with them. */
export function readIntents(text: string): Result<readonly Intent[]> {
  return readStateFile('intents.json', text, (document, faults) =>
    listIn(document['intents'], '/intents', faults).map((value, index) => intentIn(value, `/intents/${index}`, faults)),
  );
}

/** The intents as a document for `writeStateFile`. */
export function intentsJson(intents: readonly Intent[]): JsonObject {
  return {
    version: STATE_VERSION,
    intents: intents.map(({ approval, assigned, bundle, ...rest }) => ({
      ...rest,
      approval: approval === null ? null : { ...approval },
      ...(assigned === undefined ? {} : { assigned }),
      ...(bundle === undefined ? {} : { bundle: { ...bundle } }),
    })),
  };
}

/** The text of a file in `runs/` → the record, or what's wrong with it. */
export function readRunRecord(file: string, text: string): Result<RunRecord> {
  return readStateFile(file, text, (document, faults) => {
    const approved = objectIn(document['approved'], '/approved', faults);
    return {
      nonce: textIn(document['nonce'], '/nonce', faults),
      epoch: countIn(document['epoch'], '/epoch', faults),
      who: textIn(document['who'], '/who', faults),
      started: timeIn(document['started'], '/started', faults),
      ended: timeIn(document['ended'], '/ended', faults),
      tool: textIn(document['tool'], '/tool', faults),
      commit: textOrNullIn(document['commit'], '/commit', faults),
      planDigest: textIn(document['planDigest'], '/planDigest', faults),
      approved: {
        level: textOrNullIn(approved['level'], '/approved/level', faults),
        by: textOrNullIn(approved['by'], '/approved/by', faults),
      },
      approvals: laterIn(document['approvals'], '/approvals', faults, objectsIn) ?? [],
      changes: each(document, 'changes', faults, changeIn),
      steps: each(document, 'steps', faults, stepIn),
      healed: each(document, 'healed', faults, healedIn),
      converged: flagIn(document['converged'], '/converged', faults),
    };
  });
}

/** The record as a document for `writeStateFile`. */
export function runJson(run: RunRecord): JsonObject {
  return {
    version: STATE_VERSION,
    ...run,
    approved: { ...run.approved },
    approvals: run.approvals.map((approval) => ({ ...approval })),
    changes: run.changes.map(({ predicted, ...change }) => ({
      ...change,
      ...(predicted === undefined ? {} : { predicted: { ...predicted, causes: [...predicted.causes] } }),
    })),
    steps: run.steps.map((step) => ({ ...step })),
    healed: run.healed.map((field) => ({ ...field })),
  };
}

function objectsIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): readonly JsonObject[] {
  return listIn(value, place, faults).map((item, index) => objectIn(item, `${place}/${index}`, faults));
}

function each<T>(
  document: JsonObject,
  name: string,
  faults: ReadingFaults,
  read: (value: JsonObject, place: string, faults: ReadingFaults) => T,
): readonly T[] {
  return listIn(document[name], `/${name}`, faults).map((value, index) => {
    const place = `/${name}/${index}`;
    return read(objectIn(value, place, faults), place, faults);
  });
}

function intentIn(value: JsonValue, place: string, faults: ReadingFaults): Intent {
  const intent = objectIn(value, place, faults);
  const approval = intent['approval'] === null ? null : objectIn(intent['approval'], `${place}/approval`, faults);
  const assigned = laterIn(intent['assigned'], `${place}/assigned`, faults, textsIn);
  const bundle = laterIn(intent['bundle'], `${place}/bundle`, faults, bundleIn);
  return {
    step: textIn(intent['step'], `${place}/step`, faults),
    key: textIn(intent['key'], `${place}/key`, faults),
    kind: textIn(intent['kind'], `${place}/kind`, faults),
    generation: countIn(intent['generation'], `${place}/generation`, faults),
    digest: textIn(intent['digest'], `${place}/digest`, faults),
    since: timeIn(intent['since'], `${place}/since`, faults),
    latest: timeIn(intent['latest'] ?? intent['since'], `${place}/latest`, faults),
    approval:
      approval === null
        ? null
        : {
            code: textIn(approval['code'], `${place}/approval/code`, faults),
            requestDigest: textIn(approval['requestDigest'], `${place}/approval/requestDigest`, faults),
          },
    ...(assigned === null ? {} : { assigned }),
    ...(bundle === null ? {} : { bundle }),
  };
}

function bundleIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): BundleIntent {
  const { id, people, end } = objectIn(value, place, faults);
  return {
    id: textIn(id, `${place}/id`, faults),
    people: laterIn(people, `${place}/people`, faults, countIn),
    end: textOrNullIn(end, `${place}/end`, faults),
  };
}

function changeIn(change: JsonObject, place: string, faults: ReadingFaults): RecordedChange {
  const { people, disturbed } = change;
  const predicted = laterIn(change['predicted'], `${place}/predicted`, faults, predictionIn);
  return {
    key: textIn(change['key'], `${place}/key`, faults),
    kind: textIn(change['kind'], `${place}/kind`, faults),
    id: textOrNullIn(change['id'], `${place}/id`, faults),
    action: textIn(change['action'], `${place}/action`, faults),
    digest: textIn(change['digest'], `${place}/digest`, faults),
    ...(people === undefined ? {} : { people: laterIn(people, `${place}/people`, faults, countIn) }),
    ...(disturbed === undefined ? {} : { disturbed: laterIn(disturbed, `${place}/disturbed`, faults, countIn) }),
    ...(predicted === null ? {} : { predicted }),
  };
}

function stepIn(step: JsonObject, place: string, faults: ReadingFaults): RecordedStep {
  const verb = VERBS.find((known) => known === step['verb']);
  const status = STATUSES.find((known) => known === step['status']);
  if (verb === undefined) faults.push(`${place}/verb: one of ${VERBS.join(', ')}`);
  if (status === undefined) faults.push(`${place}/status: one of ${STATUSES.join(', ')}`);
  return {
    id: textIn(step['id'], `${place}/id`, faults),
    key: textIn(step['key'], `${place}/key`, faults),
    verb: verb ?? 'patch',
    status: status ?? 'failed',
    requestIds: textsIn(step['requestIds'], `${place}/requestIds`, faults),
    before: textIn(step['before'], `${place}/before`, faults),
    after: textIn(step['after'], `${place}/after`, faults),
  };
}

function healedIn(field: JsonObject, place: string, faults: ReadingFaults): RunRecord['healed'][number] {
  return { key: textIn(field['key'], `${place}/key`, faults), path: textIn(field['path'], `${place}/path`, faults) };
}
