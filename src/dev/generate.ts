/** Writes schemas, reference pages, the embedded tenant's types and the lock file's addresses; tests say what is stale. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cwd } from 'node:process';
import { writeFiles } from './generated-files.ts';
import { withAddresses } from './lock-addresses.ts';

writeFiles(cwd());
const lock = join(cwd(), 'package-lock.json');
writeFileSync(lock, withAddresses(readFileSync(lock, 'utf8')));
