/** The adapter's front door: a reader for those who plan, a reader with a writer for those who apply. */

import type { TenantReader, TenantWriter } from '../../app/ports/tenant.ts';
import { createReader } from './read/reader.ts';
import { type GraphOptions, type GraphRun, prepareRun } from './session.ts';
import { createWriter } from './write/writer.ts';

/** A tenant that can only be read. Nothing is sent yet. Rejects with GraphRootError when the root can't be used. */
export async function connectReader(options: GraphOptions): Promise<TenantReader> {
  return openReader(prepareRun(options));
}

/** A tenant that can be read and changed. The reading half goes through the same guard as a plan's reader. */
export async function connectWriter(options: GraphOptions): Promise<TenantReader & TenantWriter> {
  const run = prepareRun(options);
  const reader = await openReader(run);
  return { ...reader, ...createWriter(run.root, await run.openWritable()) };
}

async function openReader(run: GraphRun): Promise<TenantReader> {
  const { root, budget, timing } = run;
  return createReader({ root, budget, timing, send: await run.openReadOnly() }, run);
}
