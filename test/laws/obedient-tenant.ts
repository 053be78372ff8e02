/** What a tenant holds after it did exactly what the steps of a plan say: merge, bind, replace, and nothing else. */

import { fieldsIn } from '../../src/catalogue/kind.ts';
import { idInLink } from '../../src/core/plan/precondition.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../src/model/json.ts';
import type { Plan, Step } from '../../src/model/plan.ts';
import type { World } from './pure-plan.ts';

interface Holdings {
  readonly objects: Map<string, JsonObject>;
  readonly references: Map<string, string>;
}

/** The world after all steps of the plan. */
export function afterPlan(world: World, plan: Plan): World {
  const ids = new Map(plan.changes.flatMap(({ key, id }) => (id === null ? [] : [[key, id] as const])));
  const holdings: Holdings = {
    objects: new Map(world.objects.map((object) => [stringAt(object, 'id') ?? '', object])),
    references: new Map(world.references),
  };
  for (const step of plan.steps) {
    // A step may be about another object than the change that it belongs to.
    const key = /\{([a-z0-9-]+)\}/.exec(step.request.path)?.[1] ?? step.key;
    const id = ids.get(key) ?? `00000000-0000-4000-9000-${String(ids.size).padStart(12, '0')}`;
    ids.set(key, id);
    obey(step, id, holdings);
  }
  return { ...world, objects: [...holdings.objects.values()], references: holdings.references };
}

function obey(step: Step, id: string, { objects, references }: Holdings): void {
  const body = isJsonObject(step.request.body) ? step.request.body : {};
  const object = objects.get(id) ?? {};
  switch (step.verb) {
    case 'create':
      objects.set(id, created(body, id));
      for (const [name, target] of bindings(body)) references.set(`${id}/${fieldFor(body, name)}`, target);
      return;
    case 'patch':
    case 'target-apps':
      objects.set(id, { ...object, ...body });
      return;
    case 'assign':
      objects.set(id, { ...object, assignments: body['assignments'] ?? body['mobileAppAssignments'] ?? [] });
      return;
    case 'set-reference':
      references.set(`${id}/${referenceField(step)}`, idInLink(step.request.body) ?? '');
      return;
    case 'clear-reference':
      references.delete(`${id}/${referenceField(step)}`);
      return;
    case 'delete':
      objects.delete(id);
  }
}

function created(body: JsonObject, id: string): JsonObject {
  const members = Object.entries(body).filter(([name]) => !name.includes('@odata.bind'));
  return { ...Object.fromEntries(members), id, assignments: [] };
}

function bindings(body: JsonObject): readonly (readonly [string, string])[] {
  return Object.entries(body).flatMap(([name, link]: readonly [string, JsonValue]) =>
    name.endsWith('@odata.bind')
      ? [[name.replace('@odata.bind', ''), idInLink({ '@odata.id': link }) ?? ''] as const]
      : [],
  );
}

/** Our name of a navigation in a create's body. */
function fieldFor(body: JsonObject, navigation: string): string {
  const type = (stringAt(body, '@odata.type') ?? '').replace('#microsoft.graph.', '');
  const kind = CATALOGUE.find((one) => one.graph.type === type);
  const found = kind === undefined ? undefined : fieldsIn(kind).find(([, field]) => field.graph.includes(navigation));
  return found?.[0] ?? navigation;
}

function referenceField(step: Step): string {
  return step.id.slice(step.id.lastIndexOf(':') + 1);
}
