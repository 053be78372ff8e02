/** The first command of the README: it must never break, whatever is added to the example repository. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playDemo } from '../../src/dev/demo-story.ts';
import { startTenant } from '../../src/embedded/start-tenant.ts';
import { DEEP } from '../deep.ts';
import { placeCompany } from '../scenarios/company.ts';
import { PATIENT } from './command-line.ts';
import { run } from './program.ts';

test('the demo runs to its end and shows drift with its effect', PATIENT, async () => {
  let shown = '';
  await playDemo({
    tell: (text) => void (shown += text),
    run: async (command, cwd) => {
      // What a first start seeds is `test/embedded/seed.test.ts`; half of the devices tell the same story.
      if (!DEEP && !existsSync(tenantIn(cwd))) placeCompany(tenantIn(cwd));
      const { code, out } = await run([command], { cwd });
      shown += out;
      return code;
    },
    serve: async (cwd, use) => {
      const tenant = await startTenant({ dir: tenantIn(cwd) });
      try {
        await use(tenant.url);
      } finally {
        await tenant.close();
      }
    },
  });
  expect(shown).toContain('converged: a second plan is empty');
  expect(shown).toMatch(/^no changes: \d+ profiles are as git says$/m);
  expect(shown).toMatch(/^! \d+ people disturbed, 0 losing mail \(worst: account set up anew\); 1 change waits/m);
  expect(shown).toContain('Nothing of this touched a real tenant');
});

function tenantIn(cwd: string): string {
  return join(cwd, '.postilion', 'tenant');
}
