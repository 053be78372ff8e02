/** `postilion init`: starts a profiles repository. */

import { writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isThere } from '../../io/files/is-there.ts';
import { makeFolder } from '../../io/files/make-folder.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { isGuid, isProfileKey } from '../../model/ids.ts';
import { counted } from '../../model/text.ts';
import { BUILD } from '../build.ts';
import { ExitError } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { startFiles } from './init/files.ts';
import { NO_SOURCE, type ProgramSource } from './init/github.ts';
import type { NewFile } from './init/new-file.ts';
import { type CiPlatform, nextSteps } from './init/steps.ts';

interface InitOptions {
  readonly owner?: string;
  readonly tenant?: string;
  readonly ci?: CiPlatform;
  readonly program?: string;
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
  const source = sourceOf(options.program);
  const platform = options.ci ?? 'github';
  const files = startFiles({ owner, tenantId, platform, source });
  const present = await presentAmong(files, root);
  const inTheWay = present.filter(({ optional }) => !optional);
  if (inTheWay.length > 0) {
    const [first = '', ...more] = inTheWay.map(({ path }) => path);
    const paths = more.length === 0 ? `${first} exists` : `${first} and ${counted(more.length, 'more file')} exist`;
    throw new ExitError(EXIT.input, `${paths} already: nothing was written, choose another folder`);
  }
  for (const { path, text } of files.filter((file) => !present.includes(file))) {
    await makeFolder(dirname(join(root, path)));
    await writeFile(join(root, path), text, { flag: 'wx' });
    terminal.print(`${path}\n`);
  }
  for (const { path, text } of present) {
    terminal.error(`${path} exists and was left as it is; it should say:\n${text}`);
  }
  terminal.print(nextSteps({ platform, isEmbedded: tenantId === null, source, dir }));
  return EXIT.ok;
}

/** Where the workflows are that ours call: what was said, else where this build comes from, else a place that can't be. */
function sourceOf(said: string | undefined): ProgramSource {
  const [, repository, commit] = /^([\w-]+\/[\w.-]+)@([0-9a-f]{40})$/.exec(said ?? '') ?? [];
  if (repository !== undefined && commit !== undefined) return { repository, commit, version: version() };
  if (said !== undefined) {
    throw new ExitError(
      EXIT.input,
      `--program ${said}: write where Postilion is on your GitHub and a full commit, such as contoso/postilion@${'0123456789abcdef'.repeat(3).slice(0, 40)}`,
    );
  }
  const { repository: own = null, commit: at = null } = BUILD ?? {};
  if (own === null || at === null || at.endsWith('-dirty')) return { ...NO_SOURCE, version: version() };
  return { repository: own, commit: at, version: version() };
}

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
