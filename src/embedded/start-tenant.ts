/** The embedded tenant: a server that speaks Microsoft Graph, with its state in a folder. */
import { createServer, type Server } from 'node:http';
import { newFaults } from './http/faults.ts';
import { type Ledger, newLedger } from './http/ledger.ts';
import { newListener } from './http/listener.ts';
import { newApprovals } from './routes/approvals.ts';
import { seedFolder } from './seed/seed-folder.ts';
import { newShapes } from './shapes/shape-set.ts';
import { openStore, type Store } from './store/store.ts';

interface ServeOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** The tenant's clock; the machine's without it. */
  readonly clock?: () => Date;
  /** Where requests are noted; the tenant's own list without it. */
  readonly ledger?: Ledger;
  /** Milliseconds that each answer takes more; none when left out. */
  readonly latency?: number;
}

export type TenantOptions = ServeOptions &
  (
    | {
        /** Where the state lives; seeded with the example company when it is missing or empty. */
        readonly dir: string;
      }
    | {
        /** A store that is open already. */
        readonly store: Store;
      }
  );

export interface RunningTenant {
  /** `http://127.0.0.1:<port>`, without a version segment. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the tenant on loopback and resolves when it answers. Everything answered is in the folder: a killed process
 * loses nothing. Rejects when the port is taken, or the folder holds something else or can't be written.
 */
export async function startTenant(options: TenantOptions): Promise<RunningTenant> {
  const store = 'store' in options ? options.store : openSeeded(options.dir);
  const clock = options.clock ?? (() => new Date());
  const control = {
    tenant: { store, shapes: newShapes(), approvals: newApprovals() },
    ledger: options.ledger ?? newLedger(),
    faults: newFaults(),
  };
  let url = '';
  const server = createServer(newListener(control, clock, () => url, options.latency));
  const port = await listening(server, options.port ?? 0);
  url = `http://127.0.0.1:${port}`;
  return { url, close: () => closed(server) };
}

function openSeeded(dir: string): Store {
  seedFolder(dir);
  return openStore(dir);
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('the embedded tenant has no port'));
    });
  });
}

/** Ends idle keep-alive connections too, so that a program that used the tenant can end. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((problem) => (problem === undefined ? resolve() : reject(problem)));
    server.closeAllConnections();
  });
}
