import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import { layOut, type Workshop } from './canary-workshop.ts';

let workshop: Workshop;

beforeAll(() => {
  workshop = layOut('unused-code', ['knip.json', 'tsconfig.json']);
});

afterAll(() => workshop.remove());

describe('the search for unused code', () => {
  it('reports a dead file, a dead export, a dead type, an idle package and an undeclared one', () => {
    const { stdout, status } = workshop.run('knip', ['--reporter', 'json']);
    const report: unknown = JSON.parse(stdout);
    const issues = isJsonObject(report) ? objectsAt(report, 'issues') : [];
    expect(issues.flatMap(sightingsOf).sort()).toEqual([
      'package.json dependencies yaml',
      'src/cli/main.ts unlisted ajv',
      'src/nobody-imports-me.ts files src/nobody-imports-me.ts',
      'src/used.ts exports forgotten',
      'src/used.ts types Forgotten',
    ]);
    expect(status).not.toBe(0);
  });
});

function sightingsOf(issue: JsonObject): readonly string[] {
  const kinds = ['dependencies', 'unlisted', 'files', 'exports', 'types', 'unresolved', 'duplicates'];
  return kinds.flatMap((kind) =>
    objectsAt(issue, kind).map((item) => `${stringAt(issue, 'file')} ${kind} ${stringAt(item, 'name')}`),
  );
}
