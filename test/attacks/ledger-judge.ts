/** Holds what runs wrote against what they may: judged by the tenant alone, with nothing that the product says. */

import type { Entity } from '../../src/embedded/store/store.ts';
import { isJsonObject, type JsonValue, objectsAt, stringAt } from '../../src/model/json.ts';
import type { MemoryStore, StoreImage } from '../faults/memory-store.ts';
import type { Sent } from '../faults/sent.ts';

/** Collections of which no object may be written that isn't ours. */
const WRITTEN = [
  'deviceConfigurations',
  'mobileApps',
  'mobileAppConfigurations',
  'targetedManagedAppConfigurations',
] as const;

/** A change of one of these, and people must sign in again, lose their mail or get another account. */
const DISTURBING = ['accountName', 'hostName', 'authenticationMethod', 'useOAuth', 'usernameSource', 'requireSsl'];

type Objects = ReadonlyMap<string, Entity>;

/** Every object that a run could write, as it is now. Entities are never changed in place. */
export function objectsIn(store: MemoryStore | StoreImage): Objects {
  const all = WRITTEN.flatMap((name) =>
    'all' in store ? store.all(name) : [...(store.collections.get(name)?.values() ?? [])],
  );
  return new Map(all.map((entity) => [entity.id, entity]));
}

export interface Judged {
  readonly before: Objects;
  readonly store: MemoryStore;
  readonly sent: readonly Sent[];
  /** Ids that runs made or that a person handed over. */
  readonly ours: ReadonlySet<string>;
  /** Keys of the profiles whose people somebody agreed to disturb. */
  readonly mayDisturb: readonly string[];
}

/** What a run did that it must not, in words. */
export function wrongsOf(judged: Judged): readonly string[] {
  const { before, store, sent, ours } = judged;
  const after = objectsIn(store);
  const strangers = sent.filter(({ id }) => before.has(id) && !ours.has(id));
  const written = new Set(sent.map(({ id }) => id));
  const disturbed = [...written].flatMap((id) => {
    const [old, now] = [before.get(id), after.get(id)];
    return old === undefined || judged.mayDisturb.includes(keyOf(old)) ? [] : disturbances(old, now, store);
  });
  return [...strangers.map(({ text }) => `wrote what is not ours: ${text}`), ...disturbed, ...twinsIn(after, ours)];
}

/** The ids that a run made. */
export function madeBy({ before, sent }: Pick<Judged, 'before' | 'sent'>): readonly string[] {
  return sent.filter(({ text, id }) => /^POST [^/]/.test(text) && !before.has(id)).map(({ id }) => id);
}

/** The people whom an object reaches: members of the groups that it includes and doesn't exclude. */
export function peopleOf(entity: Entity, store: MemoryStore): ReadonlySet<string> {
  const targets = objectsAt({ value: entity.assignments ?? [] }, 'value').map(({ target }) => target ?? null);
  const members = (exclude: boolean): readonly string[] =>
    targets.filter((target) => isExcluding(target) === exclude).flatMap((target) => membersOf(target, store));
  const excluded = new Set(members(true));
  return new Set(members(false).filter((one) => !excluded.has(one)));
}

function isExcluding(target: JsonValue): boolean {
  return isJsonObject(target) && (stringAt(target, '@odata.type') ?? '').includes('exclusion');
}

function membersOf(target: JsonValue, store: MemoryStore): readonly string[] {
  const id = isJsonObject(target) ? stringAt(target, 'groupId') : undefined;
  if (id === undefined) return store.all('users').map((user) => user.id);
  return store.find('groups', id)?.members ?? [];
}

function disturbances(old: Entity, now: Entity | undefined, store: MemoryStore): readonly string[] {
  const had = peopleOf(old, store);
  const has = now === undefined ? new Set<string>() : peopleOf(now, store);
  const lost = [...had].filter((one) => !has.has(one));
  const kept = had.size - lost.length;
  const changed = DISTURBING.filter((name) => (old.properties[name] ?? null) !== (now?.properties[name] ?? null));
  const name = store.labelOf(old.id);
  return [
    ...(lost.length === 0 ? [] : [`${lost.length} people lost "${name}", and nobody agreed`]),
    ...(kept === 0 || changed.length === 0 ? [] : [`${changed.join()} of "${name}" changed for ${kept}, unagreed`]),
  ];
}

/** Two objects of one key that somebody gets. */
function twinsIn(after: Objects, ours: ReadonlySet<string>): readonly string[] {
  const assigned = [...after.values()].filter(
    ({ id, assignments = [] }) => ours.has(id) && objectsAt({ value: assignments }, 'value').length > 0,
  );
  const keys = assigned.map(keyOf).filter((key) => key !== '');
  const twins = keys.filter((key, index) => keys.indexOf(key) !== index);
  return [...new Set(twins)].map((key) => `several objects of "${key}" are assigned`);
}

/** The key in an object's marker, which apps carry in their notes; empty where it has none. */
export function keyOf({ properties }: Entity): string {
  const texts = ['description', 'notes'].map((name) => stringAt(properties, name) ?? '');
  return /postilion:[^/\s]+\/([^#\s]+)#/.exec(texts.join('\n'))?.[1] ?? '';
}
