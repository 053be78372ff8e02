/** Writes schemas and reference pages from the catalogue; `--check` only compares and fails where one is stale. */

import { argv, cwd, exit, stderr } from 'node:process';
import { generate } from './generated-files.ts';

const code = generate(cwd(), argv.slice(2), (text) => void stderr.write(text));
if (code !== 0) exit(code);
