/** Holds imports against the table of floors, rooms and packages. */

import { dirname, join } from 'node:path/posix';
import { parseSync } from 'oxc-parser';
import { FLOORS, type Floor, PACKAGES, type PackageRow } from './import-table.ts';
import type { ProjectFile } from './project-files.ts';

export interface Import {
  /** The importing file, from the root of the repository. */
  readonly path: string;
  readonly line: number;
  readonly specifier: string;
  readonly isTypeOnly: boolean;
}

type ImportRule = 'detour' | 'floor' | 'room' | 'apart' | 'types-only' | 'package' | 'unlisted';

export interface Violation {
  readonly rule: ImportRule;
  readonly line: number;
  readonly path: string;
  readonly message: string;
}

/** Every static import, re-export and dynamic import of a file, in order of line. */
export function importsOf({ path, text }: ProjectFile): readonly Import[] {
  const { module } = parseSync(path, text);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const imports = module.staticImports.map(({ start, moduleRequest, entries }) => ({
    path,
    line: lineAt(start),
    specifier: moduleRequest.value,
    isTypeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  const exports = module.staticExports.flatMap(({ start, entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest === null ? [] : [{ path, line: lineAt(start), specifier: moduleRequest.value, isTypeOnly: isType }],
    ),
  );
  const dynamic = module.dynamicImports.map(({ start, moduleRequest }) => ({
    path,
    line: lineAt(start),
    specifier: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    isTypeOnly: false,
  }));
  return [...imports, ...exports, ...dynamic].sort((a, b) => a.line - b.line);
}

/** What is wrong with an import; null when the table allows it. */
export function violationOf(imported: Import): Violation | null {
  const verdict = imported.specifier.startsWith('.') ? ownVerdict(imported) : packageVerdict(imported);
  if (verdict === null) return null;
  const [rule, message] = verdict;
  const { path, line, specifier } = imported;
  return { rule, line, path, message: `${path}:${line} imports ${specifier}: ${message}` };
}

type Verdict = readonly [ImportRule, string] | null;

function ownVerdict({ path, specifier, isTypeOnly }: Import): Verdict {
  const target = join(dirname(path), specifier);
  if (specifier !== directPath(path, target)) return ['detour', 'write the path without a detour'];
  const [from, to] = [floorOf(path), floorOf(target)];
  if (from === null || to === null) return ['floor', 'src/ imports nothing outside its floors'];
  if (from === to) return roomVerdict(from, path, target);
  if (from.uses.includes(to.name)) return null;
  const types = from.typesOf?.some((folder) => target.startsWith(`src/${folder}/`)) ?? false;
  if (!types) return ['floor', `src/${from.name} may import ${listOf([...from.uses, ...(from.typesOf ?? [])])}`];
  return isTypeOnly ? null : ['types-only', `src/${from.name} may import the types of src/${to.name} only`];
}

function roomVerdict(floor: Floor, path: string, target: string): Verdict {
  const inFloor = (file: string): string => file.slice(`src/${floor.name}/`.length);
  const within = (file: string, folder: string): boolean => inFloor(file).startsWith(`${folder}/`);
  const parted = floor.apart?.find(
    ([a, b]) => (within(path, a) && within(target, b)) || (within(path, b) && within(target, a)),
  );
  if (parted !== undefined) return ['apart', `${listOf(parted)} import nothing of each other`];
  const [from, to] = [roomOf(floor, path), roomOf(floor, target)];
  if (from === null || to === null) return ['unlisted', 'the room is missing in test/gates/import-table.ts'];
  return to <= from ? null : ['room', `${roomName(floor, to)} comes after ${roomName(floor, from)}`];
}

function packageVerdict({ path, specifier, isTypeOnly }: Import): Verdict {
  const rows = PACKAGES.filter((row) => covers(row, path) && row.packages.includes(packageOf(specifier)));
  if (rows.length === 0) return ['package', `no row of test/gates/import-table.ts gives it to this folder`];
  const isAllowed = isTypeOnly || rows.some(({ only }) => only === undefined);
  return isAllowed ? null : ['types-only', 'the types of this package only'];
}

/** The rows of packages that no import needs, as `path package`. */
export function unusedPackageRows(imports: readonly Import[]): readonly string[] {
  return PACKAGES.flatMap((row) =>
    row.packages
      .filter((name) => !imports.some((one) => covers(row, one.path) && packageOf(one.specifier) === name))
      .map((name) => `${row.path} ${name}`),
  );
}

/** Rooms of the table in which no file stands any longer. */
export function emptyRooms(paths: readonly string[]): readonly string[] {
  return FLOORS.flatMap((floor) =>
    (floor.rooms ?? []).flatMap((_, index) =>
      paths.some((path) => floorOf(path) === floor && roomOf(floor, path) === index) ? [] : [roomName(floor, index)],
    ),
  );
}

/** Files that stand in no floor, or in no room of a floor that has rooms. */
export function unlistedFiles(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => {
    const floor = floorOf(path);
    return floor === null || roomOf(floor, path) === null;
  });
}

function covers({ path }: PackageRow, file: string): boolean {
  return file === `src/${path}` || file.startsWith(`src/${path}/`);
}

/** `ajv/dist/2020.js` → `ajv`, `@azure/identity` and `node:fs/promises` as they are. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function floorOf(path: string): Floor | null {
  return FLOORS.find(({ name }) => path.startsWith(`src/${name}/`)) ?? null;
}

/** The place of a file's room in the order of its floor: the longest row that covers the file. */
function roomOf(floor: Floor, path: string): number | null {
  if (floor.rooms === undefined) return 0;
  const inFloor = path.slice(`src/${floor.name}/`.length);
  const rows = floor.rooms.flatMap((room, index) =>
    pathsOf(room)
      .filter((row) => inFloor === row || inFloor.startsWith(`${row}/`) || (row === '.' && !inFloor.includes('/')))
      .map((row) => ({ row, index })),
  );
  return rows.sort((a, b) => b.row.length - a.row.length)[0]?.index ?? null;
}

function roomName(floor: Floor, index: number): string {
  const room = pathsOf(floor.rooms?.[index] ?? '.').map((path) => (path === '.' ? '' : `/${path}`));
  return room.map((path) => `src/${floor.name}${path}`).join(', ');
}

function pathsOf(room: string | readonly string[]): readonly string[] {
  return typeof room === 'string' ? [room] : room;
}

/** The shortest relative path from a file to another one. */
function directPath(from: string, to: string): string {
  const [here, there] = [dirname(from).split('/'), to.split('/')];
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared += 1;
  const up = here.length - shared;
  return `${up === 0 ? './' : '../'.repeat(up)}${there.slice(shared).join('/')}`;
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}
