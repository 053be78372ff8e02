/** Changes that would end in a duplicate of something a person made: stopped, because a device with both shows two accounts. */

import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { addTo } from '../../model/grouped.ts';
import { canonical, isJsonObject, type JsonValue, sameJson, stringAt } from '../../model/json.ts';
import type { LiveProfile } from '../../model/profile.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import { sameName } from '../tenant/directory.ts';

/** Findings about all changes: each is held only against the objects that have something in common with it. */
export function duplicateFindings(
  proposals: readonly ProposedChange[],
  unmanaged: readonly LiveProfile[],
): readonly Finding[] {
  const places = new Map(unmanaged.map((live, place) => [live, place]));
  const placeOf = (live: LiveProfile): number => places.get(live) ?? 0;
  const byTrait = new Map<string, LiveProfile[]>();
  for (const live of unmanaged) for (const trait of traitsOf(live, live.kind)) addTo(byTrait, trait, live);
  return proposals.flatMap((proposed) => {
    const end = endingOf(proposed);
    if (end === null) return [];
    const near = new Set(traitsOf(end, proposed.kind.name).flatMap((trait) => byTrait.get(trait) ?? []));
    return duplicatesOf(
      proposed,
      end,
      [...near].sort((a, b) => placeOf(a) - placeOf(b)),
    );
  });
}

/** What two objects of a kind have in common, at the least, where one is a duplicate of the other. */
function traitsOf({ name, settings }: Ending, kind: string): readonly string[] {
  const declared = kindNamed(kind);
  const fixed = (declared === undefined ? [] : fieldsIn(declared)).filter(([, field]) => field.fixed !== undefined);
  const texts = [...fixed.map(([field]) => [field]), ['targetedApp'], ['host', 'emailAddress']].flatMap((fields) => {
    const values = fields.map((field) => settings[field]);
    return values.includes(undefined) ? [] : [[...fields, ...values.map(textOf)].join('\n')];
  });
  return [`name\n${name.normalize('NFC').toLowerCase()}`, ...texts].map((trait) => `${kind}\n${trait}`);
}

/** Equal for what `sameValue` takes for the same. */
function textOf(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return isJsonObject(value) ? `id ${stringAt(value, 'id') ?? ''}` : canonical(value);
}

/**
 * A finding for each unmanaged object that the change would double: by making an object, by assigning one to the groups of the
 * other, or by giving it the other's name or account. A duplicate that is there already is no news, and no change mends it.
 */
function duplicatesOf(proposed: ProposedChange, end: Ending, near: readonly LiveProfile[]): readonly Finding[] {
  const { desired, live: own } = proposed;
  if (desired === null) return [];
  const start = own === null ? null : { ...own, assignments: currentAssignments(proposed) };
  return near
    .filter((live) => live.kind === proposed.kind.name)
    .flatMap((live) => {
      const why = reason(end, proposed.kind, live);
      if (why === null || (start !== null && reason(start, proposed.kind, live) !== null)) return [];
      const text = `"${desired.name}" would be a second one beside ${live.id} ("${live.name}", not managed): ${why}. adopt it with "${proposed.key}: ${live.id}" in adopt.yaml, or take it out of the tenant first`;
      return [finding('OWN-003', text, { key: proposed.key, at: desired.at })];
    });
}

/** What the change ends in; null where it makes nothing and changes nothing. */
function endingOf(proposed: ProposedChange): Ending | null {
  const { desired, live: own, settings, action } = proposed;
  if ((action !== 'create' && action !== 'update') || desired === null) return null;
  const name = proposed.differences.some(({ path }) => path === '/name') ? desired.name : (own?.name ?? desired.name);
  return { name, settings, assignments: plannedAssignments(proposed) };
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
