/** The text of adopt.yaml → which live object each profile takes over. */

import { type Finding, inputError } from '../../model/finding.ts';
import type { InputCode } from '../../model/findings/table.ts';
import { type GraphId, isGraphId, isProfileKey } from '../../model/ids.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import type { SourceSpan } from '../../model/source.ts';
import { quoted, shown } from './yaml/messages.ts';
import { readYaml, type SourceFile } from './yaml/parse.ts';
import { pointerStep } from './yaml/values.ts';

/** Ids of objects are GUIDs; those of app configurations may have a letter in front. */
const OBJECT_ID = /^(?:[A-Z]_)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Profile key → id. An empty file is fine: entries may go once they are applied. */
export function readAdopt(file: SourceFile): {
  readonly ids: Readonly<Record<string, GraphId>>;
  /** Where each line stands. */
  readonly places: Readonly<Record<string, SourceSpan>>;
  readonly findings: readonly Finding[];
} {
  const text = readYaml(file);
  const findings: Finding[] = [...text.findings];
  const ids: Record<string, GraphId> = {};
  const places: Record<string, SourceSpan> = {};
  const owners = new Map<string, string>();
  for (const document of text.documents) {
    const tell = (code: InputCode, message: string, pointer: string): void => {
      findings.push(inputError(code, message, { at: nearestPlace(document.places, pointer) }));
    };
    if (!isJsonObject(document.value)) {
      tell('SCH-103', `adopt.yaml is ${shown(document.value)}: write lines of the form key: id`, '');
      continue;
    }
    for (const [key, value] of Object.entries(document.value)) {
      const pointer = pointerStep(key);
      const id = idOf(value);
      if (!isProfileKey(key)) {
        tell('CFG-008', `${quoted(key)} is not a key: write lower-case letters, digits and inner hyphens`, pointer);
      } else if (id === undefined) {
        if (document.told.has(pointer)) continue;
        tell(
          'CFG-008',
          `${key}: ${shown(value)} is not the id of an object: write the one of its page in the admin center`,
          pointer,
        );
      } else if (owners.has(id) || Object.hasOwn(ids, key)) {
        const other = owners.get(id) ?? key;
        tell('CFG-008', `${key}: ${quoted(id)} is adopted already as ${other}: keep one`, pointer);
      } else {
        owners.set(id, key);
        ids[key] = id;
        const at = nearestPlace(document.places, pointer);
        if (at !== undefined) places[key] = at;
      }
    }
  }
  return { ids, places, findings };
}

function idOf(value: JsonValue): GraphId | undefined {
  if (typeof value !== 'string' || !OBJECT_ID.test(value)) return undefined;
  const lower = value.replace(/[^_]+$/, (guid) => guid.toLowerCase());
  return isGraphId(lower) ? lower : undefined;
}
