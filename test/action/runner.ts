/**
 * A runner of GitHub made of folders and variables. It runs a reusable workflow of ours job by job: the steps of the
 * file itself by bash, the few actions of others as what they do to files. Each job has a workspace of its own, gets a token that says
 * what the job may write, and a proof of its identity only where it has the right to one.
 */

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import { type Contexts, filled, runs } from './expressions.ts';
import { reusableWorkflow, type Texts, type WorkflowJob, type WorkflowStep } from './workflow-text.ts';

export interface Occasion {
  readonly workflow: string;
  readonly event: JsonObject;
  readonly vars: JsonObject;
  readonly inputs?: Texts;
  /** Where GitHub's API is. */
  readonly api?: string;
  /** What the machine has beside what GitHub gives: the stand-in of a sign-in. */
  readonly machine: Readonly<Record<string, string>>;
  /** The repository that is checked out, and a folder with what `npm run bundle` makes. */
  readonly remote: string;
  readonly bundle: string;
  /** Called before a job, with the folder of the artifacts: what another job of the run could do. */
  readonly before?: (job: string, artifacts: string) => void;
}

export interface JobRun {
  readonly result: 'success' | 'failure' | 'skipped';
  readonly outputs: Texts;
  readonly summary: string;
  readonly log: string;
  /** Variables of the steps, as the job's own processes saw them. */
  readonly env: Texts;
}

/** Runs a workflow to its end; jobs in the order of the file. */
export async function runWorkflow(occasion: Occasion, context: TestContext): Promise<ReadonlyMap<string, JobRun>> {
  const root = mkdtempSync(join(tmpdir(), 'postilion-runner-'));
  context.onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'artifacts'));
  const { inputs, jobs } = reusableWorkflow(occasion.workflow);
  const ran = new Map<string, JobRun>();
  for (const job of jobs) {
    occasion.before?.(job.name, join(root, 'artifacts'));
    const kept = job.name === 'program' ? programs.get(occasion.bundle) : undefined;
    if (kept !== undefined) {
      cpSync(kept.artifacts, join(root, 'artifacts'), { recursive: true });
      ran.set(job.name, kept.run);
      continue;
    }
    const told = { ...occasion, inputs: { ...inputs, ...occasion.inputs } };
    for (const [name, run] of await runJobs(job, told, ran, root)) ran.set(name, run);
    if (job.name === 'program') keepProgram(occasion.bundle, join(root, 'artifacts'), ran.get(job.name));
  }
  return ran;
}

/** All workflows build the program in the same words (a gate holds them to it): one job of the kind stands for the others. */
const programs = new Map<string, { readonly run: JobRun; readonly artifacts: string }>();

function keepProgram(bundle: string, artifacts: string, run: JobRun | undefined): void {
  const kept = `${bundle}-artifacts`;
  if (run?.result !== 'success') return;
  cpSync(artifacts, kept, { recursive: true });
  programs.set(bundle, { run, artifacts: kept });
}

const COMMIT = 'c'.repeat(40);

/** One job, or one for each line of its matrix: those go by the names of their lines. */
async function runJobs(
  job: WorkflowJob,
  occasion: Occasion,
  ran: ReadonlyMap<string, JobRun>,
  root: string,
): Promise<readonly (readonly [string, JobRun])[]> {
  const contexts = contextsOf(job, occasion, ran);
  const failed = job.needs.some((name) => ran.get(name)?.result !== 'success');
  if (!runs(job.condition, contexts, { failed }))
    return [[job.name, { result: 'skipped', outputs: {}, summary: '', log: '', env: {} }]];
  if (job.matrix === '') return [[job.name, await runSteps(job, occasion, contexts, placeOf(job.name, root))]];
  const made: [string, JobRun][] = [];
  for (const line of linesOf(filled(job.matrix.replace(/fromJSON\((.*)\)/, '$1'), contexts))) {
    const name = `${job.name} ${stringAt(line, 'name') ?? ''}`;
    made.push([name, await runSteps(job, occasion, { ...contexts, matrix: line }, placeOf(name, root))]);
  }
  return made;
}

/** The lines of a matrix, given as JSON. */
function linesOf(matrix: string): readonly JsonObject[] {
  const value: unknown = JSON.parse(matrix);
  return isJsonObject(value) ? objectsAt(value, 'include') : [];
}

function contextsOf(job: WorkflowJob, occasion: Occasion, ran: ReadonlyMap<string, JobRun>): Contexts {
  const needs = Object.fromEntries(
    job.needs.map((name) => {
      const { result = 'skipped', outputs = {} } = ran.get(name) ?? {};
      return [name, { result, outputs }];
    }),
  );
  return {
    github: { event: occasion.event, token: `token of ${JSON.stringify(job.rights)}`, ref: 'refs/heads/main' },
    vars: occasion.vars,
    inputs: occasion.inputs ?? {},
    // Those of the environment, which only a job that names one gets.
    secrets: job.environment === '' ? {} : { POSTILION_APP_KEY: 'key of the app' },
    job: { workflow_sha: COMMIT, workflow_repository: 'contoso/postilion' },
    needs,
  };
}

/** Folders and files of one job. */
interface Place {
  readonly workspace: string;
  readonly temp: string;
  readonly artifacts: string;
  readonly output: string;
  readonly summary: string;
  readonly event: string;
}

function placeOf(job: string, root: string): Place {
  const at = (name: string): string => join(root, job, name);
  mkdirSync(at('workspace'), { recursive: true });
  mkdirSync(at('temp'));
  for (const file of ['output', 'summary']) writeFileSync(at(file), '');
  const artifacts = join(root, 'artifacts');
  return {
    workspace: at('workspace'),
    temp: at('temp'),
    artifacts,
    output: at('output'),
    summary: at('summary'),
    event: at('event.json'),
  };
}

async function runSteps(job: WorkflowJob, occasion: Occasion, contexts: Contexts, place: Place): Promise<JobRun> {
  writeFileSync(place.event, JSON.stringify(occasion.event));
  const steps: Record<string, { readonly outputs: Texts }> = {};
  const seen = { failed: false, log: '', env: {} };
  for (const step of job.steps) {
    const known = { ...contexts, steps };
    if (!runs(step.condition, known, seen)) continue;
    writeFileSync(place.output, '');
    const { ok, log, env } =
      step.run === '' ? act(step, known, occasion, place) : await script(step, known, occasion, place, job);
    seen.log += log;
    Object.assign(seen.env, env);
    if (!ok) seen.failed = true;
    steps[step.id] = { outputs: outputsIn(readFileSync(place.output, 'utf8')) };
  }
  const outputs = Object.entries(job.outputs).map(([name, value]): [string, string] => [
    name,
    filled(value, { ...contexts, steps }),
  ]);
  return {
    result: seen.failed ? 'failure' : 'success',
    outputs: Object.fromEntries(outputs),
    summary: readFileSync(place.summary, 'utf8'),
    log: seen.log,
    env: seen.env,
  };
}

function outputsIn(text: string): Texts {
  const lines = text.split('\n').filter((line) => line !== '');
  const pairs = lines.map((line): [string, string] => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}

interface StepRun {
  readonly ok: boolean;
  readonly log: string;
  readonly env: Texts;
}

/** A step of our own, by bash as GitHub calls it. */
async function script(
  step: WorkflowStep,
  contexts: Contexts,
  occasion: Occasion,
  place: Place,
  job: WorkflowJob,
): Promise<StepRun> {
  const pairs = Object.entries(step.env).map(([name, value]): [string, string] => [name, filled(value, contexts)]);
  const own = Object.fromEntries(pairs);
  const proof = { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:9/', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'proof' };
  const env = {
    PATH: process.env['PATH'],
    HOME: place.temp,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'octocat',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'contoso/mail',
    GITHUB_API_URL: occasion.api ?? 'http://127.0.0.1:9',
    GITHUB_RUN_ID: '1',
    GITHUB_WORKSPACE: place.workspace,
    GITHUB_EVENT_PATH: place.event,
    GITHUB_OUTPUT: place.output,
    GITHUB_STEP_SUMMARY: place.summary,
    RUNNER_TEMP: place.temp,
    ...(job.rights['id-token'] === 'write' ? { ...proof, ...occasion.machine } : {}),
    ...own,
  };
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd: join(place.workspace, step.folder),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { ok: code === 0, log, env: own };
}

/** What the actions of others do. */
function act({ uses, options }: WorkflowStep, contexts: Contexts, occasion: Occasion, place: Place): StepRun {
  const option = (name: string): string => filled(options[name] ?? '', contexts);
  const said = (ok: boolean, log = ''): StepRun => ({ ok, log, env: {} });
  const artifact = join(place.artifacts, option('name'));
  switch (uses) {
    case 'actions/setup-node':
      return said(true);
    case 'actions/create-github-app-token':
      writeFileSync(place.output, `token=token of the app ${option('app-id')}\n`);
      return said(option('private-key') !== '', 'no key\n');
    case 'actions/checkout':
      return option('repository') === ''
        ? checkOut(option, join(place.workspace, option('path')), occasion)
        : ours(occasion, place);
    case 'actions/upload-artifact': {
      const paths = option('path').trim().split(/\s+/);
      const there = paths.filter((path) => existsSync(join(place.workspace, path)));
      for (const path of there) cpSync(join(place.workspace, path), join(artifact, path));
      return said(there.length > 0 || option('if-no-files-found') === 'ignore', `no file ${paths.join(' ')}\n`);
    }
    case 'actions/download-artifact':
      if (existsSync(artifact)) cpSync(artifact, place.workspace, { recursive: true });
      return said(existsSync(artifact), `no artifact ${option('name')}\n`);
    default:
      throw new Error(`this runner doesn't know ${uses}`);
  }
}

/** As deep as the step asks for: one commit, where it doesn't say. */
function checkOut(option: (name: string) => string, folder: string, { remote }: Occasion): StepRun {
  const [ref, depth] = [option('ref'), option('fetch-depth')];
  const deep = depth === '0' ? [] : [`--depth=${depth === '' ? '1' : depth}`];
  const from = `+${ref === '' ? 'refs/heads/main' : ref}:refs/remotes/origin/checked-out`;
  const git = (...args: readonly string[]): boolean => spawnSync('git', [...args], { cwd: folder }).status === 0;
  mkdirSync(folder, { recursive: true });
  const ok =
    git('init', '--quiet', '--initial-branch', 'main') &&
    git('remote', 'add', 'origin', `file://${remote}`) &&
    git('fetch', '--quiet', ...deep, 'origin', from) &&
    git('checkout', '--quiet', '--detach', 'refs/remotes/origin/checked-out');
  return { ok, log: `checked out ${ref}\n`, env: {} };
}

/** Postilion's own repository, whose bundle was made before: npm still installs and runs a script. */
function ours({ bundle }: Occasion, { workspace }: Place): StepRun {
  const manifest = { name: 'postilion', version: '0.0.0', scripts: { bundle: `cp -r '${bundle}' bundle` } };
  writeFileSync(join(workspace, 'package.json'), JSON.stringify(manifest));
  const packages = { '': { name: 'postilion', version: '0.0.0' } };
  writeFileSync(
    join(workspace, 'package-lock.json'),
    JSON.stringify({ name: 'postilion', lockfileVersion: 3, packages }),
  );
  return { ok: true, log: '', env: {} };
}

/** One value of a job's outputs. */
export function outputOf(run: JobRun | undefined, name: string): string {
  return run?.outputs[name] ?? '';
}
