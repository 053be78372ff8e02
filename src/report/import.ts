/** Shows what an import wrote and what it left out, as text and as JSON. */

import { counted } from '../model/text.ts';
import { escapeJsonText, escapeTerminal } from './text/escape.ts';

/** What was written and refused, as far as the report shows it. */
export interface ImportReport {
  readonly written: readonly {
    readonly key: string;
    readonly kind: string;
    readonly id: string;
    readonly name: string;
    readonly file: string;
    readonly notes: readonly string[];
  }[];
  readonly refused: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly reason: string;
  }[];
}

/** A line for each file, its remarks below it, and the number of files. */
export function renderImport({ written }: ImportReport): string {
  const lines = written.flatMap(({ file, kind, name, notes }) => [
    `${file}: ${kind} "${name}"`,
    ...notes.map((note) => `  ${note}`),
  ]);
  const is = written.length === 1 ? 'is' : 'are';
  const last =
    written.length === 0
      ? 'nothing to import: every mail profile of the tenant is managed, or left out for the reasons above'
      : `${counted(written.length, 'profile')} ${is} written, adopt.yaml names the objects; a plan changes nothing`;
  return [...lines, last].map((line) => `${escapeTerminal(line)}\n`).join('');
}

/** A line for each object that stays unmanaged. */
export function renderRefused({ refused }: ImportReport): string {
  return refused
    .map(({ id, name, kind, reason }) => `${escapeTerminal(`not imported: ${kind} "${name}" (${id}): ${reason}`)}\n`)
    .join('');
}

/** `{"written": […], "refused": […]}`. */
export function renderImportJson({ written, refused }: ImportReport): string {
  const document = {
    written: written.map(({ key, kind, id, name, file, notes }) => ({ key, kind, id, name, file, notes })),
    refused: refused.map(({ id, name, kind, reason }) => ({ id, name, kind, reason })),
  };
  return `${escapeJsonText(JSON.stringify(document, null, 2))}\n`;
}
