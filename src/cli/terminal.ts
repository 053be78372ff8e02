/** The terminal that the program talks to: results on stdout, everything else on stderr. */

import { EXIT } from '../model/exit-code.ts';

/** Requests to stop: Ctrl-C, a runner that ends a job, a terminal that was closed. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Columns of stdout; 100 where it is no terminal. */
  readonly width: number;
  /** Whether stdout is a terminal that shows colour and nobody asked for none. */
  readonly color: boolean;
  /** Asks the person in front of it and gives the answer, empty for none; left out where nobody sits there. */
  ask?(question: string): Promise<string>;
  /** Never fails: who doesn't read any more, and a full disk, don't stop what is under way. */
  print(text: string): void;
  error(text: string): void;
  /** Calls back on the first request to stop; the second one ends the process, as the first does where nobody listens. */
  onStop(stop: (signal: StopSignal) => void): void;
  /** Told when a service makes the run wait, for those that go on with something else meanwhile. */
  onWait?(): void;
}

/** What may be said about output that could not be written. */
interface Failing {
  readonly code?: string;
  readonly message: string;
}

interface Stream {
  write(text: string): unknown;
  on?(event: 'error', listener: (error: Failing) => void): unknown;
}

/** What a terminal needs of a process. */
export interface Host {
  readonly env: Terminal['env'];
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Stream & { readonly columns?: number; readonly isTTY?: boolean };
  readonly stderr: Stream & { readonly isTTY?: boolean };
  cwd(): string;
  on(signal: StopSignal, listener: () => void): unknown;
  exit(code: number): never;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly StopSignal[];

/** The exit code of a run that a request ended. */
export function stopCode(signal: StopSignal): typeof EXIT.interrupted | typeof EXIT.terminated {
  return signal === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
}

/** The terminal of a process. */
export function terminalOf(host: Host): Terminal {
  const { env } = host;
  const columns = Number(env['COLUMNS']);
  const error = writerTo(host.stderr, () => {});
  const print = writerTo(host.stdout, (why) => {
    error(`what was to be printed could not be written (${why}): make room, or send it elsewhere\n`);
  });
  return {
    env,
    cwd: host.cwd(),
    width: host.stdout.columns || (columns > 0 ? columns : 100),
    color: (env['NO_COLOR'] ?? '') === '' && (host.stdout.isTTY === true || (env['FORCE_COLOR'] ?? '') !== ''),
    ...(host.stdin?.isTTY === true && host.stderr.isTTY === true
      ? { ask: (question: string) => answerTo(question, host, error) }
      : {}),
    print,
    error,
    onStop: stopsOf(host),
  };
}

/** Writes until that fails once; `failed` hears why, unless the reader simply went away. */
function writerTo(stream: Stream, failed: (why: string) => void): (text: string) => void {
  let isBroken = false;
  const fail = ({ code, message }: Failing): void => {
    if (isBroken) return;
    isBroken = true;
    if (code !== 'EPIPE') failed(code ?? message);
  };
  stream.on?.('error', fail);
  return (text) => {
    if (isBroken) return;
    try {
      stream.write(text);
    } catch (error) {
      fail(error instanceof Error ? error : { message: String(error) });
    }
  };
}

/** One line that a person types; none at the end of the input, and after Ctrl-C. */
async function answerTo(question: string, { stdin }: Host, say: (text: string) => void): Promise<string> {
  say(question);
  if (stdin === undefined) return '';
  const { createInterface } = await import('node:readline');
  const reading = createInterface({ input: stdin });
  return new Promise((resolve) => {
    reading.on('line', (line) => {
      resolve(line.trim());
      reading.close();
    });
    reading.on('close', () => resolve(''));
  });
}

function stopsOf(host: Host): Terminal['onStop'] {
  const stops: ((signal: StopSignal) => void)[] = [];
  let isAsked = false;
  for (const signal of SIGNALS) {
    host.on(signal, () => {
      if (isAsked || stops.length === 0) host.exit(stopCode(signal));
      isAsked = true;
      for (const stop of stops) stop(signal);
    });
  }
  return (stop) => void stops.push(stop);
}
