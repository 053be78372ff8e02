import { join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { CANARIES, marksIn } from './canary-workshop.ts';
import { emptyRooms, type Import, importsOf, unlistedFiles, unusedPackageRows, violationOf } from './import-rules.ts';
import { FLOORS, PACKAGES } from './import-table.ts';
import { projectFiles } from './project-files.ts';

const files = projectFiles(['src/**/*.ts']);
const imports = files.flatMap(importsOf);

const ROOT = join(CANARIES, 'imports');
const canaries = projectFiles(['src/**/*.ts'], ROOT).flatMap(importsOf);
const violations = canaries.flatMap((one) => violationOf(one) ?? []);

describe('imports', () => {
  it('go downwards: floors, rooms and packages as the table says', () => {
    expect(imports.length).toBeGreaterThan(1_000);
    expect(imports.flatMap((one) => violationOf(one)?.message ?? [])).toEqual([]);
  });

  it('stand in files of a listed room', () => {
    expect(unlistedFiles(files.map(({ path }) => path))).toEqual([]);
    expect(unlistedFiles(['src/new-floor/a.ts', 'src/core/new-room/a.ts', 'src/core/plan/a.ts', 'src/a.ts'])).toEqual([
      'src/new-floor/a.ts',
      'src/core/new-room/a.ts',
      'src/a.ts',
    ]);
  });

  it('find a file in every room of the table', () => {
    const paths = files.map(({ path }) => path);
    expect(emptyRooms(paths)).toEqual([]);
    expect(emptyRooms(paths.filter((path) => !path.startsWith('src/core/people/')))).toEqual(['src/core/people']);
  });

  it('use every package that the table gives away', () => {
    expect(unusedPackageRows(imports)).toEqual([]);
    expect(unusedPackageRows(imports.filter(({ specifier }) => specifier !== 'undici'))).toEqual([
      'io/graph/http undici',
    ]);
  });
});

describe('the gate of imports', () => {
  it('reports every marked line of the canaries, and no other', () => {
    expect(violations.map(({ path, line, rule }) => `${path}:${line} ${rule}`).sort()).toEqual(marksIn(ROOT));
  });

  it('has been seen to refuse an import of every floor that a floor may not use', () => {
    const unseen = FLOORS.flatMap((floor) =>
      FLOORS.filter(({ name }) => name !== floor.name && !floor.uses.includes(name))
        .filter(({ name }) => !isSeen(`src/${floor.name}/`, new RegExp(`imports (?:\\.\\./)+${name}/`)))
        .map(({ name }) => `${floor.name} → ${name}`),
    );
    expect(unseen).toEqual([]);
  });

  it('has been seen to refuse an import against the order in every room but the last of its floor', () => {
    const unseen = FLOORS.flatMap(({ name, rooms = [] }) =>
      rooms
        .slice(0, -1)
        .map((room) => (typeof room === 'string' ? room : (room[0] ?? '')))
        .map((room) => (room.endsWith('.ts') ? room : `${room}/out-of-order.ts`))
        .map((file) => join('src', name, file))
        .filter((file) => !violations.some(({ path, rule }) => (rule === 'room' || rule === 'apart') && path === file)),
    );
    expect(unseen).toEqual([]);
  });

  it.each(PACKAGES)('refuses what $path may not use, however much the names look alike', ({ path, packages, only }) => {
    const file = path.endsWith('.ts') ? `src/${path}` : `src/${path}/a.ts`;
    for (const name of packages) {
      expect(ruleOf(file, name, true)).toBeUndefined();
      expect(ruleOf(file, name, false)).toBe(only === 'types' ? 'types-only' : undefined);
      expect(ruleOf(file, `${name}-else`, false)).toBe('package');
      expect(ruleOf(file, name.slice(0, -1), false)).toBe('package');
    }
  });
});

function isSeen(folder: string, message: RegExp): boolean {
  return violations.some((one) => one.path.startsWith(folder) && message.test(one.message));
}

function ruleOf(path: string, specifier: string, isTypeOnly: boolean): string | undefined {
  const one: Import = { path, line: 1, specifier, isTypeOnly };
  return violationOf(one)?.rule;
}
