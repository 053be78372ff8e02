/** The kinds that Postilion manages; a new kind is one file and one line here. */

import { iosMail } from './ios-mail.ts';
import type { Kind } from './kind.ts';

/** In the order in which objects are created. */
export const CATALOGUE: readonly Kind[] = [iosMail];

/** The kind of that name, as YAML says it. */
export function kindNamed(name: string): Kind | undefined {
  return CATALOGUE.find((kind) => kind.name === name);
}

/** The kind of a Graph object, by its `@odata.type`. */
export function kindOfType(type: string): Kind | undefined {
  return CATALOGUE.find((kind) => `#microsoft.graph.${kind.graph.type}` === type);
}
