import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layOut, type Workshop } from './canary-workshop.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = layOut('typecheck', ['tsconfig.json', 'package.json']);
});

afterAll(() => workshop.remove());

describe('the type check', () => {
  it('reports every marked line of the canaries, and no other', () => {
    const { stdout, status } = workshop.run('tsc', ['-p', 'tsconfig.json', '--pretty', 'false']);
    const errors = [...stdout.matchAll(/^(?<file>\S+)\((?<line>\d+),\d+\): error (?<code>TS\d+):/gm)];
    const sightings = errors.map(({ groups }) => `${groups?.['file']}:${groups?.['line']} ${groups?.['code']}`);
    expect([...new Set(sightings)].sort()).toEqual(workshop.marks());
    expect(status).not.toBe(0);
  });
});
