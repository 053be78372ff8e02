import { createHash, randomBytes } from 'node:crypto'; // ! no-restricted-imports

export const bytes = randomBytes(1);
export const allowed = Buffer.from(createHash('sha256').update('a').digest('hex'));
export const uuid = crypto.randomUUID(); // ! no-restricted-globals
export const now = Date.now(); // ! no-restricted-globals
