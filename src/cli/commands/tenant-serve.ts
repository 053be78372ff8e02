/** `postilion tenant serve`: the embedded tenant in the foreground. */

import { resolve } from 'node:path';
import { startTenant } from '../../embedded/start-tenant.ts';
import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import type { Terminal } from '../terminal.ts';

/** Serves until somebody asks it to stop. */
export async function serve(
  options: { readonly port: number; readonly dir: string; readonly latency: number },
  terminal: Terminal,
): Promise<ExitCode> {
  const { port, latency } = options;
  const running = await startTenant({ dir: resolve(terminal.cwd, options.dir), port, latency });
  terminal.print(`${running.url}\n`);
  terminal.error('the embedded tenant answers there; stop it with Ctrl-C\n');
  await new Promise<void>((stopped) => terminal.onStop(() => stopped()));
  await running.close();
  return EXIT.ok;
}
