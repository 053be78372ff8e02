/** `npm run bundle`: the program as it is packed, in `bundle/`. */

import { join } from 'node:path';
import { stdout } from 'node:process';
import { makeBundle, writeBundle } from './make-bundle.ts';

const bundle = await makeBundle();
writeBundle(bundle, join(import.meta.dirname, '..', '..', 'bundle'));
const bytes = [...bundle.files.values()].reduce((sum, { length }) => sum + length, 0);
stdout.write(`bundle/postilion.js and ${bundle.files.size - 1} files beside it, ${Math.round(bytes / 1000)} kB\n`);
