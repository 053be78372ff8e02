/**
 * The one place that starts git. A pull request decides what lies in the working tree, so nothing that lies there may
 * become code: a repository among the files is not entered, no hook and no monitor is run, and only the ways of
 * transport that a process needs are open to it.
 */

import { join } from 'node:path';
import { env } from 'node:process';
import type { SimpleGit, SimpleGitOptions } from 'simple-git';
import { withoutCredentials } from '../../model/repository-address.ts';
import { onOneLine } from '../../model/text.ts';
import { isThere } from '../files/is-there.ts';

/** A way for git to reach a repository; helper programs (`ext::`) and plain `git://` are none. */
export type Transport = 'file' | 'http' | 'https' | 'ssh';

export interface GitTerms {
  /** Ways to other repositories; none when left out. */
  readonly transports?: readonly Transport[];
  /** What the processes read. */
  readonly input?: string;
  /** A bare repository that the caller has looked at, git's own search never enters one; null: git searches. */
  readonly bare?: string | null;
  readonly settings?: Partial<SimpleGitOptions>;
}

/**
 * What the caller's environment may tell git: how to sign in, and the settings of this machine and its user, where
 * credential helpers, proxies and authorities are named. Everything else is kept from it: a run that a hook starts
 * inherits another repository and another index.
 */
const CREDENTIALS = [
  'GIT_ASKPASS',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSL_CAINFO',
  'SSH_ASKPASS',
];

/** Programs that git would start for people. */
const FOR_PEOPLE = /^(?:EDITOR|VISUAL|PAGER|PREFIX)$/i;

/** What wins over the settings of any repository. */
const SETTINGS = [
  // A bare repository can be brought by a pull request as plain files, and its settings name programs to run.
  ['safe.bareRepository', 'explicit'],
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['submodule.recurse', 'false'],
] as const;

/** Refusals of the library against settings that we make ourselves. */
const OURS = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeHooksPath: true,
  allowUnsafePack: true,
  allowUnsafeSshCommand: true,
  allowUnsafeTemplateDir: true,
};

/** Git in a folder. Throws when the folder doesn't exist; whether it's a repository shows with the first command. */
export async function openGit(folder: string, terms: GitTerms = {}): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  const { input, settings } = terms;
  const variables = variablesOf(terms);
  const git = simpleGit({
    baseDir: folder,
    ...settings,
    allowEnvironment: [...CREDENTIALS, ...Object.keys(variables)],
    unsafe: OURS,
    ...(input === undefined ? {} : { input: () => input }),
  });
  return git.env({ ...inherited(), ...variables });
}

function inherited(): Record<string, string> {
  const kept = Object.entries(env).filter(
    ([name]) => CREDENTIALS.includes(name) || !(/^GIT_/i.test(name) || FOR_PEOPLE.test(name)),
  );
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function variablesOf({ transports = [], bare }: GitTerms): Record<string, string> {
  const settings = SETTINGS.flatMap(([key, value], index): (readonly [string, string])[] => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return {
    ...Object.fromEntries(settings),
    GIT_CONFIG_COUNT: String(SETTINGS.length),
    // Wins over `protocol.*.allow` of every configuration; an empty list opens none.
    GIT_ALLOW_PROTOCOL: transports.join(':'),
    GIT_NO_LAZY_FETCH: '1',
    // A ref of the repository could show another object in the place of the one that was reviewed.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    ...(bare === undefined || bare === null ? {} : { GIT_DIR: bare }),
  };
}

/** True for a folder that is itself the inside of a repository. */
export async function isBareRepository(folder: string): Promise<boolean> {
  if (await isThere(join(folder, '.git'))) return false;
  const parts = await Promise.all(['HEAD', 'objects', 'refs'].map((name) => isThere(join(folder, name))));
  return !parts.includes(false);
}

/** Git's own words about a failure, on one line, without secrets and with nothing that steers a terminal. */
export function gitFault(error: unknown): string {
  const text = error instanceof Error ? error.message : 'git failed';
  const [line = text] = text.split('\n').filter((part) => /^(?:fatal|error):/.test(part));
  return onOneLine(withoutCredentials(line))
    .replace(/^(?:fatal|error): /, '')
    .trim()
    .slice(0, 200);
}
