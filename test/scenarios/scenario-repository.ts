/** A profiles repository, planned and applied inside this process as the command line does it. */

import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { applyRepository } from '../../src/app/apply/run.ts';
import type { Repository, UsableRepository } from '../../src/app/load-repository.ts';
import { plan } from '../../src/app/plan/plan.ts';
import type { TenantReader } from '../../src/app/ports/tenant.ts';
import { readApproval } from '../../src/cli/flags/approval.ts';
import { ranExitCode } from '../../src/cli/refusal.ts';
import { openRepository as openFolder } from '../../src/cli/wiring/repository.ts';
import { describeCertificate } from '../../src/io/files/parse-certificate.ts';
import { openStateStore } from '../../src/io/git/state/store.ts';
import { connectReader, connectWriter } from '../../src/io/graph/connect.ts';
import type { GraphOptions } from '../../src/io/graph/session.ts';
import type { Plan } from '../../src/model/plan.ts';
import { DEEP } from '../deep.ts';
import { MemoryBranch, memoryState } from '../faults/memory-state.ts';
import { LEAN } from '../lean-way.ts';
import { filesBelow, readFiles } from './memory-repository.ts';
import { QUIET } from './quiet-run.ts';

/** A repository at one state of git; every plan of it is made anew, its files are read once. */
export interface Opened {
  /** `isFull`: all references are read. */
  plan(isFull?: boolean): Promise<Plan>;
  /** An apply with these `--approve`s: its plan, and its exit code, the plan's own where the plan can't be applied. */
  apply(approve: readonly string[]): Promise<Applied>;
}

interface Applied {
  readonly plan: Plan;
  readonly code: number;
  /** Of all requests of the apply. */
  readonly cost: ReturnType<TenantReader['counts']> & ReturnType<TenantReader['cost']>;
}

export interface ScenarioRepository {
  /** Writes a file of the repository. */
  write(path: string, text: string): void;
  /** Replaces the profiles by those in a folder; a missing one empties them. */
  useProfiles(from: string): void;
  /** Reads the files; they must be valid. The token says who calls; what is measured says within which limits. */
  open(url: string, token?: string, connection?: Partial<GraphOptions>): Promise<Opened>;
  remove(): void;
}

/** Files of the repository's own folder, which a scenario keeps beside the profiles. */
export const ROOT_FILES: readonly string[] = ['postilion.yaml', 'adopt.yaml'];

const CONFIG =
  'version: 1\nowner: contoso-mail\ntenant:\n  embedded: .postilion/tenant\nprofiles: [profiles/**/*.yaml]\n';

const now = '2026-03-02T09:00:00.000Z';

/**
 * An empty repository with a plain configuration. It is in a folder, and its state branch in git, in the deep run alone:
 * an apply starts a dozen processes for that. `test/faults` holds memory and git to one contract, `test/io/files` and
 * `test/cli` read folders.
 */
export function openScenario(): ScenarioRepository {
  return DEEP ? scenarioInFolder() : scenarioInMemory();
}

function scenarioInMemory(): ScenarioRepository {
  const files = new Map<string, Buffer>([['postilion.yaml', Buffer.from(CONFIG)]]);
  const memory = new MemoryBranch(() => now);
  return {
    write: (path, text) => void files.set(path, Buffer.from(text)),
    useProfiles: (from) => {
      for (const path of files.keys()) if (path.startsWith('profiles/')) files.delete(path);
      if (!existsSync(from)) return;
      for (const [path, content] of filesBelow(from)) {
        if (!ROOT_FILES.includes(basename(path))) files.set(`profiles/${path}`, content);
      }
    },
    open: async (url, token = 'scenario', connection = {}) =>
      opened(usable(await readFiles(files)), url, token, memory, connection),
    remove: () => {},
  };
}

function scenarioInFolder(): ScenarioRepository {
  const root = mkdtempSync(join(tmpdir(), 'postilion-scenario-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('postilion.yaml', CONFIG);
  const profiles = join(root, 'profiles');
  return {
    write,
    useProfiles: (from) => {
      rmSync(profiles, { recursive: true, force: true });
      if (!existsSync(from)) return;
      cpSync(from, profiles, { recursive: true, filter: (source) => !ROOT_FILES.includes(basename(source)) });
    },
    open: (url, token, connection) => openRepository(root, url, token, connection),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The repository in a folder against a tenant. Throws when its files aren't valid. */
export async function openRepository(
  root: string,
  url: string,
  token = 'scenario',
  connection: Partial<GraphOptions> = {},
): Promise<Opened> {
  return opened(await read(root), url, token, null, connection);
}

async function read(cwd: string): Promise<UsableRepository> {
  const nothing = (): void => {};
  const terminal = { env: {}, cwd, width: 100, color: false, print: nothing, error: nothing, onStop: nothing };
  return usable(await openFolder({}, terminal));
}

/** Throws when the files aren't valid. */
export function usable({ findings, usable: found }: Repository): UsableRepository {
  if (found === null) throw new Error(`the repository is not valid: ${JSON.stringify(findings, null, 2)}`);
  return found;
}

const clock = { now: () => now };
const tool = 'postilion';

function opened(
  repository: UsableRepository,
  url: string,
  token: string,
  memory: MemoryBranch | null,
  connection: Partial<GraphOptions> = {},
): Opened {
  const { root, config } = repository;
  const { branch } = config.state;
  const state =
    memory === null ? openStateStore({ root, repo: '.postilion/state.git', branch, clock }) : memoryState(memory);
  const graph: GraphOptions = { ...LEAN, root: url, token: async () => token, log: () => {}, ...connection };
  const known = { state, clock, describe: describeCertificate };
  return {
    plan: async (isFull = false) => {
      const reader = await connectReader(graph);
      const made = await plan({ ...repository, tool, targets: [], isFull }, { reader, ...known });
      return connection.limits === undefined
        ? made
        : { ...made, cost: { ...reader.counts(), ...reader.cost(), stages: [] } };
    },
    apply: async (approve) => {
      const approval = readApproval({ approve, approveDigest: [] }, false);
      // One after the other: the order in which requests arrive is part of what scenarios record. Benches measure.
      const inOrder = { ...repository, config: { ...config, apply: { concurrency: 1 } } };
      const isMeasured = connection.limits !== undefined;
      const request = {
        repository: isMeasured ? repository : inOrder,
        approval,
        saved: null,
        mayBeDirty: true,
        approvedBy: null,
        who: 'scenario',
        tool,
      };
      const tenant = await connectWriter(graph);
      const ran = await applyRepository(request, { tenant, ...known, ...QUIET });
      if (ran.plan === null) throw new Error(`refused before there was a plan: ${JSON.stringify(ran.refusal)}`);
      const cost = { ...tenant.counts(), ...tenant.cost() };
      return { plan: ran.plan, code: ranExitCode(ran, { gates: 'stop' }), cost };
    },
  };
}
