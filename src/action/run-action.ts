/** The verbs of a step. Each runs the program once, and hands on what it says as the runner wants it. */

import { readFileSync } from 'node:fs';
import { EXIT } from '../model/exit-code.ts';
import { isJsonObject } from '../model/json.ts';
import { printShards, reconcileTenants } from './fleet-verbs.ts';
import { withGit } from './git-sign-in.ts';
import { kept, type ProgramRun, run, told } from './run-program.ts';
import {
  ActionError,
  addSummary,
  codeBlock,
  digestOf,
  failedFile,
  given,
  planFile,
  pullRequest,
  type Runner,
  runFenced,
  setOutput,
} from './runner.ts';

/** Runs a verb and gives the exit code of the step. */
export async function runAction(verb: string, runner: Runner): Promise<number> {
  const act = VERBS.get(verb);
  try {
    if (act === undefined) throw new ActionError(`write one of ${[...VERBS.keys()].join(', ')} behind action.js`);
    return await act(runner);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    runner.print(`::error::${error.message}\n`);
    return EXIT.input;
  }
}

const VERBS = new Map<string, (runner: Runner) => Promise<number>>([
  ['validate', validate],
  ['plan', async (runner) => (await planned(runner)).code],
  ['drift', drift],
  ['heartbeat', heartbeat],
  ['comment', comment],
  ['reconcile', reconcile],
  ['approve', approve],
  ['shards', printShards],
  ['fleet', reconcileTenants],
]);

/** What was wrong stands at the lines of the files, and the rest in the log. */
async function validate(runner: Runner): Promise<number> {
  const { code, out, err } = await run(runner, ['validate', '--format', 'github'], {});
  runner.print(out);
  await runFenced(runner, async () => runner.print(err));
  return code;
}

async function planned(runner: Runner): Promise<ProgramRun> {
  const [file, why] = [planFile(runner), failedFile(runner)];
  const base = given(runner, 'POSTILION_BASE');
  const compared = base === '' ? [] : [`--base=${base}`];
  const ran = await withGit(runner, (git) =>
    told(runner, ['plan', '--format', 'markdown', '--out', file, '--failed-out', why, ...compared], git, {
      shows: 'err',
    }),
  );
  addSummary(runner, digestOf(file) === '' ? noPlan(ran) : await summaryOf(runner, file));
  setOutput(runner, 'exit-code', String(ran.code));
  setOutput(runner, 'plan-digest', digestOf(file));
  setOutput(runner, 'failed-digest', digestOf(why));
  return ran;
}

/** In the words of the comment. */
async function summaryOf(runner: Runner, file: string): Promise<string> {
  const { out, err } = await run(runner, ['report', '--plan', file, '--format', 'summary'], {});
  return out === '' ? codeBlock(err) : out;
}

function noPlan({ out, err }: ProgramRun): string {
  return out === '' ? `There is no plan.\n\n${codeBlock(err)}` : out;
}

/** A plan of the head of the branch, which fails where somebody changed in the portal what git says. */
async function drift(runner: Runner): Promise<number> {
  const { code } = await planned(runner);
  if (code !== EXIT.ok) return code;
  const plan: unknown = JSON.parse(readFileSync(planFile(runner), 'utf8'));
  const summary = isJsonObject(plan) ? plan['summary'] : undefined;
  const drifted = isJsonObject(summary) && typeof summary['drift'] === 'number' ? summary['drift'] : null;
  if (drifted === null)
    throw new ActionError('the plan document does not say how many profiles were changed in the portal');
  if (drifted === 0) return EXIT.ok;
  runner.print(`::error::${drifted} of the profiles were changed in the portal: the summary of this run says which\n`);
  return EXIT.changes;
}

/** Whether the schedule is alive, which git alone can tell. */
async function heartbeat(runner: Runner): Promise<number> {
  const age = given(runner, 'POSTILION_MAX_AGE');
  if (!/^\d+[dhm]$/.test(age)) throw new ActionError('max-age: write a number and d, h or m, such as 6h');
  const { code, out, err } = await withGit(runner, (git) =>
    told(runner, ['status', '--max-age', age], git, { shows: 'both' }),
  );
  addSummary(runner, codeBlock(out === '' ? err : out));
  return code;
}

/** Runs beside no identity. The plan document comes from a job that read a proposal, and is judged as such a text. */
async function comment(runner: Runner): Promise<number> {
  const [file, why] = [planFile(runner), failedFile(runner)];
  const [plan, failed] = [given(runner, 'POSTILION_PLAN_DIGEST'), given(runner, 'POSTILION_FAILED_DIGEST')];
  const isOurs = digestOf(file) === plan && digestOf(why) === failed;
  if (!isOurs) {
    const name = digestOf(file) === plan ? 'failed.json' : 'plan.json';
    throw new ActionError(`${name} is not the file that the job before this one wrote`);
  }
  const { number, head } = pullRequest(runner);
  const what = plan !== '' ? ['--plan', file] : failed === '' ? ['--failed'] : ['--failed', why];
  const of = head === null ? [] : ['--head', head];
  const args = ['report', ...what, '--to', 'github', '--pr', String(number), ...of];
  return (await told(runner, args, kept(runner, ['GITHUB_TOKEN']), { shows: 'both' })).code;
}

/** What a schedule and every merge run. */
async function reconcile(runner: Runner): Promise<number> {
  const flags = [...onGitHub(runner, 'approvals'), ...onGitHub(runner, 'report-to')];
  return written(runner, ['reconcile', '--yes', ...flags]);
}

/** What a person starts, with the codes of a plan. */
async function approve(runner: Runner): Promise<number> {
  const codes = given(runner, 'POSTILION_CODES')
    .split(/[\s,]+/)
    .filter((code) => code !== '');
  const wrong = codes.find((code) => !/^[0-9a-f]{16}-(?:\d+|unknown)$/.test(code));
  if (codes.length === 0 || wrong !== undefined) {
    throw new ActionError('write the codes that a plan prints, such as 56bee5aaab59c1f0-320, with commas between them');
  }
  const code = await written(runner, ['apply', '--yes', '--approve', codes.join(',')]);
  if (code !== EXIT.gated) return code;
  runner.print('::notice::done; other changes still wait, as the summary of this run says\n');
  return EXIT.ok;
}

/** `--approvals github`, where the workflow asks for it. */
function onGitHub(runner: Runner, name: 'approvals' | 'report-to'): readonly string[] {
  const value = given(runner, `POSTILION_${name.toUpperCase().replace('-', '_')}`);
  if (value === '' || value === 'none') return [];
  if (value !== 'github') throw new ActionError(`${name}: write github or none`);
  return [`--${name}`, value];
}

async function written(runner: Runner, args: readonly string[]): Promise<number> {
  const token = kept(runner, ['GITHUB_TOKEN']);
  const { code, out, err } = await withGit(runner, (git) =>
    told(runner, args, { ...token, ...git }, { shows: 'both' }),
  );
  addSummary(runner, codeBlock(out === '' ? err : out));
  setOutput(runner, 'exit-code', String(code));
  return code;
}
