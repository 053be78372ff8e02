/** The catalogue's answer to "why?": for an effect, a rule, a kind, or a field. */

import type { EffectCase } from '../../catalogue/effects.ts';
import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import { type EffectVerdict, verdictWords } from '../../model/effect.ts';
import { findingHelp, uncheckedHelp } from '../../model/findings/help.ts';
import { FINDINGS, isFindingCode } from '../../model/findings/table.ts';
import { ownMember } from '../../model/json.ts';
import { SOURCES } from '../../model/sources.ts';
import { lockOutVerdict } from '../impact/compliance-lock-out.ts';

/** The explanation as text, or null when the catalogue doesn't know the subject. */
export function explainSubject(subject: string, kinds: readonly Kind[]): string | null {
  const verdicts = kinds.flatMap(casesOf).filter(({ verdict }) => verdict.rule === subject);
  const [first] = verdicts;
  if (first !== undefined) return verdictText(first);
  const help = isFindingCode(subject) ? findingHelp(subject) : uncheckedHelp(subject);
  if (help !== null) return help.join('\n');
  const [kindName = '', fieldName] = subject.split('.');
  const kind = kinds.find(({ name }) => name === kindName);
  if (kind === undefined) return null;
  if (fieldName === undefined)
    return [
      `${kind.title}: ${kind.doc}`,
      `admin center: ${kind.portalPath}`,
      `settings: ${Object.keys(kind.fields).join(', ')}`,
    ].join('\n');
  const field = ownMember(kind.fields, fieldName);
  if (field === undefined) return null;
  return [
    `${subject}: ${field.doc}`,
    `admin center: ${field.label}`,
    `Graph: ${field.graph.join(', ')}`,
    '',
    ...field.changes.map(verdictText),
  ].join('\n');
}

/** Everything that can be asked for by one word: codes and kinds, and the fields where the word names one. */
export function explainableSubjects(kinds: readonly Kind[], asked: string): readonly string[] {
  const rules = kinds.flatMap(casesOf).map(({ verdict }) => verdict.rule);
  const fields = kinds.flatMap(({ name, fields: own }) => Object.keys(own).map((field) => `${name}.${field}`));
  const names = kinds.map(({ name }) => name);
  return [...new Set([...Object.keys(FINDINGS), ...rules]), ...names, ...(asked.includes('.') ? fields : [])];
}

function casesOf(kind: Kind): readonly EffectCase[] {
  const { firstDelivery, removal, moved, metadata } = kind.effects;
  const bare = (verdict: EffectVerdict): EffectCase => ({ when: null, whenText: null, verdict });
  return [
    ...fieldsIn(kind).flatMap(([, field]) => field.changes),
    ...firstDelivery,
    bare(removal),
    bare(moved),
    ...(kind.install === undefined
      ? []
      : [kind.install.changed, kind.install.uninstalled, kind.install.replaced].map(bare)),
    bare(metadata),
    bare(lockOutVerdict([])),
  ];
}

function sourceLines(keys: readonly string[]): readonly string[] {
  return Object.entries(SOURCES).flatMap(([key, text]) => (keys.includes(key) ? [`  ${key}: ${text}`] : []));
}

function verdictText({ verdict, whenText }: EffectCase): string {
  return [
    `${verdict.rule}: ${verdictWords(verdict)} (${verdict.level}, ${verdict.confidence})`,
    ...(whenText === null ? [] : [`  when: ${whenText}`]),
    `  ${verdict.reason}`,
    ...verdict.mayAlso.map((text) => `  may also: ${text}`),
    ...sourceLines(verdict.sources),
  ].join('\n');
}
