import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import { layOut, type Workshop } from './canary-workshop.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = layOut('unused-code', ['knip.json', 'knip.production.json', 'tsconfig.json']);
});

afterAll(() => workshop.remove());

describe('the search for unused code', () => {
  it('reports a dead file, a dead export, a dead type, an idle package and an undeclared one', () => {
    const { sightings, status } = search(['--reporter', 'json']);
    expect(sightings).toEqual([
      'package.json dependencies yaml',
      'src/cli/main.ts unlisted ajv',
      'src/nobody-imports-me.ts files src/nobody-imports-me.ts',
      'src/used.ts exports forgotten',
      'src/used.ts types Forgotten',
    ]);
    expect(status).not.toBe(0);
  });

  it('reports what only tests use, when it looks at the product alone', () => {
    const { sightings, status } = search(['--production', '--config', 'knip.production.json', '--reporter', 'json']);
    expect(sightings).toEqual([
      'package.json dependencies commander',
      'package.json dependencies yaml',
      'src/cli/main.ts unlisted ajv',
      'src/nobody-imports-me.ts files src/nobody-imports-me.ts',
      'src/used.ts exports forgotten',
      'src/used.ts exports tested',
      'src/used.ts types Forgotten',
      'src/used.ts types Tested',
    ]);
    expect(status).not.toBe(0);
  });
});

function search(options: readonly string[]): { readonly sightings: readonly string[]; readonly status: number | null } {
  const { stdout, status } = workshop.run('knip', options);
  const report: unknown = JSON.parse(stdout);
  const issues = isJsonObject(report) ? objectsAt(report, 'issues') : [];
  return { sightings: issues.flatMap(sightingsOf).sort(), status };
}

function sightingsOf(issue: JsonObject): readonly string[] {
  const kinds = ['dependencies', 'unlisted', 'files', 'exports', 'types', 'unresolved', 'duplicates'];
  return kinds.flatMap((kind) =>
    objectsAt(issue, kind).map((item) => `${stringAt(issue, 'file')} ${kind} ${stringAt(item, 'name')}`),
  );
}
