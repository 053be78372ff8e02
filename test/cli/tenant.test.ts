/** The embedded tenant as people meet it: named in the configuration, or served on its own. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { placeCompany } from '../scenarios/company.ts';
import { jsonIn, PATIENT, useRepository } from './bench.ts';
import { run, runProcess, start } from './program.ts';

const DIR = join('.postilion', 'tenant');

test.concurrent('tenant.embedded serves the folder for the length of a process', PATIENT, async (context) => {
  const cwd = useRepository(context);
  placeCompany(join(cwd, DIR));
  const applied = await runProcess(['apply', '--format', 'json'], { cwd });
  expect(applied.code).toBe(0);
  expect(jsonIn(applied.out)).toMatchObject({ converged: true, summary: { done: 6 } });
  const planned = await run(['plan', '--detailed-exitcode'], { cwd });
  expect(planned).toMatchObject({ code: 0, err: '' });
});

test.concurrent(
  'tenant serve prints its address first, serves, and ends with 0 when asked',
  PATIENT,
  async (context) => {
    const cwd = useRepository(context);
    placeCompany(join(cwd, DIR));
    const serving = await start(['tenant', 'serve', '--dir', DIR], { cwd });
    await serving.saw('the embedded tenant answers there');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(serving.printed())?.[0] ?? '';
    const reply = await fetch(`${url}/beta/organization`, { headers: { authorization: 'Bearer reader' } });
    expect(objectsAt(jsonIn(await reply.text()), 'value')[0]).toMatchObject({ displayName: 'Contoso' });
    serving.signal('SIGTERM');
    const ended = await serving.ended;
    expect(ended).toMatchObject({ code: 0, out: `${url}\n` });
    expect(ended.err).toContain('stop it with Ctrl-C');
  },
);
