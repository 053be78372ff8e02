/** Expected trouble as a value: everything that is wrong, never the first thing only. */

import type { Finding } from './finding.ts';

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };
