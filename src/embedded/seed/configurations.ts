/** Seeded device configurations: how one is described, and how it becomes a stored object. */
import type { JsonObject } from '../../model/json.ts';
import type { Entity } from '../store/store.ts';
import { draw } from './draw.ts';
import { type SeedTarget, seedAssignments } from './names.ts';
import { seedEntity, seedId } from './seed-entity.ts';

export interface SeedConfiguration {
  readonly name: string;
  readonly type: string;
  readonly description?: string | null;
  readonly settings: JsonObject;
  readonly targets?: readonly SeedTarget[];
  readonly scopeTags?: readonly string[];
  /** Navigation to the name of another seeded configuration, or of a derived credential. */
  readonly references?: Readonly<Record<string, string>>;
  readonly version?: number;
}

/** The id of a seeded configuration by its name. */
function configurationId(name: string): string {
  return seedId('deviceConfigurations', name);
}

export function configurationEntity(seed: SeedConfiguration, order: number): Entity {
  const id = configurationId(seed.name);
  const version = seed.version ?? 1 + draw(`version/${seed.name}`, 4);
  const month = String(1 + draw(`month/${seed.name}`, 12)).padStart(2, '0');
  const fraction = String(1_000_001 + draw(`fraction/${seed.name}`, 8_000_000));
  const entity = seedEntity('deviceConfigurations', seed.name, order, seed.type, {
    displayName: seed.name,
    description: seed.description ?? null,
    roleScopeTagIds: seed.scopeTags ?? ['0'],
    ...seed.settings,
    createdDateTime: `2023-${month}-14T09:21:33.${fraction}Z`,
    lastModifiedDateTime:
      version === 1 ? `2023-${month}-14T09:21:33.${fraction}Z` : `2025-${month}-02T14:03:10.${fraction}Z`,
    version,
  });
  const references = Object.entries(seed.references ?? {}).map(
    ([navigation, name]) =>
      [
        navigation,
        navigation === 'derivedCredentialSettings' ? seedId('derivedCredentials', name) : configurationId(name),
      ] as const,
  );
  return {
    ...entity,
    assignments: seedAssignments(id, seed.targets ?? [], true),
    ...(references.length === 0 ? {} : { references: Object.fromEntries(references) }),
  };
}
