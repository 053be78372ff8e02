/** The text of a saved plan → the plan, or why it can't be used. */

import { readCode } from '../../model/approval.ts';
import { type Change, isActing } from '../../model/change.ts';
import { digestText } from '../../model/digest.ts';
import { isEffectLevel } from '../../model/effect.ts';
import type { FailedPlan } from '../../model/failed-plan.ts';
import { canonical, isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { PLAN_FORMAT, type Plan } from '../../model/plan.ts';
import { withBundleMates } from '../bundles/waiting.ts';
import { changeCode, groupCode, memberOf } from './approval-code.ts';
import { changeDigest } from './change.ts';
import { failedPlanOfShape, planOfShape } from './plan-shape.ts';

/** The plan, or a clause that says what is wrong with the text. The digest is computed anew. */
export function readPlan(text: string): Plan | string {
  const value = parsed(text);
  if (value === null) return 'it is no plan document, or was cut off';
  const wrong = wrongFormat(value);
  if (wrong !== null) return wrong;
  if (!isPlan(value)) return 'parts of the document are missing';
  return isUnedited(value) ? value : EDITED;
}

function wrongFormat(value: JsonObject): string | null {
  const format = stringAt(value, 'formatVersion');
  if (format?.split('.')[0] === PLAN_FORMAT.split('.')[0]) return null;
  return `it has the format ${format ?? 'of something else'}, this program reads ${PLAN_FORMAT}`;
}

/** Characters of a document that is only shown: a plan of a thousand changes takes a tenth of it. */
const MOST_CHARACTERS = 64_000_000;
/** Levels of a document; deeper ones would end the program rather than be read. */
const MOST_LEVELS = 64;

/** The text of a saved plan that a stranger may have written → the plan, or the reasons why it is none. Never throws. */
export function readStrangersPlan(text: string): Plan | readonly string[] {
  const read = strangersDocument(text);
  if (!read.ok) return read.reasons;
  const plan = planOfShape(read.value);
  if (!('changes' in plan)) return plan;
  return isUnedited(plan) ? plan : [EDITED];
}

/** The same of a document that says why there is no plan. */
export function readStrangersFailure(text: string): FailedPlan | readonly string[] {
  const read = strangersDocument(text);
  return read.ok ? failedPlanOfShape(read.value) : read.reasons;
}

type StrangersDocument =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly reasons: readonly string[] };

function strangersDocument(text: string): StrangersDocument {
  const refused = (reason: string): StrangersDocument => ({ ok: false, reasons: [reason] });
  if (text.length > MOST_CHARACTERS) return refused(`it is longer than ${MOST_CHARACTERS} characters`);
  if (isDeeperThan(MOST_LEVELS, text)) return refused(`it is nested more than ${MOST_LEVELS} levels deep`);
  const value = parsed(text);
  if (value === null) return refused('it is no plan document, or was cut off');
  const wrong = wrongFormat(value);
  return wrong === null ? { ok: true, value } : refused(wrong);
}

/** Looks at brackets outside of texts alone. */
function isDeeperThan(most: number, text: string): boolean {
  let level = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') level += 1;
    else if (token === ']' || token === '}') level -= 1;
    if (level > most) return true;
  }
  return false;
}

function isUnedited(value: Plan): boolean {
  const acting = value.changes.filter(isActing);
  const { id, owner } = value.tenant;
  const digest = digestText(
    canonical({ tenant: { id, owner }, changes: acting.map((change) => change.digest).sort() }),
  );
  const isIntact = digest === value.digest && acting.every((change) => isAsDigested(change, value));
  return isIntact && acting.every((change) => isAsCoded(change, value)) && areGroupsAsCoded(value);
}

/**
 * Numbers of people are outside the digest, but inside the code. Plans of version 1.0 have none. A change of a bundle
 * carries the bundle's code.
 */
function isAsCoded(change: Change, { tenant, bundles = [] }: Plan): boolean {
  const { key, code, applies, effect } = change;
  const bundle = bundles.find(({ keys }) => keys.includes(key));
  if (code === undefined) return applies === undefined || bundle?.code !== undefined;
  if (bundle?.code !== undefined) return bundle.code === code;
  return changeCode(tenant, memberOf(change, applies ?? 0), effect.people) === code;
}

/**
 * Codes of several changes, with the number of people that they name. Where the document lacks how often one of the
 * changes was applied, as those of versions before do for some of a bundle, a run alone can tell.
 */
function areGroupsAsCoded({ tenant, changes, code, groups = [], bundles = [] }: Plan): boolean {
  const open = changes.filter((change) => change.code !== undefined).map(({ key }) => key);
  const coded = [
    ...groups,
    ...bundles.flatMap((bundle) => (bundle.code === undefined ? [] : [{ keys: bundle.keys, code: bundle.code }])),
    ...(code === undefined ? [] : [{ keys: withBundleMates(open, bundles), code }]),
  ];
  return coded.every((group) => {
    const keys = new Set(group.keys);
    const members = changes.filter(({ key }) => keys.has(key));
    const known = members.flatMap((change) => (change.applies === undefined ? [] : [memberOf(change, change.applies)]));
    const told = readCode(group.code);
    if (told === null || ('people' in group && group.people !== told.people)) return false;
    return known.length < members.length || groupCode(tenant, known, told.people) === told.text;
  });
}

const EDITED = 'its contents do not match its digest: it was edited';

function isAsDigested(change: Change, plan: Plan): boolean {
  try {
    const steps = plan.steps.filter(({ key }) => key === change.key);
    return changeDigest(change, steps) === change.digest;
  } catch {
    // A member that the digest covers is missing.
    return false;
  }
}

function parsed(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Enough to compare it with a fresh plan: nothing of a saved plan is ever sent, only held against the fresh one. */
function isPlan(value: unknown): value is Plan {
  if (!isJsonObject(value)) return false;
  const { tenant, changes, steps, digest, run } = value;
  return (
    typeof digest === 'string' &&
    isJsonObject(tenant) &&
    stringAt(tenant, 'id') !== undefined &&
    stringAt(tenant, 'owner') !== undefined &&
    isJsonObject(run) &&
    stringAt(run, 'started') !== undefined &&
    stringAt(run, 'tool') !== undefined &&
    isJsonArray(changes ?? null) &&
    changesIn(changes).every(isChange) &&
    isJsonArray(steps ?? null) &&
    changesIn(value['groups']).every((group) => isGroup(group) && stringAt(group, 'code') !== undefined) &&
    changesIn(value['bundles']).every(isGroup)
  );
}

function isGroup(group: JsonValue): group is JsonObject {
  return isJsonObject(group) && isJsonArray(group['keys']);
}

function changesIn(changes: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(changes) ? changes : [];
}

/** What digests don't cover but an approval is judged by: how bad it was, and for how many. */
function isChange(change: JsonValue): boolean {
  if (!isJsonObject(change)) return false;
  const { effect } = change;
  return (
    stringAt(change, 'key') !== undefined &&
    stringAt(change, 'digest') !== undefined &&
    isJsonObject(effect) &&
    isJsonArray(change['gates'] ?? null) &&
    isEffectLevel(stringAt(effect, 'disturbs') ?? '') &&
    isCount(effect['people']) &&
    isCount(effect['lost'])
  );
}

function isCount(value: JsonValue | undefined): boolean {
  return value === null || typeof value === 'number';
}
