/** References to what the repository holds are written by key: they survive a rename in the tenant, and editors find them. */

import type { Kind } from '../../catalogue/kind.ts';
import { isJsonObject, stringAt } from '../../model/json.ts';
import type { DocumentMember, ImportedDocument } from './document.ts';

/** Id of a live object → the profile that the repository has of it, or will have once everything is written. */
export type KeysById = ReadonlyMap<string, { readonly key: string; readonly kind: Kind }>;

/** The document with each reference by key where its target has one; the other references stay as they are. */
export function withKeys(document: ImportedDocument, keys: KeysById): ImportedDocument {
  return { ...document, members: document.members.map((member) => keyed(member, document, keys)) };
}

function keyed(member: DocumentMember, { kind, live }: ImportedDocument, keys: KeysById): DocumentMember {
  const field = member.pointer.replace('/settings/', '');
  const shape = field === member.pointer ? undefined : kind.fields[field]?.shape;
  const bound = live.settings[field] ?? null;
  if (shape?.type !== 'reference' || member.value === null || !isJsonObject(bound)) return member;
  const target = keys.get(stringAt(bound, 'id') ?? '');
  return target !== undefined && shape.target.types.includes(target.kind.graph.type)
    ? { ...member, value: { key: target.key } }
    : member;
}
