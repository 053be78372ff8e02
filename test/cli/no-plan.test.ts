/** Where there is no plan the program says so in the place of one, on stdout and in a document for the job that comments. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PATIENT, useRepository } from './command-line.ts';
import { run } from './program.ts';

const PLAN = ['plan', '--format', 'markdown', '--failed-out', 'why.json'];

test.concurrent('files that are wrong, as Markdown and as a comment', PATIENT, async (context) => {
  const cwd = useRepository(context);
  writeFileSync(join(cwd, 'profiles', 'sales.yaml'), 'kind: ios-mail\nsettings:\n  host: [outlook\n  ssl: true\n');
  const ran = await run(PLAN, { cwd });
  expect(ran).toMatchObject({ code: 10, err: '' });
  expect(ran.out).toMatch(
    /^> \[!CAUTION\]\n> \*\*There is no plan: 1 error in the files\.\*\* The tenant was not contacted\./,
  );
  expect(ran.out).toMatch(
    /^- error profiles\/sales\.yaml:4:\d+ \*\*YML-001\*\* a \\\[ is opened before and not closed/m,
  );
  const comment = await run(['report', '--failed', 'why.json', '--head', 'b'.repeat(40)], { cwd });
  expect(comment.code).toBe(0);
  expect(comment.out).toContain('There is no plan for `bbbbbbb`: 1 error in the files');
  expect(comment.out).toContain('profiles/sales.yaml:4');
});

test.concurrent('a run that never began', PATIENT, async (context) => {
  const cwd = useRepository(context);
  const ran = await run(PLAN, { cwd, env: { POSTILION_GRAPH_URL: 'http://graph.example' } });
  expect(ran.code).toBe(10);
  expect(ran.out).toContain(
    '**There is no plan: what the run was given can not be used.** Nothing was changed in the tenant.',
  );
  expect(ran.out).toContain('would send the token unencrypted');
  expect((await run(['report', '--failed', 'why.json'], { cwd })).out).toContain('would send the token unencrypted');
  const both = await run(['report', '--plan', 'why.json'], { cwd });
  expect(both).toMatchObject({ code: 10, out: '' });
});
