/** Names of live objects → keys for the repository, as a person would shorten them. */

import { compareText } from '../../model/finding.ts';
import { type GraphId, isProfileKey, type ProfileKey } from '../../model/ids.ts';

/** What a key is made of. */
export interface NamedObject {
  readonly id: GraphId;
  readonly kind: string;
  readonly name: string;
}

const LONGEST = 63;

/**
 * A key for each object, none of `taken` and none twice: the name in kebab case, with the kind where the name
 * has hardly a Latin letter or digit; what is called alike is numbered in the order of the ids. Independent of the order of `objects`.
 */
export function chooseKeys(
  objects: readonly NamedObject[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, ProfileKey> {
  const used = new Set(taken);
  const keys = new Map<string, ProfileKey>();
  const sorted = [...objects].sort(
    (a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name) || compareText(a.id, b.id),
  );
  for (const { id, kind, name } of sorted) {
    const base = baseOf(name, kind);
    for (let number = 1; !keys.has(id); number += 1) {
      const key = numbered(base, number);
      if (used.has(key) || !isProfileKey(key)) continue;
      used.add(key);
      keys.set(id, key);
    }
  }
  return keys;
}

/** Names in other scripts leave little behind: what is shorter than a word gets its kind in front. */
function baseOf(name: string, kind: string): string {
  const short = kebab(name);
  return short.length > 2 ? short : kebab(`${kind} ${short}`);
}

function kebab(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  return trimmed(plain.replace(/[^a-z0-9]+/g, '-'), LONGEST);
}

function numbered(base: string, number: number): string {
  if (number === 1) return base;
  const suffix = `-${number}`;
  return `${trimmed(base, LONGEST - suffix.length)}${suffix}`;
}

function trimmed(text: string, length: number): string {
  const plain = text.replace(/^-+/, '');
  const cut = plain.slice(0, length);
  // A word that is cut says nothing, unless it is all there is.
  const isCut = plain.length > length && plain[length] !== '-' && cut.lastIndexOf('-') > length / 2;
  return (isCut ? cut.slice(0, cut.lastIndexOf('-')) : cut).replace(/-+$/, '');
}
