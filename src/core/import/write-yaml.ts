/** A profile document → YAML text in the layout of the examples. */

import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import { type JsonObject, ownMember } from '../../model/json.ts';
import { escaped } from '../config/yaml/messages.ts';

export interface Heading {
  /** Path or address of the schema, for editors. */
  readonly schema: string;
  /** Remarks that stand above the document, a line each. */
  readonly notes: readonly string[];
  /** Ids that stand in the document → names, which are written beside them. */
  readonly ids?: Readonly<Record<string, string>>;
}

/** A mapping or a list that is longer takes a line for each of its members. */
const WIDTH = 90;

/** The text of a file with this one document. Short settings, lists and filters are written on one line. */
export function writeProfile(document: JsonObject, { schema, notes, ids = {} }: Heading): string {
  const yaml = new Document(document, { version: '1.2', schema: 'core' });
  visit(yaml, {
    Collection: (_, node, path) => {
      const isInline = isSeq(node) ? node.items.every((item) => isScalar(item)) : isMap(node) && isInner(path.length);
      if (isInline && String(node).length <= WIDTH) node.flow = true;
    },
  });
  visit(yaml, {
    Map: (_, node, path) => {
      const id = node.get('id');
      const name = typeof id === 'string' ? ownMember(ids, id) : undefined;
      if (name === undefined) return;
      // Inside of braces a comment would break the line.
      const outermost = [...path, node].find((one) => isMap(one) && one.flow === true);
      if (isMap(outermost)) outermost.comment = ` ${escaped(name)}`;
    },
  });
  const assign = yaml.getIn(['assign'], true);
  if (isScalar(assign) && assign.value === null) assign.comment = ' nobody gets it';
  const heading = [`yaml-language-server: $schema=${schema}`, ...notes].map((line) => `# ${escaped(line)}\n`);
  return `${heading.join('')}${yaml.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: false })}`;
}

/** Of what stands around a mapping, from the document on: five for a setting's value, six for a target, more for a filter. */
function isInner(depth: number): boolean {
  return depth === 5 || depth > 6;
}
