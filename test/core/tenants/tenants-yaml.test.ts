/** What is told about tenants.yaml at its lines. */

import { expect, it } from 'vitest';
import { readTenants } from '../../../src/core/tenants/tenants-yaml.ts';

it.each([
  [
    'a wave whose environment another workflow uses',
    'waves: [{name: plan}]\ntenants: [{name: a}]\n',
    '2:16 waves[0].name: the environment postilion-plan is that of another workflow',
  ],
  [
    'the same of a tenant',
    'tenants:\n  - name: a\n    wave: apply\n',
    '4:11 tenants[0].wave: the environment postilion-apply',
  ],
  [
    'a wave that there is none of',
    'waves: [{name: one}]\ntenants: [{name: a, wave: two}]\n',
    '3:27 tenants[0].wave: there is no wave "two": write one of one',
  ],
  [
    'a name twice',
    'tenants: [{name: a}, {name: a}]\n',
    '2:29 tenants[1].name: "a" is that of another tenant too (tenants[0])',
  ],
  [
    'id and embedded',
    'tenants:\n  - {name: a, embedded: x, id: 0f1e2d3c-0000-4000-8000-000000000001}\n',
    '3:25 tenants[0] has id and embedded',
  ],
])('%s', (_, text, message) => {
  const read = readTenants({ path: 'tenants.yaml', text: `version: 1\n${text}` });
  const told = read.findings.map(({ line, column, message: words }) => `${line}:${column} ${words}`);
  expect(read.ok).toBe(false);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(message);
});
