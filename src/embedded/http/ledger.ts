/** What the tenant was asked since it started: for tests that count requests and look for writes. */
import type { JsonObject } from '../../model/json.ts';

interface LedgerLine {
  readonly method: string;
  /** With version and query, as asked. */
  readonly path: string;
  readonly status: number;
  readonly inBatch: boolean;
  readonly write: boolean;
  /** Whether the tenant is different for it. */
  readonly changed: boolean;
}

export interface Ledger {
  add(line: LedgerLine): void;
  lines(): readonly JsonObject[];
  clear(): void;
}

export function newLedger(): Ledger {
  const lines: LedgerLine[] = [];
  return {
    add: (line) => {
      lines.push(line);
    },
    lines: () => lines.map((line) => ({ ...line })),
    clear: () => {
      lines.length = 0;
    },
  };
}
