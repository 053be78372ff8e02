/** Changes that would end in a twin of something a person made: stopped, because a device with both shows two accounts. */

import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { isJsonObject, type JsonValue, sameJson, stringAt } from '../../model/json.ts';
import type { LiveProfile } from '../../model/profile.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import { sameName } from '../tenant/directory.ts';

/**
 * A finding for each unmanaged object that the change would double: by making an object, by assigning one to the groups of the
 * other, or by giving it the other's name or account. A twin that is there already is no news, and no change mends it.
 */
export function duplicatesOf(proposed: ProposedChange, unmanaged: readonly LiveProfile[]): readonly Finding[] {
  const { desired, live: own, settings } = proposed;
  if ((proposed.action !== 'create' && proposed.action !== 'update') || desired === null) return [];
  const name = proposed.differences.some(({ path }) => path === '/name') ? desired.name : (own?.name ?? desired.name);
  const end: Ending = { name, settings, assignments: plannedAssignments(proposed) };
  const start = own === null ? null : { ...own, assignments: currentAssignments(proposed) };
  return unmanaged
    .filter((live) => live.kind === proposed.kind.name)
    .flatMap((live) => {
      const why = reason(end, proposed.kind, live);
      if (why === null || (start !== null && reason(start, proposed.kind, live) !== null)) return [];
      const text = `"${desired.name}" would be a twin of ${live.id} ("${live.name}", not managed): ${why}. adopt it with "${proposed.key}: ${live.id}" in adopt.yaml, or take it out of the tenant first`;
      return [finding('OWN-003', text, { key: proposed.key, at: desired.at })];
    });
}

/** What an object is before or after a change. */
type Ending = Pick<LiveProfile, 'name' | 'settings' | 'assignments'>;

function reason({ name, settings, assignments }: Ending, kind: Kind, live: LiveProfile): string | null {
  if (sameName(live.name, name) && kind.labels !== 'store') return 'it has the same name';
  const same = (field: string): boolean => sameValue(settings[field], live.settings[field]);
  if (kind.delivers === 'app' && fieldsIn(kind).some(([field, { fixed }]) => fixed !== undefined && same(field)))
    return 'it is the same app';
  const groups = new Set(
    live.assignments.flatMap(({ intent, target }) => (intent === 'include' ? targetOf(target) : [])),
  );
  const shared = assignments.some(
    ({ intent, target }) => intent === 'include' && targetOf(target).some((id) => groups.has(id)),
  );
  if (
    shared &&
    same('targetedApp') &&
    !partsWays(settings['applicability'], live.settings['applicability']) &&
    sharesKey(settings['configuration'], live.settings['configuration'])
  )
    return 'it configures the same app for the same groups';
  return shared && same('host') && same('emailAddress') ? 'it sets up the same account for the same groups' : null;
}

/** Work profiles and corporate devices are never the same device. */
function partsWays(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a !== undefined && b !== undefined && a !== 'default' && b !== 'default' && !sameJson(a, b);
}

/** Which of two configurations an app follows where they name the same key is documented nowhere (source: EXC). */
function sharesKey(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return isJsonObject(a) && isJsonObject(b) && Object.keys(a).some((key) => key in b);
}

function targetOf(target: { readonly type: string; readonly id?: string }): readonly string[] {
  return target.type === 'other' ? [] : [target.id ?? target.type];
}

function sameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (isJsonObject(a) && isJsonObject(b)) return stringAt(a, 'id') === stringAt(b, 'id');
  return sameJson(a, b);
}
