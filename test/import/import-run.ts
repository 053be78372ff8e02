/** A company run by hand, an empty profiles repository, and the commands between them, inside this process. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'vitest';
import { importCommand } from '../../src/cli/commands/import.ts';
import { describeFailure } from '../../src/cli/failure.ts';
import type { Plan } from '../../src/model/plan.ts';
import { companyStore } from '../scenarios/company.ts';
import { openRepository } from '../scenarios/scenario-repository.ts';
import { openServer, type TenantServer } from '../scenarios/tenant-server.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface ImportRun {
  readonly server: TenantServer;
  readonly run: (options: {
    readonly all?: boolean;
    readonly id?: readonly string[];
    readonly out?: string;
    readonly list?: boolean;
  }) => Promise<Ran>;
  readonly plan: () => Promise<Plan>;
  /** Applies, with every change approved; the exit code. */
  readonly apply: () => Promise<number>;
  readonly write: (path: string, text: string) => void;
  readonly read: (path: string) => string;
  /** Paths of the files in a folder, sorted; none where there is no folder. */
  readonly files: (folder: string) => readonly string[];
}

const CONFIG = 'version: 1\nowner: contoso-mail\ntenant: {embedded: .postilion/tenant}\n';

/** A desk for the test that calls this; taken down afterwards. */
export async function useImportRun(context: TestContext): Promise<ImportRun> {
  const root = mkdtempSync(join(tmpdir(), 'postilion-import-'));
  const server = await openServer(companyStore());
  context.onTestFinished(async () => {
    await server.close();
    rmSync(root, { recursive: true, force: true });
  });
  const path = (name: string): string => join(root, name);
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  write('postilion.yaml', CONFIG);
  return {
    server,
    write,
    run: ({ all = false, id = [], out = 'profiles', list = false }) =>
      runImport(root, server.url, { all, id, out, list }),
    plan: async () => (await openRepository(root, server.url)).plan(),
    apply: async () => {
      const repository = await openRepository(root, server.url);
      const { changes } = await repository.plan();
      return (await repository.apply(changes.flatMap(({ code }) => code ?? []))).code;
    },
    read: (name) => readFileSync(path(name), 'utf8'),
    files: (folder) => (existsSync(path(folder)) ? readdirSync(path(folder)).sort() : []),
  };
}

async function runImport(
  cwd: string,
  url: string,
  choice: { readonly all: boolean; readonly id: readonly string[]; readonly out: string; readonly list: boolean },
): Promise<Ran> {
  const said = { out: '', err: '' };
  const terminal = {
    env: { POSTILION_GRAPH_URL: url, POSTILION_ACCESS_TOKEN: 'reader' },
    cwd,
    width: 100,
    color: false,
    print: (text: string) => void (said.out += text),
    error: (text: string) => void (said.err += text),
    onStop: () => {},
  };
  try {
    const code = await importCommand({ ...choice, format: 'text', color: false, logLevel: 'silent' }, terminal);
    return { code, ...said };
  } catch (error) {
    const failure = describeFailure(error);
    return { code: failure.code, out: said.out, err: said.err + failure.text };
  }
}
