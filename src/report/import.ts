/** Shows what an import wrote and what it left out, as text and as JSON. */

import { grouped } from '../model/grouped.ts';
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
  readonly leftAlone: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly reason: string;
    readonly instead: string;
  }[];
}

/** Remarks of more files than this are told once. */
const SHARED = 3;

/** A line for each file, its remarks below it, those of many files once, and the number of files. */
export function renderImport({ written, leftAlone }: ImportReport): string {
  const counts = new Map<string, number>();
  for (const { notes } of written) for (const note of notes) counts.set(note, (counts.get(note) ?? 0) + 1);
  const isShared = (note: string): boolean => (counts.get(note) ?? 0) > SHARED;
  const each = written.flatMap(({ file, kind, name, notes }) => [
    `${file}: ${kind} "${name}"`,
    ...notes.filter((note) => !isShared(note)).map((note) => `  ${note}`),
  ]);
  const common = [...counts].filter(([note]) => isShared(note)).map(([note, count]) => `${count} profiles: ${note}`);
  const lines = [...each, ...common];
  const is = written.length === 1 ? 'is' : 'are';
  const last =
    written.length === 0
      ? 'nothing to import: every mail profile of the tenant is managed, or left out for the reasons above'
      : `${counted(written.length, 'profile')} ${is} written, adopt.yaml names the objects; a plan changes nothing`;
  const alone =
    leftAlone.length === 0
      ? []
      : [`${counted(leftAlone.length, 'other object')} left alone: postilion import --list says which, and why`];
  return [...lines, last, ...alone].map((line) => `${escapeTerminal(line)}\n`).join('');
}

/** What could be imported, what could not and what is left alone, with the reasons; nothing is written. */
export function renderImportList({ written, refused, leftAlone }: ImportReport): string {
  const lines = [
    `${counted(written.length, 'object')} can be imported`,
    ...written.map(({ kind, name, id }) => `  ${kind} "${name}" (${id})`),
    ...(refused.length === 0 ? [] : [`${counted(refused.length, 'object')} can not be imported as it is`]),
    ...refused.map(({ kind, name, id, reason }) => `  ${kind} "${name}" (${id}): ${reason}`),
    `${counted(leftAlone.length, 'object')} of other kinds left alone`,
    ...[...grouped(leftAlone, ({ reason, instead }) => `${reason}; managed in ${instead}`)].flatMap(
      ([why, objects]) => [
        `  ${counted(objects.length, 'object')}: ${why}`,
        ...objects.map(({ type, name, id }) => `    ${type} "${name}" (${id})`),
      ],
    ),
  ];
  return lines.map((line) => `${escapeTerminal(line)}\n`).join('');
}

/** A line for each object that stays unmanaged. */
export function renderRefused({ refused }: ImportReport): string {
  return refused
    .map(({ id, name, kind, reason }) => `${escapeTerminal(`not imported: ${kind} "${name}" (${id}): ${reason}`)}\n`)
    .join('');
}

/** `{"written": […], "refused": […], "leftAlone": […]}`. */
export function renderImportJson({ written, refused, leftAlone }: ImportReport): string {
  const document = {
    written: written.map(({ key, kind, id, name, file, notes }) => ({ key, kind, id, name, file, notes })),
    refused: refused.map(({ id, name, kind, reason }) => ({ id, name, kind, reason })),
    leftAlone: leftAlone.map(({ id, name, type, reason, instead }) => ({ id, name, type, reason, instead })),
  };
  return `${escapeJsonText(JSON.stringify(document, null, 2))}\n`;
}
