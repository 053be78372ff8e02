/** The log: pino JSON on stderr, with an allow-list of members, so that nothing secret can slip in. */

import { destination, pino } from 'pino';

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

/** A log at the level; it writes synchronously, so that nothing is lost at the end. */
export function openLog(level: string): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ dest: 2, sync: true }),
  );
  return {
    graph: ({ method, path, status, requestId, clientRequestId, ms }) =>
      logger.debug({ method, path, status, requestId, clientRequestId, ms }, 'graph'),
    info: (message) => logger.info(message),
  };
}
