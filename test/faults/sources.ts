/** Where in `src/app` a call of a port is made: at run time from the stack, and in the text for the gate. */

import { parseSync } from 'oxc-parser';

/** Stacks as the engine has them → who calls there: finding a line's place in TypeScript takes much longer than a call. */
const known = new Map<string, readonly string[]>();

/** `plan/refresh.ts:121 list`, from where it is called; several where the call was handed on. */
export function callersOf(method: string): readonly string[] {
  const bare = bareStack(new Error());
  const key = `${method} ${bare}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const lines = (new Error().stack ?? '').split('\n');
  // The watch over the lock may have asked first, and goes on later for whoever called it.
  const isWatched = lines.some((line) => line.includes('/apply/lock-watch.ts'));
  const callers = lines.flatMap((line) => {
    const place =
      / at async /.test(line) && !isWatched ? undefined : /\/src\/app\/((?:[\w-]+\/)*[\w-]+\.ts:\d+)/.exec(line)?.[1];
    return place === undefined ? [] : [`${place} ${method}`];
  });
  known.set(key, callers);
  return callers;
}

/** The places in what runs, in place of those in what was written. */
function bareStack(error: Error): string {
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  Error.prepareStackTrace = (_, frames) =>
    frames.map((frame) => `${frame.getFileName()}:${frame.getLineNumber()}:${frame.getColumnNumber()}`).join(' ');
  const stack = error.stack ?? '';
  if (before === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
  else Reflect.defineProperty(Error, 'prepareStackTrace', before);
  return stack;
}

/** Methods of the two ports that leave the process. */
const GRAPH = ['list', 'get', 'batch', 'write'];
const GIT = ['read', 'readRuns', 'commit', 'rebuild', 'acquireLock', 'steal', 'renew', 'release', 'unlock'];

/** A call of a port in the text of a file: `plan/refresh.ts:121`, and which method. */
export interface CallSite {
  readonly source: string;
  readonly method: string;
}

/** Every call of a port in a file of `src/app`: `reader.list(…)`, `ports.tenant.write(…)`, `state.release(…)`. */
export function callSitesIn(file: string, text: string): readonly CallSite[] {
  const sites: CallSite[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one);
    if (!isNode(node)) return;
    const called = node['type'] === 'CallExpression' ? calledOn(node['callee']) : null;
    if (called !== null && isPort(called.object, called.method)) {
      sites.push({ source: `${file}:${text.slice(0, called.at).split('\n').length}`, method: called.method });
    }
    for (const value of Object.values(node)) visit(value);
  };
  visit(parseSync(file, text).program);
  return sites;
}

function isPort(object: string, method: string): boolean {
  if (object === 'state') return GIT.includes(method);
  return (object === 'reader' || object === 'tenant') && GRAPH.includes(method);
}

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function calledOn(callee: unknown): { readonly object: string; readonly method: string; readonly at: number } | null {
  if (!isNode(callee) || callee['type'] !== 'MemberExpression') return null;
  const { object, property } = callee;
  const method = isNode(property) && typeof property['name'] === 'string' ? property['name'] : '';
  const at = isNode(property) && typeof property['start'] === 'number' ? property['start'] : 0;
  if (!isNode(object)) return null;
  const last = object['type'] === 'MemberExpression' ? object['property'] : object;
  return isNode(last) && typeof last['name'] === 'string' ? { object: last['name'], method, at } : null;
}
