/** One document laid over another: a JSON Merge Patch (RFC 7396) in which every part keeps the place it comes from. */

import { type Finding, inputError } from '../../model/finding.ts';
import { isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import type { SourceSpan } from '../../model/source.ts';
import { didYouMean, quoted } from '../config/yaml/messages.ts';
import type { YamlDocument } from '../config/yaml/parse.ts';
import { pointerStep } from '../config/yaml/values.ts';

type Places = Readonly<Record<string, SourceSpan>>;

/** The lower document with what the upper one says; its `null` takes a member away. */
export function overlaid(lower: YamlDocument, upper: YamlDocument): YamlDocument {
  const places: Record<string, SourceSpan> = { ...lower.places };
  const keyPlaces: Record<string, SourceSpan> = { ...lower.keyPlaces };
  const merge = (below: JsonValue | undefined, above: JsonValue, pointer: string): JsonValue => {
    if (!isJsonObject(above)) {
      forget(places, pointer);
      forget(keyPlaces, pointer);
      copy(upper.places, places, pointer);
      copy(upper.keyPlaces, keyPlaces, pointer);
      return above;
    }
    const result: Record<string, JsonValue> = isJsonObject(below) ? { ...below } : {};
    if (!isJsonObject(below)) forget(places, pointer);
    for (const [name, value] of Object.entries(above)) {
      const step = pointer + pointerStep(name);
      if (value === null) {
        Reflect.deleteProperty(result, name);
        forget(places, step);
        forget(keyPlaces, step);
      } else {
        result[name] = merge(ownMember(result, name), value, step);
        copyOne(upper.places, places, step);
        copyOne(upper.keyPlaces, keyPlaces, step);
      }
    }
    return result;
  };
  const value = merge(lower.value, upper.value, '');
  return { value, places, keyPlaces, told: new Set([...lower.told, ...upper.told]) };
}

/** Findings at each `null` of the upper document that takes nothing away: what is meant has another name. */
export function takesNothing(lower: YamlDocument, upper: YamlDocument): readonly Finding[] {
  const found: Finding[] = [];
  const key = isJsonObject(lower.value) ? stringAt(lower.value, 'key') : undefined;
  const visit = (below: JsonValue | undefined, above: JsonValue, pointer: string): void => {
    if (!isJsonObject(above)) return;
    const known = isJsonObject(below) ? below : {};
    for (const [name, value] of Object.entries(above)) {
      const step = pointer + pointerStep(name);
      const under = ownMember(known, name);
      if (value !== null) visit(under, value, step);
      else if (under === undefined) {
        const words = `null takes ${quoted(name)} away, and what it is laid over has none${didYouMean(name, Object.keys(known))}`;
        found.push(
          inputError('TEN-004', words, { key, at: upper.keyPlaces[step] ?? nearestPlace(upper.places, step) }),
        );
      }
    }
  };
  visit(lower.value, upper.value, '');
  return found;
}

function ownMember(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function forget(places: Record<string, SourceSpan>, pointer: string): void {
  for (const name of Object.keys(places)) {
    if (name === pointer || name.startsWith(`${pointer}/`)) Reflect.deleteProperty(places, name);
  }
}

function copy(from: Places, to: Record<string, SourceSpan>, pointer: string): void {
  for (const [name, place] of Object.entries(from)) {
    if (name === pointer || name.startsWith(`${pointer}/`)) to[name] = place;
  }
}

function copyOne(from: Places, to: Record<string, SourceSpan>, pointer: string): void {
  const place = from[pointer];
  if (place !== undefined) to[pointer] = place;
}
