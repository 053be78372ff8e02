/** A profile document → YAML text in the layout of the examples. */

import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import type { JsonObject } from '../../model/json.ts';
import { escaped } from '../config/yaml/messages.ts';

export interface Heading {
  /** Path or address of the schema, for editors. */
  readonly schema: string;
  /** Remarks that stand above the document, a line each. */
  readonly notes: readonly string[];
}

/** The text of a file with this one document. Settings, lists and filters are written on one line. */
export function writeProfile(document: JsonObject, { schema, notes }: Heading): string {
  const yaml = new Document(document, { version: '1.2', schema: 'core' });
  visit(yaml, {
    Collection: (_, node, path) => {
      const isInline = isSeq(node) ? node.items.every((item) => isScalar(item)) : isMap(node) && isInner(path.length);
      if (isInline) node.flow = true;
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
