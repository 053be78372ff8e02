/** A world in a form in which two can be compared: without ids, times and versions, which depend on what went wrong. */

import type { Entity } from '../../src/embedded/store/store.ts';
import { canonical, type JsonObject, type JsonValue, objectsAt } from '../../src/model/json.ts';
import type { InventoryEntry } from '../../src/model/state/inventory.ts';
import type { World } from './world.ts';

export interface EndState {
  /** Every object of the tenant, as a text. */
  readonly objects: readonly string[];
  /** Every entry of the inventory, as a text. */
  readonly inventory: readonly string[];
  readonly intents: readonly string[];
  readonly locked: boolean;
}

/** Collections that the kinds live in. */
const MANAGED = [
  'deviceConfigurations',
  'mobileApps',
  'mobileAppConfigurations',
  'targetedManagedAppConfigurations',
] as const;

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const VOLATILE = new Set(['createdDateTime', 'lastModifiedDateTime', 'version']);

export function endStateOf(world: World): EndState {
  const { store, branch } = world;
  const tip = branch.tip;
  const labels = (id: string): string => store.labelOf(id);
  return {
    objects: MANAGED.flatMap((name) => store.all(name))
      .map((entity) => objectText(entity, labels))
      .toSorted(),
    inventory: Object.entries(tip?.inventory.entries ?? {})
      .map(([key, entry]) => entryText(key, entry, labels))
      .toSorted(),
    intents: (tip?.intents ?? []).map(({ step }) => step).toSorted(),
    locked: (tip?.lock.holder ?? null) !== null,
  };
}

function objectText(entity: Entity, labelOf: (id: string) => string): string {
  const { id, type, properties, assignments = [], references = {}, contained = {} } = entity;
  const kept = Object.entries(properties).filter(([name]) => !VOLATILE.has(name));
  const targets = objectsAt({ value: assignments }, 'value').map(({ target }) => canonical(target ?? null));
  const bound = Object.entries(references).map(
    ([name, target]) => [name, typeof target === 'string' ? labelOf(target) : [...target]] as const,
  );
  const said: JsonObject = { type, label: labelOf(id), ...Object.fromEntries(kept), targets: targets.toSorted() };
  const text = canonical({ ...said, contained: { ...contained }, bound: Object.fromEntries<JsonValue>(bound) });
  return text.replaceAll(ID, labelOf);
}

function entryText(key: string, entry: InventoryEntry, labelOf: (id: string) => string): string {
  const { kind, id, created, generation, protect, tombstone, applied } = entry;
  const text = canonical({
    key,
    kind,
    label: labelOf(id),
    born: created !== null,
    generation,
    protect,
    tombstone: tombstone !== null,
    // Whoever reads a tombstone takes it for nobody's, whatever the last record says of its assignments.
    normal: applied === null ? null : { ...applied.normal, ...(tombstone === null ? {} : { assignments: [] }) },
    managed: applied === null ? null : [...applied.managed],
  });
  // What a profile refers to is told by name: a certificate that two runs made has another id in each.
  return text.replaceAll(ID, labelOf);
}
