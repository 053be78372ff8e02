/** Finds what the schema of `postilion.yaml` can't express: settings that contradict each other or have no effect. */

import type { Kind } from '../../catalogue/kind.ts';
import { mayFileName } from '../../model/graph-roots.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../model/json.ts';
import { isLoopback } from '../../model/loopback.ts';
import { isBranchName, repositoryAddress, withoutCredentials } from '../../model/repository-address.ts';
import { budgetProblems, windowProblems } from './hours-checks.ts';
import type { SchemaProblem } from './schema/errors.ts';
import { didYouMean, quoted, shown } from './yaml/messages.ts';
import { pointerStep } from './yaml/values.ts';

/** What the environment names itself, so that the file has no say in it. */
export interface NamedByEnvironment {
  /** The Graph root. */
  readonly graph: boolean;
}

/** All of it; members of another type than the schema's are left to the schema. */
export function findConfigProblems(
  config: JsonObject,
  catalogue: readonly Kind[],
  named: NamedByEnvironment,
): readonly SchemaProblem[] {
  return [
    ...tenantProblems(config['tenant'], named),
    ...stateProblems(config['state']),
    ...globProblems(config['profiles']),
    ...movedProblems(config['moved']),
    ...effectProblems(config, catalogue),
    ...windowProblems(config),
    ...budgetProblems(config['budget']),
  ];
}

/** `embedded` starts a tenant of its own, so another address beside it could only be a mistake. */
function tenantProblems(tenant: JsonValue | undefined, named: NamedByEnvironment): readonly SchemaProblem[] {
  if (!isJsonObject(tenant)) return [];
  const pointer = '/tenant';
  const ways = ['id', 'embedded', 'graphUrl'].filter((way) => Object.hasOwn(tenant, way));
  if (ways.length === 0) {
    return [{ code: 'CFG-001', pointer, message: 'tenant names no tenant: write id, embedded or graphUrl' }];
  }
  if (ways.includes('embedded') && ways.includes('graphUrl')) {
    return [{ code: 'CFG-001', pointer, message: 'tenant has embedded and graphUrl: write one of them' }];
  }
  const url = stringAt(tenant, 'graphUrl');
  const fault = url === undefined ? undefined : urlFault(url, named);
  if (url === undefined || fault === undefined) return [];
  return [
    {
      code: 'CFG-003',
      pointer: '/tenant/graphUrl',
      message: `tenant.graphUrl: ${quoted(withoutCredentials(url))} ${fault}`,
    },
  ];
}

/**
 * A token is sent to that address, and the file can come from anybody's pull request: nothing but Microsoft's own, or
 * this very machine. The environment is not a pull request's to change.
 */
function urlFault(text: string, named: NamedByEnvironment): string | undefined {
  if (!URL.canParse(text)) return 'is not an address: write one such as https://127.0.0.1:8443';
  const url = new URL(text);
  if (url.protocol === 'http:' && !isLoopback(url)) return 'is not encrypted: write https';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'is no web address: write https';
  if (url.username !== '' || url.password !== '') return 'holds a password: take it away';
  if (url.search !== '' || url.hash !== '') return 'has a query: end it after the host or path';
  if (!named.graph && !mayFileName(url)) {
    return (
      "is neither one of Microsoft's Graph hosts nor this machine, and a file of the repository may send no token anywhere else: " +
      'take it out, and name the address in POSTILION_GRAPH_URL where the program runs'
    );
  }
  return /\/(?:beta|v1\.0)\/?$/.test(url.pathname) ? 'ends with a version: leave it off, Postilion adds it' : undefined;
}

/** Git is sent there, and must not take a name for an option or a program. */
function stateProblems(state: JsonValue | undefined): readonly SchemaProblem[] {
  if (!isJsonObject(state)) return [];
  const repo = stringAt(state, 'repo');
  const branch = stringAt(state, 'branch');
  const address = repo === undefined ? undefined : repositoryAddress(repo);
  const problems: SchemaProblem[] = [];
  if (repo !== undefined && address?.way === 'none') {
    const message = `state.repo: ${quoted(withoutCredentials(repo))} ${address.fault}`;
    problems.push({ code: 'CFG-009', pointer: '/state/repo', message });
  }
  if (branch !== undefined && branch !== '' && !isBranchName(branch)) {
    const message = `state.branch: ${quoted(branch)} can not be a branch: write letters, digits, - and /`;
    problems.push({ code: 'CFG-009', pointer: '/state/branch', message });
  }
  return problems;
}

/** The patterns that folders and commits are searched with: `*`, `**`, `?` and `{a,b}`. */
function globProblems(globs: JsonValue | undefined): readonly SchemaProblem[] {
  if (!isJsonArray(globs)) return [];
  if (globs.length > MOST_PATTERNS) {
    const message = `profiles: ${globs.length} patterns stand in the list: write ${MOST_PATTERNS} at most`;
    return [{ code: 'CFG-005', pointer: `/profiles/${MOST_PATTERNS}`, message }];
  }
  return globs.flatMap((glob, index) => {
    const fault = typeof glob === 'string' ? (costFault(glob) ?? globFault(glob)) : undefined;
    if (fault === undefined) return [];
    return [
      {
        code: 'CFG-005',
        pointer: `/profiles/${index}`,
        message: `profiles[${index}]: ${shown(glob)} ${fault}`,
      },
    ];
  });
}

/** Far above what a repository of profiles needs; each pattern is held against each path of it. */
const MOST_PATTERNS = 50;
const MOST_CHARACTERS = 200;
const MOST_STARS = 8;
const MOST_CHOICES = 32;

/** Patterns come with pull requests, and nothing in one may keep a run busy. */
function costFault(glob: string): string | undefined {
  if (glob.length > MOST_CHARACTERS) {
    return `has ${glob.length} characters: write a shorter pattern, ${MOST_CHARACTERS} are read at most`;
  }
  const stars = glob.match(/\*+/g)?.length ?? 0;
  if (stars > MOST_STARS) return `has ${stars} stars: write several patterns, each with ${MOST_STARS} at most`;
  const choices = (glob.match(/\{[^{}]*\}/g) ?? []).reduce((all, braces) => all * braces.split(',').length, 1);
  return choices > MOST_CHOICES
    ? `stands for ${choices} patterns: write fewer braces, ${MOST_CHOICES} are read at most`
    : undefined;
}

function globFault(glob: string): string | undefined {
  if (glob.startsWith('/') || /^[a-z]:/i.test(glob) || glob.includes('..')) {
    return 'leaves the folder of the configuration: write a path below it';
  }
  if (glob.split('/').some((step) => step === '' || step === '.'))
    return 'has an empty step: write it without ./ and //';
  if (/[\\[\]()!+@]/.test(glob)) return 'has a sign that is not understood: write *, **, ? and {a,b} only';
  return /\{[^{}]*$|^[^{}]*\}|\{[^}]*\{|\{[^,}]*\}|\}[^{]*\}/.test(glob)
    ? 'has braces that do not match: write {a,b}'
    : undefined;
}

function movedProblems(moved: JsonValue | undefined): readonly SchemaProblem[] {
  if (!isJsonObject(moved)) return [];
  const byTarget = new Map<JsonValue, string>();
  return Object.entries(moved).flatMap(([from, to]): readonly SchemaProblem[] => {
    const pointer = `/moved${pointerStep(from)}`;
    const earlier = byTarget.get(to);
    byTarget.set(to, earlier ?? from);
    if (from === to) {
      return [{ code: 'CFG-006', pointer, message: `moved: ${quoted(from)} moves to itself: take it away` }];
    }
    if (earlier === undefined) return [];
    const message = `moved: ${quoted(earlier)} and ${quoted(from)} move to one key: keep one`;
    return [{ code: 'CFG-006', pointer, message }];
  });
}

function effectProblems(config: JsonObject, catalogue: readonly Kind[]): readonly SchemaProblem[] {
  const seen = new Set<string>();
  return objectsAt(config, 'effects').flatMap((entry, index): readonly SchemaProblem[] => {
    const kind = catalogue.find((candidate) => candidate.name === entry['kind']);
    const field = stringAt(entry, 'field');
    if (kind === undefined || field === undefined) return [];
    const pointer = `/effects/${index}/field`;
    if (!Object.hasOwn(kind.fields, field)) {
      const remedy = didYouMean(field, Object.keys(kind.fields));
      return [
        {
          code: 'CFG-002',
          pointer,
          message: `effects[${index}].field: ${kind.name} has no field ${quoted(field)}${remedy}`,
        },
      ];
    }
    const both = `${kind.name} ${field}`;
    const isDuplicate = seen.has(both);
    seen.add(both);
    if (!isDuplicate) return [];
    return [{ code: 'CFG-007', pointer, message: `effects[${index}]: ${both} stands in the list already: keep one` }];
  });
}
