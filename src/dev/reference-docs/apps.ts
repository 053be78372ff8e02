/** The parts of a reference page that only apps and their configurations have: terms of assignment, and known keys. */

import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import { keyNamed } from '../../kinds/app-config/keys/known-keys.ts';
import { isJsonObject, type JsonValue } from '../../model/json.ts';
import { code, table } from './markdown.ts';

/** What an entry of `assign` may say about an app; nothing for other kinds. */
export function installPart({ install }: Kind): readonly string[] {
  if (install === undefined) return [];
  const { changed } = install;
  const rows = Object.entries(install.settings).map(([name, field]) => [
    code(name),
    field.label,
    field.doc,
    `${code(install.settingsType ?? '')}: ${field.graph.map(code).join(', ')}`,
  ]);
  return [
    '## Assignments',
    `An entry of ${code('assign.include')} may say ${code('intent')}: ${code('required')} (when left out), ${code('available')}, ${code('availableWithoutEnrollment')} or ${code('uninstall')}. For people who keep the app another intent means: ${changed.reason} (${changed.level}, ${changed.confidence}, ${changed.rule}).`,
    ...(rows.length === 0
      ? []
      : [
          `Its ${code('settings')} may hold these; what is left out stays as it is in the tenant.`,
          table(['Setting', 'Admin center', 'What it is', 'Graph property'], rows),
        ]),
  ];
}

/** The keys that a configuration of the kind knows; nothing for kinds without. */
export function keysPart(kind: Kind): readonly string[] {
  const names = fieldsIn(kind).flatMap(([, { mapping, shape }]) =>
    mapping === true && shape.type === 'structured' ? propertiesOf(shape.schema['properties'] ?? null) : [],
  );
  if (names.length === 0) return [];
  const rows = names.flatMap((name) => {
    const key = keyNamed(name);
    if (key === undefined) return [];
    const values = key.values === undefined ? key.type : key.values.map((value) => code(String(value))).join(', ');
    return [[code(name), values, key.platforms.join(', '), key.concern, key.doc]];
  });
  return [
    '## Known keys',
    'Other keys are passed on as they are, with a warning. What a change of a key does to people goes by what it is about.',
    table(['Key', 'Values', 'Platforms', 'About', 'What it does'], rows),
  ];
}

function propertiesOf(properties: JsonValue): readonly string[] {
  return isJsonObject(properties) ? Object.keys(properties) : [];
}
