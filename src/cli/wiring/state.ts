/** Where the state branch of a run lives, and opening it. */

import type { HeartbeatKeeper, StateStore } from '../../app/ports/state.ts';
import { openStateStore } from '../../io/git/state/store.ts';
import type { Config } from '../../model/config.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../version.ts';
import { machineClock } from './machine.ts';
import { statePlace } from './places.ts';

/** The store, and how to be done with it. */
export interface OpenState {
  readonly store: StateStore;
  readonly heartbeat: HeartbeatKeeper;
  readonly close: () => Promise<void>;
}

/** The state branch of the run. Nothing is touched before the first reading. */
export function openState(
  { config, root }: { readonly config: Config; readonly root: string },
  terminal: Terminal,
): OpenState {
  const { repo, branch } = statePlace(config, root, terminal.env);
  const store = openStateStore({ root, repo, branch, clock: machineClock, tool: tool() });
  return { store, heartbeat: store.heartbeat, close: () => store.close() };
}
