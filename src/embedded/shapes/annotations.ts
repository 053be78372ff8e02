/** What `odata.metadata=full` puts into an object: exports of tools that ask for it are full of these. */
import type { JsonObject, JsonValue } from '../../model/json.ts';
import { navigationsOf, propertiesOf } from '../schema/schema.ts';

/** The annotations of an object: its links, the types of its properties, its navigations, the `assign` action. */
export function annotations(
  object: JsonObject,
  { id, type, path }: { readonly id: string; readonly type: string; readonly path: string },
): JsonObject {
  const known = propertiesOf(type);
  const self = `${path}('${id}')`;
  const cast = `${self}/microsoft.graph.${type}`;
  const added: Record<string, JsonValue> = { '@odata.id': self, '@odata.editLink': cast };
  for (const name of Object.keys(object)) {
    const property = known.get(name);
    if (property === undefined) continue;
    if (property.collection) added[`${name}@odata.type`] = `#Collection(${property.type})`;
    else if (property.form === 'date') added[`${name}@odata.type`] = '#DateTimeOffset';
    else if (property.form === 'enum' || property.form === 'flags')
      added[`${name}@odata.type`] = `#microsoft.graph.${property.type}`;
  }
  for (const name of navigationsOf(type)) {
    added[`${name}@odata.associationLink`] = `${cast}/${name}/$ref`;
    added[`${name}@odata.navigationLink`] = `${cast}/${name}`;
  }
  added['#microsoft.graph.assign'] = { title: 'microsoft.graph.assign', target: `${cast}/microsoft.graph.assign` };
  return added;
}
