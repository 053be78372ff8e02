/** Writes schemas and reference pages from the catalogue; `--check` only compares and fails where one is stale. */

import { argv, cwd, exit, stderr } from 'node:process';
import { staleFiles, writeFiles } from './generated-files.ts';

const stale = argv.includes('--check') ? staleFiles(cwd()) : [];
if (!argv.includes('--check')) writeFiles(cwd());
if (stale.length > 0) {
  stderr.write(`${stale.join('\n')}\nrun "npm run generate" and commit what it writes\n`);
  exit(1);
}
