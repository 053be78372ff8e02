/** The first command of the README: it must never break, whatever is added to the example repository. */

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { PATIENT } from './bench.ts';
import { program } from './program.ts';

const DEMO = join(import.meta.dirname, '..', '..', 'src', 'dev', 'demo.ts');

test('the demo runs to its end and shows drift with its effect', PATIENT, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', DEMO, await program()]);
  expect(stdout).toContain('converged: a second plan is empty');
  expect(stdout).toMatch(/^no changes: \d+ profiles are as git says$/m);
  expect(stdout).toMatch(/^! \d+ people disturbed, 0 losing mail \(worst: account set up anew\); 1 change waits/m);
  expect(stdout).toContain('Nothing of this touched a real tenant');
});
