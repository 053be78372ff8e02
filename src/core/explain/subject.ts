/** The catalogue's answer to "why?": for an effect, a rule, a kind, or a field. */

import type { EffectCase } from '../../catalogue/effects.ts';
import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import { SOURCES } from '../../catalogue/sources.ts';
import type { EffectVerdict } from '../../model/effect.ts';
import { REFERENCE_RULES, RULES } from '../../rules/catalogue.ts';
import type { Rule } from '../../rules/rule.ts';
import { TENANT_CODES } from '../checks/codes.ts';
import { INPUT_CODES } from '../config/codes.ts';
import { lockOutVerdict } from '../impact/compliance-lock-out.ts';

/** The explanation as text, or null when the catalogue doesn't know the subject. */
export function explainSubject(subject: string, kinds: readonly Kind[]): string | null {
  const verdicts = kinds.flatMap(casesOf).filter(({ verdict }) => verdict.rule === subject);
  const [first] = verdicts;
  if (first !== undefined) return verdictText(first);
  const rule = [...RULES, ...REFERENCE_RULES].find(({ id }) => id === subject);
  if (rule !== undefined) return ruleText(rule);
  const title = Object.entries({ ...INPUT_CODES, ...TENANT_CODES }).find(([code]) => code === subject);
  if (title !== undefined) return `${subject}: ${title[1]}`;
  const [kindName = '', fieldName] = subject.split('.');
  const kind = kinds.find(({ name }) => name === kindName);
  if (kind === undefined) return null;
  if (fieldName === undefined)
    return [
      `${kind.title}: ${kind.doc}`,
      `admin center: ${kind.portalPath}`,
      `settings: ${Object.keys(kind.fields).join(', ')}`,
    ].join('\n');
  const field = kind.fields[fieldName];
  if (field === undefined) return null;
  return [
    `${subject}: ${field.doc}`,
    `admin center: ${field.label}`,
    `Graph: ${field.graph.join(', ')}`,
    '',
    ...field.changes.map(verdictText),
  ].join('\n');
}

function casesOf(kind: Kind): readonly EffectCase[] {
  const { firstDelivery, removal, moved, metadata } = kind.effects;
  const bare = (verdict: EffectVerdict): EffectCase => ({ when: null, whenText: null, verdict });
  return [
    ...fieldsIn(kind).flatMap(([, field]) => field.changes),
    ...firstDelivery,
    bare(removal),
    bare(moved),
    bare(metadata),
    bare(lockOutVerdict([])),
  ];
}

function ruleText(rule: Pick<Rule, 'id' | 'title' | 'severity' | 'sources'>): string {
  return [`${rule.id}: ${rule.title} (${rule.severity})`, ...sourceLines(rule.sources)].join('\n');
}

function sourceLines(keys: readonly string[]): readonly string[] {
  return Object.entries(SOURCES).flatMap(([key, text]) => (keys.includes(key) ? [`  ${key}: ${text}`] : []));
}

function verdictText({ verdict, whenText }: EffectCase): string {
  return [
    `${verdict.rule}: ${verdict.level}${verdict.outage ? ', and mail may stop without any prompt' : ''} (${verdict.confidence})`,
    ...(whenText === null ? [] : [`  when: ${whenText}`]),
    `  ${verdict.reason}`,
    ...verdict.mayAlso.map((text) => `  may also: ${text}`),
    ...sourceLines(verdict.sources),
  ].join('\n');
}
