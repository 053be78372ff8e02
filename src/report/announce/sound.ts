/** Whether a change has what an announcement reads: a saved plan may be anybody's text, whatever its type says. */

import type { Change } from '../../model/change.ts';
import { isEffectLevel } from '../../model/effect.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';

/** What isn't sound is not announced, and the text then says that it may not be all. */
export function isSound(change: Change): boolean {
  const told: unknown = JSON.parse(JSON.stringify(change));
  if (!isJsonObject(told)) return false;
  const { name, platform, fields, assignments, effect, goesOut, gates } = told;
  return (
    [name, platform].every(isText) &&
    isListOf(fields, (field) => isLevel(field['effect']) && typeof field['outage'] === 'boolean') &&
    isJsonObject(assignments) &&
    ['add', 'remove', 'change'].every((part) => isListOf(assignments[part], () => true)) &&
    ['add', 'remove'].every((part) =>
      isListOf(assignments[part], ({ name: own, id }) => [own, id].every(isTextOrNull)),
    ) &&
    isJsonObject(effect) &&
    ['level', 'disturbs', 'setUp'].every((part) => isLevel(effect[part])) &&
    ['people', 'kept', 'gained', 'lost'].every((part) => isCount(effect[part])) &&
    (goesOut === undefined || (isJsonObject(goesOut) && isText(goesOut['zone']) && isTextOrNull(goesOut['at']))) &&
    isJsonArray(gates)
  );
}

function isListOf(
  value: JsonValue | undefined,
  test: (item: { readonly [member: string]: JsonValue }) => boolean,
): boolean {
  return isJsonArray(value) && value.every((item) => isJsonObject(item) && test(item));
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string';
}

function isTextOrNull(value: JsonValue | undefined): boolean {
  return value === null || value === undefined || isText(value);
}

function isLevel(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && isEffectLevel(value);
}

function isCount(value: JsonValue | undefined): boolean {
  return value === null || (typeof value === 'number' && Number.isFinite(value) && value >= 0);
}
