/** The tables of docs/dependencies.md, held against the packages that are installed. */

/** Section of the document → package → its exact version. */
export type Installed = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface Line {
  readonly section: string;
  readonly name: string;
  readonly reason: string;
  readonly version: string;
}

const ROW = /^\| `([^`]+)` \|(.*)\|([^|]*)\|$/;
const BELOW = /^below (\d+(?:\.\d+)*), which \S.*$/;

/** What is wrong with the document, in sentences; empty: every package has its one line, and every line its package. */
export function dependencyFaults(document: string, installed: Installed): readonly string[] {
  const lines = linesOf(document);
  const missing = [...installed].flatMap(([section, packages]) =>
    [...packages.keys()].flatMap((name) => {
      const count = lines.filter((line) => line.section === section && line.name === name).length;
      return count === 1 ? [] : [`"${section}" has ${count} lines for ${name}: write one`];
    }),
  );
  return [...missing, ...lines.flatMap((line) => lineFaults(line, installed))];
}

function lineFaults({ section, name, reason, version }: Line, installed: Installed): readonly string[] {
  const pinned = installed.get(section)?.get(name);
  if (pinned === undefined) return [`"${section}" has a line for ${name}, which is not installed there: take it out`];
  const faults = reason === '' ? [`${name} has no reason`] : [];
  if (version === 'newest') return faults;
  const limit = BELOW.exec(version)?.[1];
  if (limit === undefined) return [...faults, `${name}: "${version}" says neither newest nor below what and why`];
  return isBelow(pinned, limit) ? faults : [...faults, `${name} is installed as ${pinned}, yet held below ${limit}`];
}

function linesOf(document: string): readonly Line[] {
  let section = '';
  return document.split('\n').flatMap((text) => {
    if (text.startsWith('## ')) section = text.slice(3);
    const [, name, reason = '', version = ''] = ROW.exec(text) ?? [];
    return name === undefined ? [] : [{ section, name, reason: reason.trim(), version: version.trim() }];
  });
}

function isBelow(version: string, limit: string): boolean {
  const [have, most] = [version, limit].map((one) => one.split('.').map(Number));
  const place = most?.findIndex((part, index) => part !== (have?.[index] ?? 0)) ?? -1;
  return place >= 0 && (have?.[place] ?? 0) < (most?.[place] ?? 0);
}
