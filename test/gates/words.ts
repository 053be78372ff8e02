/** The words that docs/glossary.md retired, and the names that still use one. */

import type { ProjectFile } from './project-files.ts';

export interface RetiredWord {
  readonly word: string;
  readonly say: string;
  /** Folders that the row is about; empty: everywhere. */
  readonly folders: readonly string[];
  readonly kept: readonly string[];
}

/** The rows of the table under "Retired words", a word each. */
export function retiredWords(glossary: string): readonly RetiredWord[] {
  const table = glossary.slice(glossary.indexOf('## Retired words'));
  return table.split('\n').flatMap((line) => {
    const [, words = '', say = '', folders = '', kept = ''] = line.split('|');
    return quotedIn(words).map((word) => ({
      word,
      say: say.trim(),
      folders: quotedIn(folders),
      kept: quotedIn(kept),
    }));
  });
}

/** `path name: say …` for the file and for each exported name and type in it that uses a retired word. */
export function retiredNames({ path, text }: ProjectFile, words: readonly RetiredWord[]): readonly string[] {
  const here = words.filter(
    ({ folders }) => folders.length === 0 || folders.some((folder) => path.startsWith(`${folder}/`)),
  );
  const names = [...path.split('/').slice(1), ...declaredNames({ path, text })];
  return [...new Set(names)].flatMap((name) =>
    here
      .filter(({ word, kept }) => !kept.includes(name) && usesWord(name, word))
      .map(({ say }) => `${path} ${name}: say ${say}`),
  );
}

/** Exported names, and the types, interfaces and classes of a file. In a formatted file, these stand at the start of a line. */
function declaredNames({ text }: ProjectFile): readonly string[] {
  return [...exportedNames(text), ...namesAfter(/^(?:interface|type|(?:abstract )?class) (\w+)/gm, text)];
}

function exportedNames(text: string): readonly string[] {
  return namesAfter(
    /^export (?:declare )?(?:async )?(?:abstract )?(?:const|let|function\*?|interface|type|class) (\w+)/gm,
    text,
  );
}

function namesAfter(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

/** `name: path, path` for each name that several files export. */
export function repeatedExports(files: readonly ProjectFile[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const { path, text } of files) {
    for (const name of new Set(exportedNames(text))) places.set(name, [...(places.get(name) ?? []), path]);
  }
  return [...places].filter(([, paths]) => paths.length > 1).map(([name, paths]) => `${name}: ${paths.join(', ')}`);
}

function usesWord(name: string, word: string): boolean {
  const parts = partsOf(name);
  const wanted = partsOf(word);
  return parts.some((_, at) => wanted.every((part, index) => isSame(parts[at + index] ?? '', part)));
}

/** The same word, in the singular or the plural. */
function isSame(part: string, word: string): boolean {
  return [word, `${word}s`, `${word}es`, word.replace(/y$/, 'ies')].includes(part);
}

/** `CallSite` and `call-site.ts` → `call`, `site`. */
function partsOf(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map((part) => part.toLowerCase());
}

function quotedIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, word]) => word ?? []);
}
