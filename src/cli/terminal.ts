/** The terminal that the program talks to: results on stdout, everything else on stderr. */

export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Columns of stdout; 100 where it is no terminal. */
  readonly width: number;
  /** Whether stdout is a terminal that shows colour and nobody asked for none. */
  readonly color: boolean;
  print(text: string): void;
  error(text: string): void;
  /** Calls back on the first request to stop; the second one ends the process. */
  onStop(stop: (signal: 'SIGINT' | 'SIGTERM') => void): void;
}

interface Stream {
  write(text: string): unknown;
}

/** What a terminal needs of a process. */
export interface Host {
  readonly env: Terminal['env'];
  readonly stdout: Stream & { readonly columns?: number; readonly isTTY?: boolean };
  readonly stderr: Stream;
  cwd(): string;
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): never;
}

/** The terminal of a process. */
export function terminalOf(host: Host): Terminal {
  const { env } = host;
  const columns = Number(env['COLUMNS']);
  return {
    env,
    cwd: host.cwd(),
    width: host.stdout.columns || (columns > 0 ? columns : 100),
    color: (env['NO_COLOR'] ?? '') === '' && (host.stdout.isTTY === true || (env['FORCE_COLOR'] ?? '') !== ''),
    print: (text) => void host.stdout.write(text),
    error: (text) => void host.stderr.write(text),
    onStop: (stop) => {
      let asked = false;
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        host.on(signal, () => {
          if (asked) host.exit(signal === 'SIGINT' ? 130 : 143);
          asked = true;
          stop(signal);
        });
      }
    },
  };
}
