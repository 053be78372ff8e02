/** The first command of the README: it must never break, and the README shows a plan of it. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playDemo } from '../../src/dev/demo-story.ts';
import { startTenant } from '../../src/embedded/start-tenant.ts';
import { DEEP } from '../deep.ts';
import { placeCompany } from '../scenarios/company.ts';
import { PATIENT } from './command-line.ts';
import { run } from './program.ts';

const README = join(import.meta.dirname, '..', '..', 'README.md');

test('the demo tells its story in under 150 lines, and the README shows its dangerous plan', PATIENT, async () => {
  let shown = '';
  const plans: string[] = [];
  await playDemo({
    tell: (text) => void (shown += text),
    run: async (args, cwd) => {
      // What a first start seeds is `test/embedded/seed.test.ts`; half of the devices tell the same story.
      if (!DEEP && !existsSync(tenantIn(cwd))) placeCompany(tenantIn(cwd));
      const { code, out, err } = await run(args, { cwd });
      shown += `${err}${out}`;
      if (args[0] === 'plan') plans.push(out);
      return { code, out };
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
  expect(shown.split('\n').length).toBeLessThan(150);
  expect(shown).toContain('git and tenant agree: a second plan is empty');
  expect(plans[0]).toMatch(
    /^! \d+ people lose their mail: it is removed \(iOS\)\n! \d+ people must sign in again \(iOS\)\n/,
  );
  expect(shown).toMatch(/^approved by \S+: ios-engineering, done$/m);
  expect(plans[1]).toMatch(/^! \d+ people get their account set up anew.*\n/);
  expect(plans[1]).toContain('changed in the portal');
  expect(shown).toContain('Nothing of this touched a real tenant');
  await expect(withPlan(readFileSync(README, 'utf8'), plans[0] ?? '')).toMatchFileSnapshot(README);
});

/** The README with the plan in its first block of text; what depends on how the tenant was read is left out. */
function withPlan(readme: string, plan: string): string {
  const shown = plan.replace(/^plan of .*\n(?: {2}.*\n)*/m, '').trimEnd();
  return readme.replace(/```text\n[\s\S]*?\n```/, () => `\`\`\`text\n${shown}\n\`\`\``);
}

function tenantIn(cwd: string): string {
  return join(cwd, '.postilion', 'tenant');
}
