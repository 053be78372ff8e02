/** Kind → its reference page, so that what people read and what Postilion does can't drift apart. */

import type { Field } from '../../catalogue/field.ts';
import { fieldsIn, type Kind, odataType } from '../../catalogue/kind.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import { installPart, keysPart } from './apps.ts';
import { effectTables } from './effects.ts';
import { code, GENERATED, page, table } from './markdown.ts';

/** The page of one kind, Markdown. Links are relative to `docs/kinds/`. */
export function kindPage(kind: Kind): string {
  return page([
    GENERATED,
    `# ${kind.title} (${code(kind.name)})`,
    kind.doc,
    facts(kind),
    '## The smallest profile',
    `\`\`\`yaml\n${exampleProfile(kind)}\`\`\``,
    'What is left out of `settings` takes its default in a new profile and stays as it is in an existing one.',
    '## Settings',
    table(
      ['Setting', 'Admin center', 'What it is', 'Values', 'Default', 'Graph property'],
      fieldsIn(kind).map(fieldRow),
    ),
    ...installPart(kind),
    ...keysPart(kind),
    '## Effects on people',
    'What a change does to people who have the profile; [the levels](../effects.md#levels-from-least-to-worst) and [the sources](../sources.md) have pages of their own. Of several conditions the first that holds counts.',
    effectTables(kind),
    ...properties(
      'Sent once',
      'Sent when an object is created, then neither compared nor written.',
      constantRows(kind),
    ),
    ...properties('Left alone', 'Never written, whatever the tenant holds.', Object.entries(kind.leftAlone)),
  ]);
}

function facts(kind: Kind): string {
  const { collection, permissions } = kind.graph;
  return table(
    ['', ''],
    [
      ['Admin center', kind.portalPath],
      ['Devices', kind.devices.systems.map(code).join(', ')],
      ['Graph type', code(odataType(kind))],
      ['Graph collection', code(collection)],
      ['Permission to plan', code(permissions.read)],
      ['Permission to apply', code(permissions.write)],
    ],
  );
}

function fieldRow([name, field]: readonly [string, Field]): readonly string[] {
  return [
    field.required ? `${code(name)} (required)` : code(name),
    field.label,
    field.doc,
    valuesOf(field),
    field.initial === null ? 'nothing' : code(yamlFlow(field.initial)),
    `${field.graph.map(code).join(', ')}${field.inverted ? ' (says the opposite)' : ''}`,
  ];
}

function valuesOf({ shape }: Field): string {
  const members = 'meanings' in shape ? Object.entries(shape.meanings) : [];
  const meanings = members.map(([member, meaning]) => `${code(member)}: ${meaning}`);
  switch (shape.type) {
    case 'text':
      return `text, at most ${shape.maxLength} characters`;
    case 'host':
      return 'host name';
    case 'boolean':
      return `${code('true')} or ${code('false')}`;
    case 'choice':
      return meanings.join('\n');
    case 'set':
      return [`list, at least ${shape.atLeast} of`, ...meanings].join('\n');
    case 'choice-or-custom':
      return [...meanings, `${code(`{${shape.custom}: …}`)}: a text of your own`].join('\n');
    case 'structured':
      return 'a value of its own form: see the example and the schema';
    case 'file':
      return `path of a ${['.cer', '.crt', '.der', '.pem'].map(code).join(', ')} file, from the folder of the YAML file`;
    case 'reference':
      return `${code('{key: …}')}, ${code('{name: …}')} or ${code('{id: …}')} of an existing ${shape.target.noun}`;
  }
}

function constantRows(kind: Kind): readonly (readonly [string, string])[] {
  return Object.entries(kind.constants).map(([name, { value, because }]) => [
    name,
    `${code(typeof value === 'string' ? value : JSON.stringify(value))}: ${because}`,
  ]);
}

function properties(title: string, text: string, rows: readonly (readonly [string, string])[]): readonly string[] {
  if (rows.length === 0) return [];
  const body = rows.map(([name, reason]) => [code(name), reason]);
  return [`## ${title}`, text, table(['Graph property', 'Why'], body)];
}

/** Texts that YAML, in one of its versions, takes for something else. */
const YAML_WORDS = /^(?:true|false|null|yes|no|on|off)$/i;

/** A profile document with the settings that must be given and nothing else. */
function exampleProfile(kind: Kind): string {
  const settings = fieldsIn(kind).flatMap(([name, field]) => {
    const example = exampleOf(field);
    return field.required && example !== undefined ? [`  ${name}: ${yamlFlow(example)}`] : [];
  });
  const head = [`kind: ${kind.name}`, `key: ${kind.name}-example`, `name: ${yamlFlow(`${kind.title} - Example`)}`];
  const assign = ['assign:', '  include:', '    - group: Sales users'];
  return `${[...head, 'settings:', ...settings, ...assign].join('\n')}\n`;
}

/** Of members the first, which is the usual one; of free texts the last, which ties the example to no service. */
function exampleOf({ shape, examples }: Field): JsonValue | undefined {
  return shape.type === 'text' || shape.type === 'host' ? examples.at(-1) : examples[0];
}

/** A value in YAML's flow style; plain where YAML takes it as that text, quoted otherwise. */
function yamlFlow(value: JsonValue): string {
  if (isJsonArray(value)) return `[${value.map(yamlFlow).join(', ')}]`;
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([name, member]) => `${name}: ${yamlFlow(member)}`);
    return `{${members.join(', ')}}`;
  }
  const isPlain = typeof value === 'string' && /^[A-Za-z][\w./ -]*\w$/.test(value) && !YAML_WORDS.test(value);
  return isPlain ? value : JSON.stringify(value);
}
