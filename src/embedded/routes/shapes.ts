/** Shapes where the routes need them: what is answered, and what is stored for it. */
import type { JsonObject } from '../../model/json.ts';
import { sameJson } from '../../model/json.ts';
import type { ShapeSet } from '../shapes/shape-set.ts';
import { shapeObject } from '../shapes/shaped.ts';
import type { Entity } from '../store/store.ts';
import type { Tenant } from '../tenant.ts';
import { type IntuneCollection, intuneCollections } from './collections.ts';

/** Sets the shapes of all answers to come, and stores the unknown members in the objects that will show them. */
export function setShapes(tenant: Tenant, shapes: ShapeSet): void {
  tenant.shapes.set(shapes);
  const { unknown } = shapes;
  if (unknown === null) return;
  for (const collection of intuneCollections.filter(hasShapes)) {
    for (const entity of tenant.store.all(collection.name)) {
      if (!sameJson(entity.unknown ?? {}, unknown)) tenant.store.put(collection.name, { ...entity, unknown });
    }
  }
}

/** The object as it is answered. */
export function inShape(tenant: Tenant, object: JsonObject, entity: Entity, collection: IntuneCollection): JsonObject {
  if (!hasShapes(collection)) return object;
  const path = `${collection.root}/${collection.name}`;
  const subject = { id: entity.id, type: entity.type, path, unknown: entity.unknown ?? {} };
  return shapeObject(object, subject, tenant.shapes.current());
}

/** What a new object holds besides what was sent. */
export function unknownOfNew(tenant: Tenant, collection: IntuneCollection): Pick<Entity, 'unknown'> {
  const { unknown } = tenant.shapes.current();
  return unknown === null || !hasShapes(collection) ? {} : { unknown };
}

/** Devices and audit events are the service's own and have one shape; what people write and assign has many. */
function hasShapes(collection: IntuneCollection): boolean {
  return collection.assign !== undefined;
}
