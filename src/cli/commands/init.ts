/** `postilion init`: starts a profiles repository. */

import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isThere } from '../../io/files/is-there.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { isGuid, isProfileKey } from '../../model/ids.ts';
import { ExitError } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { type NewFile, startFiles } from './init-files.ts';

interface InitOptions {
  readonly owner?: string;
  readonly tenant?: string;
}

/** Writes the files of a new repository. Throws ExitError, and writes nothing, where one of them exists. */
export async function init(dir: string, options: InitOptions, terminal: Terminal): Promise<ExitCode> {
  const root = resolve(terminal.cwd, dir);
  const owner = options.owner ?? ownerFrom(basename(root));
  if (!isProfileKey(owner)) {
    throw new ExitError(
      EXIT.input,
      `--owner ${owner}: write lower-case letters, digits and inner hyphens, such as contoso-mail`,
    );
  }
  const tenantId = options.tenant ?? null;
  if (tenantId !== null && !isGuid(tenantId)) {
    throw new ExitError(EXIT.input, `--tenant ${tenantId}: write the id of the tenant, as Entra shows it`);
  }
  const files = startFiles({ owner, tenantId });
  const present = await presentAmong(files, root);
  const inTheWay = present.filter(({ optional }) => !optional);
  if (inTheWay.length > 0) {
    const paths = inTheWay.map(({ path }) => path).join(', ');
    throw new ExitError(EXIT.input, `${paths} exists already: nothing was written, choose another folder`);
  }
  for (const { path, text } of files.filter((file) => !present.includes(file))) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text, { flag: 'wx' });
    terminal.print(`${path}\n`);
  }
  for (const { path, text } of present) {
    terminal.error(`${path} exists and was left as it is; it should say:\n${text}`);
  }
  terminal.print(NEXT);
  return EXIT.ok;
}

const NEXT = `started; next:
  postilion validate
  postilion import --all --out profiles   # what the tenant holds already
  postilion plan
`;

/** A folder's name as an owner; a plain one where nothing is left of it. */
function ownerFrom(name: string): string {
  const kebab = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '');
  return kebab === '' ? 'mail' : kebab;
}

async function presentAmong(files: readonly NewFile[], root: string): Promise<readonly NewFile[]> {
  const present: NewFile[] = [];
  for (const file of files) if (await isThere(join(root, file.path))) present.push(file);
  return present;
}
