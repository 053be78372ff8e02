/** The runner's side of a step: its environment, its files, and what it takes for commands. */

import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject } from '../model/json.ts';

export interface Runner {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Node, and the program that it runs. */
  readonly node: string;
  readonly program: string;
  print(text: string): void;
}

/** Something that the step can't go on with, in words for the log. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
}

/** A variable that the runner or the workflow sets. Throws ActionError where it is missing. */
export function needed({ env }: Runner, name: string): string {
  const value = env[name]?.trim() ?? '';
  if (value === '') throw new ActionError(`${name} is not set: this runs as a step of a workflow of GitHub Actions`);
  return value;
}

/** A variable of the workflow that may be left out; empty then. */
export function given({ env }: Runner, name: string): string {
  return env[name]?.trim() ?? '';
}

/** While `inside` prints, the runner takes no commands: nobody can know the word that ends the pause. */
export async function runFenced<Value>(runner: Runner, inside: () => Promise<Value>): Promise<Value> {
  const word = randomBytes(16).toString('hex');
  runner.print(`::stop-commands::${word}\n`);
  try {
    return await inside();
  } finally {
    runner.print(`\n::${word}::\n`);
  }
}

/** One output of the step. Values are numbers and digests, so that none can end its line. */
export function setOutput(runner: Runner, name: string, value: string): void {
  if (!/^[\w:-]*$/.test(value)) throw new ActionError(`the output ${name} holds more than letters, digits and hyphens`);
  appendFileSync(needed(runner, 'GITHUB_OUTPUT'), `${name}=${value}\n`);
}

/** The same for one line of JSON of ours, which another job parses. */
export function setJsonOutput(runner: Runner, name: string, value: string): void {
  if (!/^\{[^\r\n]*\}$/.test(value)) throw new ActionError(`the output ${name} is more than one line of JSON`);
  appendFileSync(needed(runner, 'GITHUB_OUTPUT'), `${name}=${value}\n`);
}

/** A summary above 1 MiB is dropped whole. */
const MOST_BYTES = 1_000_000;

/** Adds Markdown to the summary of the step, cut at the end of a line where it is too long. */
export function addSummary(runner: Runner, markdown: string): void {
  const bytes = Buffer.from(markdown, 'utf8');
  const cut = bytes.lastIndexOf('\n', MOST_BYTES);
  const shown = bytes.length <= MOST_BYTES ? bytes : bytes.subarray(0, Math.max(cut, 0));
  const rest = shown === bytes ? '' : '\n\nThe rest is left out here; the plan document has all of it.\n';
  appendFileSync(needed(runner, 'GITHUB_STEP_SUMMARY'), `${shown.toString('utf8')}${rest}\n`);
}

/** A text as a block of code that nothing in it can close. */
export function codeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}\n`;
}

/** The plan document that jobs hand on. */
export function planFile(runner: Runner): string {
  return join(needed(runner, 'GITHUB_WORKSPACE'), 'plan.json');
}

/** The document that says why there is no plan. */
export function failedFile(runner: Runner): string {
  return join(needed(runner, 'GITHUB_WORKSPACE'), 'failed.json');
}

/** What a file holds as a digest; empty where there is none. */
export function digestOf(file: string): string {
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : '';
}

/** The pull request that the run is about, and its commit, from the event that GitHub wrote. */
export function pullRequest(runner: Runner): { readonly number: number; readonly head: string | null } {
  const event: unknown = JSON.parse(readFileSync(needed(runner, 'GITHUB_EVENT_PATH'), 'utf8'));
  const about = isJsonObject(event) ? event['pull_request'] : undefined;
  const number = isJsonObject(about) ? about['number'] : undefined;
  const head = isJsonObject(about) && isJsonObject(about['head']) ? about['head']['sha'] : undefined;
  const commit = typeof head === 'string' && /^[0-9a-f]{40}$/.test(head) ? head : null;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0) return { number, head: commit };
  throw new ActionError('the event of this run is about no pull request: call this from pull_request_target');
}
