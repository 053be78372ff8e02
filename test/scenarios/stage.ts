/** A profiles repository in a temporary folder, planned and applied inside this process as the command line does it. */

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type ApplyRequest, apply } from '../../src/app/apply.ts';
import { plan, planned } from '../../src/app/plan.ts';
import { readApproval } from '../../src/cli/approval.ts';
import { sha256 } from '../../src/cli/machine.ts';
import { loadRepository, type Repository } from '../../src/cli/repository.ts';
import { describeCertificate } from '../../src/io/files/parse-certificate.ts';
import { openStateStore } from '../../src/io/git/state-store.ts';
import { connectReader, connectWriter } from '../../src/io/graph/connect.ts';
import type { GraphOptions } from '../../src/io/graph/run.ts';
import type { Plan } from '../../src/model/plan.ts';
import { outcomeExitCode, planExitCode } from '../../src/report/exit-code.ts';
import { DEEP } from '../deep.ts';
import { MemoryBranch, memoryState } from '../faults/memory-state.ts';
import { LEAN } from '../lean-way.ts';

/** A repository at one state of git; every plan of it is made anew, its files are read once. */
export interface Opened {
  plan(): Promise<Plan>;
  /** An apply with these `--approve`s: its plan, and its exit code, the plan's own where the plan can't be applied. */
  apply(approve: readonly string[]): Promise<{ readonly plan: Plan; readonly code: number }>;
}

export interface Stage {
  /** Writes a file of the repository. */
  write(path: string, text: string): void;
  /** Replaces the profiles by those in a folder; a missing one empties them. */
  useProfiles(from: string): void;
  /** Reads the files; they must be valid. The token says who calls. */
  open(url: string, token?: string): Promise<Opened>;
  remove(): void;
}

/** Files of the repository's own folder, which a scenario keeps beside the profiles. */
export const ROOT_FILES: readonly string[] = ['postilion.yaml', 'adopt.yaml'];

const CONFIG =
  'version: 1\nowner: contoso-mail\ntenant:\n  embedded: .postilion/tenant\nprofiles: [profiles/**/*.yaml]\n';

const now = '2026-03-02T09:00:00.000Z';

/**
 * An empty repository with a plain configuration. Its state branch is in git in the deep run alone, since that starts a
 * dozen processes for an apply; `test/faults` holds memory and git to one contract.
 */
export function setStage(): Stage {
  const root = mkdtempSync(join(tmpdir(), 'postilion-scenario-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('postilion.yaml', CONFIG);
  const profiles = join(root, 'profiles');
  const memory = DEEP ? null : new MemoryBranch(() => now);
  return {
    write,
    useProfiles: (from) => {
      if (existsSync(profiles)) rmSync(profiles, { recursive: true });
      if (!existsSync(from)) return;
      for (const entry of readdirSync(from, { withFileTypes: true, recursive: true })) {
        if (!entry.isFile() || ROOT_FILES.includes(entry.name)) continue;
        const source = join(entry.parentPath, entry.name);
        const target = join(profiles, relative(from, source));
        mkdirSync(dirname(target), { recursive: true });
        copyFileSync(source, target);
      }
    },
    open: (url, token) => openRepository(root, url, token, memory),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The repository in a folder against a tenant. Throws when its files aren't valid. */
export async function openRepository(
  root: string,
  url: string,
  token = 'scenario',
  memory: MemoryBranch | null = null,
): Promise<Opened> {
  return opened(await read(root), url, token, memory);
}

type Read = Pick<Repository, 'findings'> & { readonly usable: NonNullable<Repository['usable']> };

async function read(cwd: string): Promise<Read> {
  const nothing = (): void => {};
  const terminal = { env: {}, cwd, width: 100, color: false, print: nothing, error: nothing, onStop: nothing };
  const { findings, usable } = await loadRepository({}, terminal);
  if (usable === null) throw new Error(`the repository is not valid: ${JSON.stringify(findings, null, 2)}`);
  return { findings, usable };
}

const clock = { now: () => now };
const tool = 'postilion';

function opened({ findings, usable }: Read, url: string, token: string, memory: MemoryBranch | null): Opened {
  const { config, profiles, certificates, source, root } = usable;
  const { branch } = config.state;
  const state =
    memory === null ? openStateStore({ root, repo: '.postilion/state.git', branch, clock }) : memoryState(memory);
  const graph: GraphOptions = { ...LEAN, root: url, token: async () => token, log: () => {} };
  const request = { config, profiles, certificates, findings, source, tool, targets: [] };
  const known = { state, clock, hash: sha256, describe: describeCertificate };
  return {
    plan: async () => plan(request, { reader: await connectReader(graph), ...known }),
    apply: async (approve) => {
      const tenant = await connectWriter(graph);
      const replan: ApplyRequest['replan'] = () => planned(request, { reader: tenant, ...known });
      const made = await replan();
      const code = planExitCode(made.plan, { detailed: false });
      if (code !== 0) return { plan: made.plan, code };
      const approval = readApproval({ approve, approveDigest: [] }, false);
      const progress = { stepStarted: () => {}, stepEnded: () => {} };
      const interruption = { requested: () => false };
      const ports = { tenant, state, hash: sha256, clock, progress, interruption };
      const run = { planned: made, approval, approvedBy: null, who: 'scenario', replan, tool };
      return { plan: made.plan, code: outcomeExitCode(await apply(run, ports)) };
    },
  };
}
