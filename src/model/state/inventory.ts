/** What Postilion knows about its own objects: the inventory on the state branch, its reader and its one spelling. */

import { finding } from '../finding.ts';
import type { GraphId } from '../ids.ts';
import { isProfileKey } from '../ids.ts';
import { canonical, type JsonObject, type JsonValue } from '../json.ts';
import type { Settings } from '../profile.ts';
import type { Result } from '../result.ts';
import { birthOf } from '../time.ts';
import { type KnownReferences, knownReferencesIn, knownReferencesJson } from './known-references.ts';
import {
  countIn,
  flagIn,
  idIn,
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

/**
 * A profile in normal form, as far as it's known: a member that is left out was never agreed upon. Only values that
 * the catalogue declares public are ever put in, so no secret can be.
 */
export interface NormalForm {
  readonly name?: string;
  readonly description?: string;
  readonly scopeTagIds?: readonly string[];
  /** Those of them that git never asked for: the service added them when the object was made. */
  readonly addedTagIds?: readonly string[];
  readonly settings: Settings;
  /** Canonical assignment ids, sorted. */
  readonly assignments?: readonly string[];
}

/** The common ancestor of git and tenant. `managed`: the JSON pointers that YAML decided then, sorted. */
export interface Applied {
  readonly commit: string | null;
  readonly at: string;
  readonly normal: NormalForm;
  readonly managed: readonly string[];
}

export interface InventoryEntry {
  readonly kind: string;
  readonly id: GraphId;
  /** `createdDateTime` as Graph returned it, and `@odata.type`: together the second witness, since neither changes in Graph. */
  readonly created: string | null;
  readonly type: string;
  /** 1 for the first object of the key; grows when an object is created anew. Part of the marker's nonce. */
  readonly generation: number;
  /** Remembered here, so that deleting the YAML doesn't lift it. */
  readonly protect: boolean;
  /** Set once the YAML is gone and nobody is assigned any more; the grace period counts from here. */
  readonly tombstone: { readonly since: string } | null;
  readonly applied: Applied | null;
  /** Whom the object reached when people were counted last; null where that is not known. */
  readonly people: number | null;
  /**
   * Set while an older object of the same key may exist that no list shows yet: nobody is assigned before a complete list,
   * late enough, shows this one alone.
   */
  readonly provisional: { readonly since: string } | null;
  /** Left out where it refers to nothing, and where that is not known. */
  readonly references?: KnownReferences;
}

/** What a run did to people; written down before its first request, so that one that dies is counted too. */
export interface Disturbed {
  readonly since: string;
  /** Null while the run is under way, or after it died. */
  readonly until: string | null;
  /** Null where nobody could count them. */
  readonly people: number | null;
}

export interface Inventory {
  readonly version: typeof STATE_VERSION;
  /** The Entra tenant that the objects live in; null where no run has recorded it yet. */
  readonly tenant: string | null;
  /** The policy in force, as the last run let it count; null where no run has recorded one yet. */
  readonly policy: JsonObject | null;
  /**
   * Key → how many changes of it were carried out to the end. It outlives the entry, so that an approval that was used
   * for an object of that key is never good for the next one.
   */
  readonly applies: Readonly<Record<string, number>>;
  /** Of the last two weeks, where there is a budget; left out otherwise. */
  readonly disturbed?: readonly Disturbed[];
  /** Key of the profile → its object. */
  readonly entries: Readonly<Record<string, InventoryEntry>>;
}

export const EMPTY_INVENTORY: Inventory = {
  version: STATE_VERSION,
  tenant: null,
  policy: null,
  applies: {},
  entries: {},
};

/** The text of `inventory.json` → the inventory, or a finding per fault. Two keys with one object are a fault. */
export function readInventory(text: string): Result<Inventory> {
  const read = readStateFile('inventory.json', text, inventoryIn);
  if (!read.ok) return read;
  const owners = new Map<string, string[]>();
  for (const [key, { id }] of Object.entries(read.value.entries)) owners.set(id, [...(owners.get(id) ?? []), key]);
  const findings = [...owners]
    .filter(([, keys]) => keys.length > 1)
    .map(([id, keys]) =>
      finding('STA-001', `inventory.json on the state branch is damaged: ${id} belongs to ${keys.join(', ')}`),
    );
  return findings.length > 0 ? { ok: false, findings } : read;
}

/** A state document as text: members sorted, two blanks deep so that the branch's history can be read. */
export function writeStateFile(document: JsonObject): string {
  const sorted: unknown = JSON.parse(canonical(document));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

/** The text of `inventory.json`; `readInventory` reads it back, and equal inventories have equal texts. */
export function writeInventory({ version, tenant, policy, applies, disturbed, entries }: Inventory): string {
  return writeStateFile({
    version,
    tenant,
    policy,
    applies: { ...applies },
    ...(disturbed === undefined ? {} : { disturbed: disturbed.map((one) => ({ ...one })) }),
    entries: Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, entryJson(entry)])),
  });
}

/** So many objects whose references have to be read again are worth a commit of their own: one request of twenty. */
const WORTH_A_COMMIT = 20;

/**
 * True when both say the same: then there's nothing to record. What objects refer to only saves reads; that alone is recorded
 * where it saves many.
 */
export function sameInventory(a: Inventory, b: Inventory): boolean {
  if (writeInventory(withoutReferences(a)) !== writeInventory(withoutReferences(b))) return false;
  const changed = Object.keys(b.entries).filter((key) => referencesText(a, key) !== referencesText(b, key));
  return changed.length < WORTH_A_COMMIT;
}

function withoutReferences(inventory: Inventory): Inventory {
  const entries = Object.entries(inventory.entries).map(
    ([key, { references: _references, ...entry }]): readonly [string, InventoryEntry] => [key, entry],
  );
  return { ...inventory, entries: Object.fromEntries(entries) };
}

function referencesText({ entries }: Inventory, key: string): string {
  const references = Object.hasOwn(entries, key) ? entries[key]?.references : undefined;
  return references === undefined ? '' : canonical(knownReferencesJson(references));
}

function entryJson({ applied, tombstone, provisional, references, ...rest }: InventoryEntry): JsonObject {
  return {
    ...rest,
    ...(references === undefined ? {} : { references: knownReferencesJson(references) }),
    provisional: provisional === null ? null : { since: provisional.since },
    tombstone: tombstone === null ? null : { since: tombstone.since },
    applied: applied === null ? null : { ...applied, normal: { ...applied.normal } },
  };
}

function inventoryIn(document: JsonObject, faults: ReadingFaults): Inventory {
  const entries = Object.entries(objectIn(document['entries'], '/entries', faults)).flatMap(([key, value]) => {
    const place = `/entries/${key}`;
    if (!isProfileKey(key)) faults.push(`${place}: a key`);
    const entry = entryIn(value, place, faults);
    return entry === null ? [] : [[key, entry] as const];
  });
  const disturbed = laterIn(document['disturbed'], '/disturbed', faults, disturbedIn);
  return {
    version: STATE_VERSION,
    tenant: laterIn(document['tenant'], '/tenant', faults, textIn),
    policy: laterIn(document['policy'], '/policy', faults, objectIn),
    applies: laterIn(document['applies'], '/applies', faults, countsIn) ?? {},
    ...(disturbed === null ? {} : { disturbed }),
    entries: Object.fromEntries(entries),
  };
}

function disturbedIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): readonly Disturbed[] {
  return listIn(value, place, faults).map((item, index) => {
    const one = objectIn(item, `${place}/${index}`, faults);
    return {
      since: timeIn(one['since'], `${place}/${index}/since`, faults),
      until: laterIn(one['until'], `${place}/${index}/until`, faults, timeIn),
      people: laterIn(one['people'], `${place}/${index}/people`, faults, countIn),
    };
  });
}

function countsIn(
  value: JsonValue | undefined,
  place: string,
  faults: ReadingFaults,
): Readonly<Record<string, number>> {
  const counts = Object.entries(objectIn(value, place, faults));
  return Object.fromEntries(counts.map(([key, count]) => [key, countIn(count, `${place}/${key}`, faults)]));
}

function entryIn(value: JsonValue, place: string, faults: ReadingFaults): InventoryEntry | null {
  const entry = objectIn(value, place, faults);
  const id = idIn(entry['id'], `${place}/id`, faults);
  const { tombstone, applied } = entry;
  return id === null
    ? null
    : {
        kind: textIn(entry['kind'], `${place}/kind`, faults),
        id,
        created: birthOf(textOrNullIn(entry['created'], `${place}/created`, faults)),
        type: textIn(entry['type'], `${place}/type`, faults),
        generation: countIn(entry['generation'], `${place}/generation`, faults),
        protect: flagIn(entry['protect'], `${place}/protect`, faults),
        tombstone: tombstone === null ? null : sinceIn(tombstone, `${place}/tombstone`, faults),
        applied: applied === null ? null : appliedIn(applied, `${place}/applied`, faults),
        people: laterIn(entry['people'], `${place}/people`, faults, countIn),
        provisional: laterIn(entry['provisional'], `${place}/provisional`, faults, sinceIn),
        ...referencesIn(entry['references'], `${place}/references`, faults),
      };
}

function referencesIn(
  value: JsonValue | undefined,
  place: string,
  faults: ReadingFaults,
): Pick<InventoryEntry, 'references'> {
  const references = laterIn(value, place, faults, knownReferencesIn);
  return references === null ? {} : { references };
}

function sinceIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): { readonly since: string } {
  return { since: timeIn(objectIn(value, place, faults)['since'], `${place}/since`, faults) };
}

function appliedIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): Applied {
  const applied = objectIn(value, place, faults);
  return {
    commit: textOrNullIn(applied['commit'], `${place}/commit`, faults),
    at: timeIn(applied['at'], `${place}/at`, faults),
    normal: normalIn(applied['normal'], `${place}/normal`, faults),
    managed: textsIn(applied['managed'], `${place}/managed`, faults),
  };
}

function normalIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): NormalForm {
  const normal = objectIn(value, place, faults);
  const { name, description, scopeTagIds, addedTagIds, assignments } = normal;
  return {
    ...(name === undefined ? {} : { name: textIn(name, `${place}/name`, faults) }),
    ...(description === undefined ? {} : { description: textIn(description, `${place}/description`, faults) }),
    ...(scopeTagIds === undefined ? {} : { scopeTagIds: textsIn(scopeTagIds, `${place}/scopeTagIds`, faults) }),
    ...(addedTagIds === undefined ? {} : { addedTagIds: textsIn(addedTagIds, `${place}/addedTagIds`, faults) }),
    ...(assignments === undefined ? {} : { assignments: textsIn(assignments, `${place}/assignments`, faults) }),
    settings: objectIn(normal['settings'], `${place}/settings`, faults),
  };
}
