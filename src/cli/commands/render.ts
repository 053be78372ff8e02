/** `postilion render --tenant NAME`: what one tenant of a repository for many gets, and from where. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { renderTenantDocuments, type TenantDocuments } from '../../app/render-tenant.ts';
import { originsOf } from '../../core/tenants/render-documents.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import { isJsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { findingsExitCode } from '../../report/exit-code.ts';
import { renderDocumentsText, renderOrigins, yamlText } from '../../report/rendered.ts';
import { findingsText } from '../faces.ts';
import { ExitError } from '../failure.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';
import { openFolder } from '../wiring/repository.ts';

interface RenderOptions extends CommonOptions<'render'> {
  readonly explain: boolean;
  readonly out?: string;
}

/** Prints, or writes a folder that is a repository of the tenant alone. */
export async function renderCommand(options: RenderOptions, terminal: Terminal): Promise<ExitCode> {
  const { tenant } = options;
  if (tenant === undefined)
    throw new ExitError(EXIT.input, 'render shows what one tenant gets: say which with --tenant NAME');
  const { workingTree } = await openFolder(options, terminal);
  const rendered = await renderTenantDocuments(workingTree, tenant);
  if (!rendered.ok) {
    terminal.print(findingsText({ findings: rendered.findings, profiles: 0 }, options, terminal));
    return findingsExitCode(rendered.findings);
  }
  if (options.out !== undefined) await writeRepository(resolve(terminal.cwd, options.out), rendered.value);
  else terminal.print(options.explain ? explained(rendered.value) : shown(rendered.value));
  return EXIT.ok;
}

function shown({ config, documents }: TenantDocuments): string {
  return renderDocumentsText([config, ...documents].map(({ document }) => document.value));
}

function explained({ config, documents, variables }: TenantDocuments): string {
  const titled = documents.map((one) => [keyOf(one.document.value), one] as const);
  return [['postilion.yaml', config] as const, ...titled]
    .map(([title, one]) => {
      const lines = originsOf(one).map((origin) => ({
        ...origin,
        variables: origin.variables.map((name) => ({ name, at: variables.get(name)?.at })),
      }));
      return renderOrigins(title, lines);
    })
    .join('\n');
}

function keyOf(value: JsonValue): string {
  return (isJsonObject(value) ? stringAt(value, 'key') : undefined) ?? '(without a key)';
}

/** Nothing that is there already is overwritten. */
async function writeRepository(folder: string, { config, documents, adopt }: TenantDocuments): Promise<void> {
  const { value } = config.document;
  const alone = isJsonObject(value) ? { ...value, profiles: ['profiles.yaml'] } : value;
  const files: readonly (readonly [string, string])[] = [
    ['postilion.yaml', yamlText([alone])],
    ['profiles.yaml', yamlText(documents.map(({ document }) => document.value))],
    ...(adopt === null ? [] : [['adopt.yaml', adopt] as const]),
  ];
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of files) await writeFile(join(folder, name), text, { flag: 'wx' });
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ExitError(EXIT.input, `--out: the files can not be written (${why}): name a new folder`);
  }
}
