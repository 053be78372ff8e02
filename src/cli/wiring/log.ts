/** The log: pino JSON on stderr, with an allow-list of members, so that nothing secret can slip in. */

import { escapeTerminal } from '../../report/text/escape.ts';
import type { Terminal } from '../terminal.ts';

export interface Log {
  /** One HTTP exchange; path without its query. */
  graph(event: {
    readonly method: string;
    readonly path: string;
    readonly status: number | null;
    readonly requestId: string | null;
    readonly clientRequestId: string;
    readonly ms: number;
  }): void;
  info(message: string): void;
}

/** The log, and each exchange on stderr for a person: what was asked, what came, how long it took. */
export function telling(log: Log, terminal: Pick<Terminal, 'error'>): Log {
  return {
    ...log,
    graph: (event) => {
      log.graph(event);
      const { method, path, status, ms } = event;
      terminal.error(`${escapeTerminal(`${method} ${path} ${status ?? 'no answer'} ${ms} ms`)}\n`);
    },
  };
}

/** Levels at which anything is said: what is logged are single exchanges and notes. */
const TALKATIVE: readonly string[] = ['trace', 'debug', 'info'];

const SILENT: Log = { graph: () => {}, info: () => {} };

/** A log at the level; it writes synchronously, so that nothing is lost at the end. Without a word to say, nothing is loaded. */
export async function openLog(level: string): Promise<Log> {
  if (!TALKATIVE.includes(level)) return SILENT;
  const { destination, pino } = await import('pino');
  const stderr = destination({ dest: 2, sync: true });
  // A log that nobody reads any more stops nothing.
  stderr.on('error', () => {});
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stderr);
  return {
    graph: ({ method, path, status, requestId, clientRequestId, ms }) =>
      logger.debug({ method, path, status, requestId, clientRequestId, ms }, 'graph'),
    info: (message) => logger.info(message),
  };
}
