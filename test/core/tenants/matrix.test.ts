/** Shards and parts: every tenant is in exactly one, and 500 tenants fit what GitHub takes. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FleetTenant } from '../../../src/core/tenants/fleet.ts';
import { MOST_JOBS, MOST_MATRIX_CHARACTERS, partOf, shardsOf } from '../../../src/core/tenants/matrix.ts';

const AT = { file: 'tenants.yaml', line: 1, column: 1 };
const tenant = (name: string, wave: string | null): FleetTenant => ({
  name,
  id: null,
  cloud: null,
  embedded: null,
  wave,
  variables: new Map(),
  at: AT,
});
const anyFleet = fc
  .array(fc.constantFrom('canary', 'broad', null), { maxLength: 120 })
  .map((waves) => waves.map((wave, index) => tenant(`t${index}`, wave)));

describe('shards and parts', () => {
  it('hold every tenant once, whatever their size', () => {
    fc.assert(
      fc.property(anyFleet, fc.integer({ min: 1, max: 50 }), (tenants, size) => {
        const shards = shardsOf(tenants, size);
        const names = shards.flatMap((shard) => shard.tenants.split(' '));
        expect(names.toSorted()).toEqual(tenants.map(({ name }) => name).toSorted());
        expect(shards.every((shard) => shard.tenants.split(' ').length <= size)).toBe(true);
      }),
    );
  });

  it('leave nobody out where an engine has a fixed number of jobs, and are as large as each other', () => {
    fc.assert(
      fc.property(anyFleet, fc.integer({ min: 1, max: 40 }), (tenants, count) => {
        const parts = Array.from({ length: count }, (_, index) => partOf(tenants, { index, count }));
        expect(parts.flat()).toEqual(tenants);
        const sizes = parts.map((part) => part.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('fit GitHub for 500 tenants', () => {
    const tenants = Array.from({ length: 500 }, (_, index) => tenant(`customer-with-a-name-${index}`, 'broad'));
    const shards = shardsOf(tenants, 20);
    expect(shards).toHaveLength(25);
    expect(shards.length).toBeLessThanOrEqual(MOST_JOBS);
    expect(JSON.stringify({ include: shards }).length).toBeLessThan(MOST_MATRIX_CHARACTERS / 20);
  });
});
