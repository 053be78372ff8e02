/** `postilion import`: YAML for objects that nobody manages yet, and their ids into adopt.yaml. */

import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Imported, importProfiles } from '../../app/import.ts';
import type { UsableRepository } from '../../app/load-repository.ts';
import { withAdoptions } from '../../core/import/adopt-text.ts';
import { tenantFolder } from '../../core/tenants/fleet.ts';
import { compileGlobs } from '../../io/files/glob.ts';
import { isThere } from '../../io/files/is-there.ts';
import { makeFolder } from '../../io/files/make-folder.ts';
import { describeCertificate } from '../../io/files/parse-certificate.ts';
import type { Config } from '../../model/config.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { MOST_PROFILES } from '../../model/limits.ts';
import { renderFindings } from '../../report/findings/render.ts';
import { renderImport, renderImportJson, renderImportList, renderRefused } from '../../report/import.ts';
import { problemsExitCode, renderProblems } from '../../report/problems.ts';
import { escapeTerminal } from '../../report/text/escape.ts';
import { ExitError, systemFault } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import { withReader, withRepository } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { openRepository } from '../wiring/repository.ts';

interface ImportOptions extends CommonOptions<'import'> {
  readonly out?: string;
  readonly all: boolean;
  readonly id: readonly string[];
  /** Says what could be imported, and writes nothing. */
  readonly list?: boolean;
}

const FACES = { text: renderImport, json: renderImportJson } as const;

/** Imports. Writes everything or nothing: no file that exists is touched but adopt.yaml, which grows. */
export async function importCommand(options: ImportOptions, terminal: Terminal): Promise<ExitCode> {
  const isList = options.list === true;
  if (isList && (options.all || options.id.length > 0)) {
    throw new ExitError(EXIT.input, '--list writes nothing: leave out --all and --id');
  }
  if (!isList && options.out === undefined) {
    throw new ExitError(EXIT.input, 'say where the files go: --out with a folder');
  }
  if (!isList && options.all === options.id.length > 0) {
    throw new ExitError(
      EXIT.input,
      'say what to import: --all, or --id with the id of an object (repeatable); --list says what there is',
    );
  }
  const invocation = { options, terminal };
  return withRepository(invocation, (repository) =>
    withReader(repository, invocation, async ({ tenant, state }) => {
      const imported = await importProfiles(requestOf(repository, options, terminal), tenant, state);
      if (imported.problems.length > 0) {
        terminal.error(`${renderProblems(imported.problems)}nothing was written\n`);
        return problemsExitCode(imported.problems);
      }
      if (isList) {
        terminal.print(options.format === 'json' ? renderImportJson(imported) : renderImportList(imported));
        return EXIT.ok;
      }
      refuseSelection(imported, options);
      refuseTooMany(imported, repository);
      await write(imported, repository);
      print(imported, options, terminal);
      await warnAboutGlobs(imported, options, terminal);
      return EXIT.ok;
    }),
  );
}

function requestOf(
  { config, profiles, root, day }: UsableRepository,
  options: ImportOptions,
  terminal: Terminal,
): Parameters<typeof importProfiles>[0] {
  const folder = options.out === undefined ? defaultFolder(config, root, terminal) : resolve(terminal.cwd, options.out);
  const place = {
    file: (key: string) => slashed(relative(root, join(folder, `${key}.yaml`))),
    schema: slashed(join(relative(folder, root), 'schemas', 'profile.schema.json')),
    day,
  };
  return {
    config,
    profiles,
    selection: options.all || options.list === true ? 'all' : options.id,
    place,
    describe: describeCertificate,
  };
}

/** Of a repository for many tenants what one of them holds is its own, until somebody moves it to `base/`. */
function defaultFolder({ tenantName }: Config, root: string, { cwd }: Terminal): string {
  return tenantName === undefined ? resolve(cwd, 'profiles') : join(root, tenantFolder(tenantName));
}

/** What was asked for by its id has to be possible; of everything, what is impossible is told and left. */
function refuseSelection({ unknown, refused }: Imported, options: ImportOptions): void {
  if (options.all) return;
  const [missing] = unknown;
  if (missing !== undefined) {
    throw new ExitError(EXIT.input, `--id ${missing}: no profile of the tenant has this id; nothing was written`);
  }
  const [first] = refused;
  if (first !== undefined) throw new ExitError(EXIT.input, `--id ${first.id}: ${first.reason}; nothing was written`);
}

/** What is written must be read by every later command. */
function refuseTooMany({ written }: Imported, { profiles }: UsableRepository): void {
  const count = written.length + profiles.length;
  if (written.length === 0 || count <= MOST_PROFILES) return;
  const text = `the repository would have ${count} profiles, and ${MOST_PROFILES} are read at most: import some of them with --id; nothing was written`;
  throw new ExitError(EXIT.input, text);
}

/** A profile that no pattern reaches isn't planned: a line in adopt.yaml without it would be an error of the next plan. */
async function write({ written }: Imported, { root, config }: UsableRepository): Promise<void> {
  if (written.length === 0) return;
  const { tenantName } = config;
  const adoptPath = join(root, tenantName === undefined ? '' : tenantFolder(tenantName), 'adopt.yaml');
  const isReached = compileGlobs(config.profiles);
  const reached = written.filter(({ file }) => isReached(file));
  const adopted = withAdoptions(await textAt(adoptPath), reached);
  if (adopted === null) {
    throw new ExitError(
      EXIT.input,
      'adopt.yaml: no line can be put behind what is there: write key: id lines, without braces',
    );
  }
  const files = written
    .flatMap(({ file, text, files: beside }) => [
      { file, content: Buffer.from(text, 'utf8') },
      ...beside.map((one) => ({ file: one.file, content: Buffer.from(one.base64, 'base64') })),
    ])
    .map((one) => ({ ...one, path: resolve(root, one.file) }));
  const existing: string[] = [];
  for (const { file, path } of files) if (await isThere(path)) existing.push(file);
  if (existing.length > 0) {
    throw new ExitError(EXIT.input, `${existing.join(', ')} exists already: move it away, or choose another --out`);
  }
  const made: string[] = [];
  try {
    for (const { path, content } of files) {
      await makeFolder(dirname(path));
      await writeFile(path, content, { flag: 'wx' });
      made.push(path);
    }
    if (reached.length === 0) return;
    const proposed = `${adoptPath}.${process.pid}`;
    made.push(proposed);
    await makeFolder(dirname(adoptPath));
    await writeFile(proposed, adopted, { flag: 'wx' });
    await rename(proposed, adoptPath);
  } catch (error) {
    // Profiles without their lines in adopt.yaml would look like new ones.
    for (const path of made) await rm(path, { force: true });
    const reason = systemFault(error) ?? (error instanceof Error ? error.message : String(error));
    throw new ExitError(EXIT.input, `the files could not be written (${reason}); none was left behind`);
  }
}

function print(imported: Imported, options: ImportOptions, terminal: Terminal): void {
  terminal.error(renderRefused(imported));
  // Warnings about files are told by every plan; an error stops one, and what concerns no file is told here alone.
  const told = imported.findings.filter(({ severity, file }) => severity === 'error' || file === null);
  if (told.length > 0) {
    terminal.error(renderFindings(told, { width: terminal.width, color: false, profiles: imported.written.length }));
  }
  terminal.print(FACES[options.format](imported));
}

/** A profile that no pattern reaches isn't planned. */
async function warnAboutGlobs({ written }: Imported, options: ImportOptions, terminal: Terminal): Promise<void> {
  const { usable } = await openRepository(options, terminal);
  const keys = new Set<string>(usable?.profiles.map(({ key }) => key));
  const [lost] = written.filter(({ key }) => !keys.has(key));
  if (lost === undefined) return;
  terminal.error(
    `${escapeTerminal(lost.file)} is reached by none of "profiles" in postilion.yaml: move the files, or add a pattern\n`,
  );
}

async function textAt(path: string): Promise<string | null> {
  return (await isThere(path)) ? readFile(path, 'utf8') : null;
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
