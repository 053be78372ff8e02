/** Where the state branch of a run lives, and opening it. */

import type { StateStore } from '../../app/ports/state.ts';
import { openStateStore } from '../../io/git/state/store.ts';
import type { Config } from '../../model/config.ts';
import { isLoopback } from '../../model/loopback.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../version.ts';
import { machineClock } from './machine.ts';

/** The store, and how to be done with it. */
export interface OpenState {
  readonly store: StateStore;
  readonly close: () => Promise<void>;
}

/** The state branch of the configuration. Nothing is touched before the first reading. */
export function openState(
  { config, root }: { readonly config: Config; readonly root: string },
  terminal: Terminal,
): OpenState {
  const { branch } = config.state;
  const store = openStateStore({
    root,
    repo: stateRepo(config, terminal.env),
    branch,
    clock: machineClock,
    tool: tool(),
  });
  return { store, close: () => store.close() };
}

/**
 * The repository of the state branch. A tenant on this machine is nobody's but this folder's: unless the configuration
 * says otherwise, its state lives in a repository of its own beside it, never in the profiles repository.
 */
function stateRepo(config: Config, env: Terminal['env']): string {
  const { repo } = config.state;
  if (repo !== '.') return repo;
  const override = env['POSTILION_GRAPH_URL'] ?? '';
  const url = override === '' ? config.tenant.graphUrl : override;
  if (override === '' && config.tenant.embedded !== null) return `${config.tenant.embedded}.state.git`;
  return url !== null && URL.canParse(url) && isLoopback(new URL(url)) ? '.postilion/state.git' : repo;
}

/** True for a tenant on this machine: it may follow the working tree, and nobody shares its state. */
export function isOwnTenant(config: Config, env: Terminal['env']): boolean {
  const override = env['POSTILION_GRAPH_URL'] ?? '';
  if (override === '' && config.tenant.embedded !== null) return true;
  const url = override === '' ? config.tenant.graphUrl : override;
  return url !== null && URL.canParse(url) && isLoopback(new URL(url));
}
