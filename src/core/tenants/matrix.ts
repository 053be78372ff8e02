/** Shards of tenants for engines that run jobs side by side: GitHub's matrix, an indexed job of Kubernetes. */

import type { Fleet, FleetTenant } from './fleet.ts';

/** One job: its number, its name for people, and the tenants that it goes through. */
export interface Shard {
  readonly index: number;
  readonly name: string;
  /** The environment whose reviewers and secrets the job gets: one for each wave. */
  readonly environment: string;
  /** Names, separated by spaces: none holds one. */
  readonly tenants: string;
}

/** GitHub runs no more jobs of one matrix (GitHub documentation, "Running variations of jobs"). */
export const MOST_JOBS = 256;

/** A runner takes outputs of a job up to 1 MB, counted as UTF-16 (GitHub documentation, "Workflow syntax": job outputs). */
export const MOST_MATRIX_CHARACTERS = 500_000;

/** The wave that tenants without one are in. */
const LAST_WAVE = 'rest';

/** The wave of a tenant. */
export function waveOf({ wave }: Pick<FleetTenant, 'wave'>): string {
  return wave ?? LAST_WAVE;
}

/** The waves of the fleet in their order. */
export function wavesOf({ waves, tenants }: Fleet): readonly string[] {
  return tenants.some(({ wave }) => wave === null) ? [...waves, LAST_WAVE] : waves;
}

/** Shards of at most `size` tenants of one wave each, in the order of tenants.yaml. */
export function shardsOf(tenants: readonly FleetTenant[], size: number): readonly Shard[] {
  const byWave = new Map<string, string[]>();
  for (const tenant of tenants) byWave.set(waveOf(tenant), [...(byWave.get(waveOf(tenant)) ?? []), tenant.name]);
  const parts = [...byWave].flatMap(([wave, names]) =>
    Array.from({ length: Math.ceil(names.length / size) }, (_, part) => ({
      wave,
      part,
      names: names.slice(part * size, (part + 1) * size),
      isOnly: names.length <= size,
    })),
  );
  return parts.map(({ wave, part, names, isOnly }, index) => ({
    index,
    name: isOnly ? wave : `${wave} ${part + 1}`,
    environment: `postilion-${wave}`,
    tenants: names.join(' '),
  }));
}

/** Which of how many equal parts. */
export interface Part {
  readonly index: number;
  readonly count: number;
}

/**
 * One part of all tenants, for engines that start a fixed number of jobs. The parts are made anew of every list, so that
 * a tenant that is added is in one of them without a change to the engine.
 */
export function partOf(tenants: readonly FleetTenant[], { index, count }: Part): readonly FleetTenant[] {
  const from = (part: number): number => Math.floor((part * tenants.length) / count);
  return tenants.slice(from(index), from(index + 1));
}
