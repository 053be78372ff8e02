/** Values that earlier versions stored in the open: no record keeps one, and people are told which to change. */

import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import { hideLiterals, hideRecorded } from '../../catalogue/secrets.ts';
import { kindNamed } from '../../kinds/catalogue.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Settings } from '../../model/profile.ts';
import { holdsSecret } from '../../model/secret.ts';
import type { Applied, Inventory, InventoryEntry } from '../../model/state/inventory.ts';

/** The inventory with symbols for what may not be stored. `written`: key → settings of its YAML; they may be known. */
export function withoutOpenSecrets(inventory: Inventory, written: ReadonlyMap<string, Settings>): Inventory {
  const entries = Object.entries(inventory.entries).map(
    ([key, entry]) => [key, closedEntry(entry, written.get(key) ?? {})] as const,
  );
  return { ...inventory, entries: Object.fromEntries(entries) };
}

function closedEntry(entry: InventoryEntry, written: Settings): InventoryEntry {
  const kind = kindNamed(entry.kind);
  const { applied } = entry;
  if (kind === undefined || applied === null) return entry;
  return { ...entry, applied: closedRecord(applied, kind, written) };
}

function closedRecord(applied: Applied, kind: Kind, written: Settings): Applied {
  const settings = Object.entries(applied.normal.settings).map(([name, value]) => {
    const rules = kind.fields[name]?.secrets;
    return [name, rules === undefined ? value : hideRecorded(value, rules, written[name] ?? null)] as const;
  });
  return { ...applied, normal: { ...applied.normal, settings: Object.fromEntries(settings) } };
}

/** Which secrets of the record stand there for all to read, and what to do about it. */
export function openSecretFindings(inventory: Inventory | null): readonly Finding[] {
  return Object.entries(inventory?.entries ?? {}).flatMap(([key, entry]) => {
    const names = openKeys(entry);
    if (names.length === 0) return [];
    const text = `an earlier version stored the values of ${names.join(', ')} on the state branch, where they stay in its history: change these secrets, apply, and then run "postilion state rebuild --forget-history"`;
    return [finding('SEC-003', text, { key })];
  });
}

function openKeys({ kind, applied }: InventoryEntry): readonly string[] {
  const known = kindNamed(kind);
  if (known === undefined || applied === null) return [];
  return fieldsIn(known).flatMap(([name, { secrets }]) => {
    const value: JsonValue = applied.normal.settings[name] ?? null;
    if (secrets === undefined || !isJsonObject(value)) return [];
    const members = Object.entries(value).filter(([, inner]) => !holdsSecret(inner));
    return members.flatMap(([key, inner]) => (holdsSecret(hideLiterals({ [key]: inner }, secrets)) ? [key] : []));
  });
}
