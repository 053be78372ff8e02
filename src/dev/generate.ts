/** Writes schemas, reference pages and the embedded tenant's types; a test says when one of them is stale. */

import { cwd } from 'node:process';
import { writeFiles } from './generated-files.ts';

writeFiles(cwd());
