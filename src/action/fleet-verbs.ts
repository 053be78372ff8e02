/** The steps of a repository for many tenants: which jobs there are, and the tenants of one job. */

import { EXIT, type ExitCode, worstExitCode } from '../model/exit-code.ts';
import { withGit } from './git-sign-in.ts';
import { readHeadCommit } from './head-commit.ts';
import { run, told } from './run-program.ts';
import {
  ActionError,
  addSummary,
  codeBlock,
  given,
  type Runner,
  runFenced,
  setJsonOutput,
  setOutput,
} from './runner.ts';

/** Looks whether the wave before is through, and hands on the jobs of this one. */
export async function printShards(runner: Runner): Promise<number> {
  const [wave, after] = [word(runner, 'wave'), word(runner, 'after')];
  if (wave === '') throw new ActionError('wave: write the wave of tenants.yaml that this run goes through');
  const size = given(runner, 'POSTILION_SHARD_SIZE');
  if (!/^[1-9]\d{0,3}$/.test(size)) throw new ActionError('shard-size: write a number, such as 20');
  const commit = await readHeadCommit(runner);
  setOutput(runner, 'commit', commit);
  if (after !== '') {
    const gate = ['tenants', 'gate', '--wave', after, '--commit', commit];
    const { code, out, err } = await withGit(runner, (git) => told(runner, gate, git, { shows: 'both' }));
    addSummary(runner, codeBlock(out === '' ? err : out));
    if (code !== EXIT.ok) return code;
  }
  const made = await run(runner, ['tenants', 'matrix', '--wave', wave, '--shard-size', size], {});
  await runFenced(runner, async () => runner.print(made.err));
  if (made.code === EXIT.ok) setJsonOutput(runner, 'matrix', made.out.trim());
  return made.code;
}

/** So many tenants at once; each is in a process of its own. */
const SIDE_BY_SIDE = 4;

/** Reconciles the tenants of one job. Whoever fails, hangs or is throttled holds up no other; what is said of one is in one piece. */
export async function reconcileTenants(runner: Runner): Promise<number> {
  const tenants = given(runner, 'POSTILION_TENANTS').split(' ');
  if (tenants.some((name) => !TENANT.test(name)))
    throw new ActionError('tenants: write names of tenants.yaml with spaces between them');
  const wanted = given(runner, 'POSTILION_COMMIT');
  if ((await readHeadCommit(runner)) !== wanted) {
    throw new ActionError(
      `the branch moved on from ${wanted.slice(0, 12)} meanwhile: the next run takes it from there`,
    );
  }
  const waiting = [...tenants];
  const ended: Ended[] = [];
  await withGit(runner, async (git) => {
    const next = async (): Promise<void> => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const { code, out, err } = await run(runner, ['reconcile', '--yes', '--tenant', name], git);
        await runFenced(runner, async () => runner.print(`${name} ended with ${code}\n${err}${out}\n`));
        ended.push({ name, code: exitCodeOf(code), text: out === '' ? err : out });
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next));
  });
  addSummary(runner, summaryOf(ended));
  const worst = worstExitCode(ended.map(({ code }) => code));
  setOutput(runner, 'exit-code', String(worst));
  return worst;
}

interface Ended {
  readonly name: string;
  readonly code: ExitCode;
  readonly text: string;
}

/** Characters of all tenants together: a summary above 1 MiB is dropped whole. */
const MOST_CHARACTERS = 300_000;

/** A table of all, then what each said, cut so that the last one still has its share. */
function summaryOf(ended: readonly Ended[]): string {
  const rows = ended.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const share = Math.floor(MOST_CHARACTERS / Math.max(1, rows.length));
  const table = rows.map(({ name, code }) => `| ${name} | ${code} |`).join('\n');
  const details = rows.map(({ name, text }) => {
    const cut = text.length <= share ? text : `${text.slice(0, share)}\nThe rest is in the log of this job.`;
    return `<details><summary>${name}</summary>\n\n${codeBlock(cut)}\n</details>`;
  });
  return `| tenant | exit code |\n| --- | --- |\n${table}\n\n${details.join('\n')}\n`;
}

const TENANT = /^[a-z0-9][a-z0-9-]*$/;

/** The name of a wave; empty where the workflow gives none. */
function word(runner: Runner, name: 'wave' | 'after'): string {
  const value = given(runner, `POSTILION_${name.toUpperCase()}`);
  if (value !== '' && !TENANT.test(value)) throw new ActionError(`${name}: write a wave of tenants.yaml`);
  return value;
}

/** A code that the program doesn't have is a crash. */
function exitCodeOf(code: number): ExitCode {
  return Object.values(EXIT).find((known) => known === code) ?? EXIT.bug;
}
