/** Loaded into a measured process: leaves its largest resident memory in a file when it ends. */

import { writeFileSync } from 'node:fs';

const file = process.env['POSTILION_BENCH_MEMORY'];
if (file !== undefined) process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
