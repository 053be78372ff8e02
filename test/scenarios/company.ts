/** The seeded company in a folder of one's own: seeding takes a second, so it is done once a process and then linked. */

import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTenant } from '../../src/embedded/start-tenant.ts';

/** Which devices the company has; every other count stays the same. */
type Fleet = 'apple' | 'all';

const templates = new Map<Fleet, Promise<string>>();

/** Fills `dir`, which must not exist, with the state of a freshly seeded tenant. */
export async function placeCompany(dir: string, fleet: Fleet = 'apple'): Promise<void> {
  const template = templates.get(fleet) ?? seeded(fleet);
  templates.set(fleet, template);
  placeCopy(await template, dir);
}

/** A copy of a tenant's folder that shares what both leave unchanged. */
export function placeCopy(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) placeCopy(source, target);
    // Logs grow in place; every other file is replaced as a whole, so a link can't leak a change.
    else if (entry.name.endsWith('.jsonl')) copyFileSync(source, target);
    else linkSync(source, target);
  }
}

async function seeded(fleet: Fleet): Promise<string> {
  const parent = mkdtempSync(join(tmpdir(), 'postilion-company-'));
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
  const dir = join(parent, 'tenant');
  const running = await startTenant({ dir });
  await running.close();
  if (fleet === 'apple') keepApplesDevices(join(dir, 'managedDevices.json'));
  return dir;
}

/** Profiles for iOS reach nothing else: every count stays the same, and each plan reads half as much. */
function keepApplesDevices(table: string): void {
  const rows = readFileSync(table, 'utf8').split('\n').slice(1, -2);
  const kept = rows.map((row) => row.replace(/,$/, '')).filter((row) => /"operatingSystem":"i(?:Pad)?OS"/.test(row));
  writeFileSync(table, `[\n${kept.join(',\n')}\n]\n`);
}
