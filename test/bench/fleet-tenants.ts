/** `tsx test/bench/fleet-tenants.ts FOLDER COUNT`: so many embedded tenants in a process of their own; prints their addresses as JSON. */

import { join } from 'node:path';
import { argv, stdin, stdout } from 'node:process';
import { seedFolder } from '../../src/embedded/seed/seed-folder.ts';
import { startTenant } from '../../src/embedded/start-tenant.ts';

const [, , folder = '', count = '0'] = argv;
const urls: string[] = [];
for (let index = 0; index < Number(count); index += 1) {
  const dir = join(folder, String(index));
  seedFolder(dir);
  urls.push((await startTenant({ dir })).url);
}
stdout.write(`${JSON.stringify(urls)}\n`);
// Ends with whoever started it.
stdin.resume().on('end', () => process.exit(0));
