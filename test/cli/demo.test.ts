/** The first command of the README: it must never break, whatever is added to the example repository. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playDemo } from '../../src/dev/demo-story.ts';
import { startTenant } from '../../src/embedded/start-tenant.ts';
import { DEEP } from '../deep.ts';
import { placeCompany } from '../scenarios/company.ts';
import { PATIENT } from './bench.ts';
import { run } from './program.ts';

/** What must be said; that a plan behind the apply is empty says the apply itself. */
const SAID = [
  /^converged: a second plan is empty$/m,
  ...(DEEP ? [/^no changes: \d+ profiles are as git says$/m] : []),
  /^! \d+ people disturbed, 0 losing mail \(worst: account set up anew\); 1 change waits/m,
  /Nothing of this touched a real tenant/,
];

test('the demo runs to its end and shows drift with its effect', PATIENT, async () => {
  let shown = '';
  let edited = false;
  await playDemo({
    tell: (text) => void (shown += text),
    run: async (command, cwd) => {
      // Half of the devices say the same, and the plan before the apply and the one behind it are the apply's own.
      if (!DEEP && !edited && command === 'plan') return 0;
      if (!DEEP && !edited) placeCompany(tenantIn(cwd));
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
      edited = true;
    },
  });
  expect(SAID.filter((words) => !words.test(shown))).toEqual([]);
});

function tenantIn(cwd: string): string {
  return join(cwd, '.postilion', 'tenant');
}
