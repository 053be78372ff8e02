import { createHash, randomBytes } from 'node:crypto'; // ! no-restricted-imports
import 'node:fs'; // ! no-restricted-imports
import 'node:child_process'; // ! no-restricted-imports
import 'yaml'; // ! no-restricted-imports
import '../core/plan.ts'; // ! no-restricted-imports
import './deep/../../core/plan.ts'; // ! no-restricted-imports

export const bytes = randomBytes(1);
export const allowed = Buffer.from(createHash('sha256').update('a').digest('hex'));
export const uuid = crypto.randomUUID(); // ! no-restricted-globals
export const now = Date.now(); // ! no-restricted-globals
