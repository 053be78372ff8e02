/** A value, or everything that is wrong with the input, never the first fault only. */

import type { Finding } from './finding.ts';

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };
