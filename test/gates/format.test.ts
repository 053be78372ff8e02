import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import { layOut, type Workshop } from './canary-workshop.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = layOut('format', ['biome.json']);
});

afterAll(() => workshop.remove());

describe('the formatter', () => {
  it('reports bad formatting, unsorted imports and every sort of barrel', () => {
    const { stdout, status } = workshop.run('biome', ['check', '--reporter=json', 'src']);
    const report: unknown = JSON.parse(stdout);
    const diagnostics = isJsonObject(report) ? objectsAt(report, 'diagnostics') : [];
    const sightings = diagnostics.map((diagnostic) => {
      const location = diagnostic['location'];
      const file = isJsonObject(location) ? stringAt(location, 'path') : undefined;
      return `${file} ${stringAt(diagnostic, 'category')}`;
    });
    expect(sightings.sort()).toEqual([
      'src/badly-formatted.ts format',
      'src/named-barrel.ts lint/performance/noBarrelFile',
      'src/star-barrel.ts lint/performance/noBarrelFile',
      'src/star-barrel.ts lint/performance/noReExportAll',
      'src/unsorted-imports.ts assist/source/organizeImports',
    ]);
    expect(status).not.toBe(0);
  });
});
