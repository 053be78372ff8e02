import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { ALL_MUTANTS } from './all-mutants.ts';

const named = process.env['POSTILION_MUTANT'];
const mutant = ALL_MUTANTS.find(({ name }) => name === named);
if (mutant === undefined) throw new Error(`there is no mutant "${named}"`);

// One piece of source is another one; everything else is as it is.
export default defineConfig({
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      load(id) {
        if (!id.endsWith(join('/', mutant.file))) return null;
        const text = readFileSync(id, 'utf8');
        if (!text.includes(mutant.find)) throw new Error(`${mutant.file} has no "${mutant.find}" any more`);
        return text.replace(mutant.find, () => mutant.replace);
      },
    },
  ],
  test: { include: ['test/**/*.test.ts'], pool: 'forks', testTimeout: 60_000 },
});
