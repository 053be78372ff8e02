/** Composed YAML nodes → JSON values with their places; refuses what JSON can't hold or a reviewer can't see. */

import { isMap, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap } from 'yaml';
import type { InputCode } from '../../../model/findings/table.ts';
import type { JsonValue } from '../../../model/json.ts';
import type { SourceSpan } from '../../../model/source.ts';
import { findInvisible, quoted } from './messages.ts';

/** Names with a meaning of their own in JavaScript objects: no setting is called so, an attack may be. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

export interface ValueReader {
  place(offset: number): SourceSpan;
  tell(code: InputCode, message: string, offset: number): void;
  /** An invisible character of the text was reported: don't report the values that hold it again. */
  readonly invisibleTold: boolean;
}

interface Reading {
  readonly places: Record<string, SourceSpan>;
  readonly keyPlaces: Record<string, SourceSpan>;
  readonly told: Set<string>;
}

/** The value of a document with the places of its parts. The nesting must be known to be shallow. */
export function readValue(contents: ParsedNode | null, reader: ValueReader): Reading & { readonly value: JsonValue } {
  const reading: Reading = { places: {}, keyPlaces: {}, told: new Set() };
  reading.places[''] = reader.place(contents?.range[0] ?? 0);
  return { ...reading, value: contents === null ? null : valueOf(contents, '', reader, reading) };
}

/** A member name or index as a step of a JSON pointer (RFC 6901). */
export function pointerStep(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function valueOf(node: ParsedNode, pointer: string, reader: ValueReader, reading: Reading): JsonValue {
  if (isMap(node)) return mappingOf(node, pointer, reader, reading);
  if (isSeq(node)) {
    return node.items.map((item, index) => {
      const inner = `${pointer}${pointerStep(index)}`;
      reading.places[inner] = reader.place(item.range[0]);
      return valueOf(item, inner, reader, reading);
    });
  }
  return isScalar(node) ? scalarOf(node, pointer, reader, reading) : null;
}

function mappingOf(node: YAMLMap.Parsed, pointer: string, reader: ValueReader, reading: Reading): JsonValue {
  const members: Record<string, JsonValue> = {};
  for (const { key, value } of node.items) {
    const offset = key.range[0];
    const name = isScalar(key) ? String(key.value).normalize('NFC') : '';
    const inner = `${pointer}${pointerStep(name)}`;
    if (RESERVED.includes(name)) {
      reader.tell('YML-007', `the key "${name}" is reserved: take it away`, offset);
    } else if (Object.hasOwn(members, name)) {
      const line = reading.keyPlaces[inner]?.line ?? 1;
      reader.tell('YML-003', `the key ${quoted(name)} stands here twice, first in line ${line}: keep one`, offset);
    } else {
      tellInvisible(name, offset, reader, true);
      reading.keyPlaces[inner] = reader.place(offset);
      reading.places[inner] = reader.place(isScalar(value) ? value.range[0] : offset);
      members[name] = hasValue(value) ? valueOf(value, inner, reader, reading) : null;
      if (!hasValue(value)) tellEmpty(name, inner, offset, reader, reading);
    }
  }
  return members;
}

function hasValue(value: ParsedNode | null): value is ParsedNode {
  return value !== null && !(isScalar(value) && value.value === null && value.source === '');
}

/** `assign:` with nothing behind it would mean "nobody", which people don't mean by forgetting a value. */
function tellEmpty(name: string, pointer: string, offset: number, reader: ValueReader, reading: Reading): void {
  reader.tell('YML-009', `${quoted(name)} has no value: write one, or null, or take the line away`, offset);
  reading.told.add(pointer);
}

function scalarOf(node: Scalar.Parsed, pointer: string, reader: ValueReader, reading: Reading): JsonValue {
  const { value } = node;
  const offset = node.range[0];
  if (typeof value === 'string') {
    const text = value.normalize('NFC');
    if (tellInvisible(text, offset, reader)) reading.told.add(pointer);
    return text;
  }
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    reader.tell('YML-010', `${quoted(node.source)} is not a number that can be stored: write a finite one`, offset);
    reading.told.add(pointer);
  }
  return null;
}

function tellInvisible(text: string, offset: number, reader: ValueReader, isKey = false): boolean {
  const invisible = findInvisible(text, isKey);
  if (invisible === undefined) return false;
  if (!reader.invisibleTold) {
    reader.tell('YML-008', `${quoted(text)} holds ${invisible.shown}, which nobody sees: take it away`, offset);
  }
  return true;
}
