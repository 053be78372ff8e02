/** The patch of a plan document, played before it is written: one that misses what is wanted is a bug of ours. */

import rfc6902, { type Operation } from 'fast-json-patch';
import { assignmentIds } from '../../model/assignment.ts';
import { canonical, type JsonObject, stringAt } from '../../model/json.ts';
import { jsonPatch, patchBase } from './json-patch.ts';
import type { ProposedChange } from './proposed-change.ts';

/** The patch; throws unless a library that knows nothing of ours turns the live document into the wanted one with it. */
export function checkedPatch(proposed: ProposedChange): readonly JsonObject[] {
  const patch = jsonPatch(proposed);
  const base = patchBase(proposed);
  const { newDocument } = rfc6902.applyPatch<JsonObject>(base, patch.map(operationOf), true, false);
  if (canonical(newDocument) !== canonical(wantedDocument(proposed, base))) {
    throw new Error(`the patch of ${proposed.key} does not make what is wanted of it: this is a bug of Postilion`);
  }
  return patch;
}

/**
 * What the document reads once the change is done. Of name, description and scope tags a change may leave some out; so it
 * does with a setting that the tenant couldn't be asked for, such as a certificate whose read failed.
 */
function wantedDocument({ live, settings, differences, assignments }: ProposedChange, base: JsonObject): JsonObject {
  const labels = differences.filter(({ field }) => field === null).map(({ path, to }) => [path.slice(1), to] as const);
  const changed = new Set(differences.map(({ field }) => field));
  const told = Object.entries(settings).filter(([name, value]) =>
    live === null ? value !== null : Object.hasOwn(live.settings, name) || changed.has(name),
  );
  const after = assignments?.after ?? live?.assignments ?? [];
  return {
    ...base,
    ...Object.fromEntries(labels),
    settings: Object.fromEntries(told),
    ...(live === null && after.length === 0 ? {} : { assignments: assignmentIds(after) }),
  };
}

/** An operation of a plan as the library wants it. */
function operationOf(operation: JsonObject): Operation {
  const [op, path, value] = [stringAt(operation, 'op'), stringAt(operation, 'path'), operation['value'] ?? null];
  if ((op !== 'add' && op !== 'replace' && op !== 'test') || path === undefined) {
    throw new Error(`${canonical(operation)} is no operation that a plan uses: this is a bug of Postilion`);
  }
  return { op, path, value };
}
