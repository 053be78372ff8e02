/** The embedded tenant as people meet it: named in the configuration, or served on its own. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { placeCompany } from '../scenarios/company.ts';
import { jsonIn, PATIENT, useRepository } from './bench.ts';
import { runProcess, start } from './program.ts';

const DIR = join('.postilion', 'tenant');

test(
  'tenant.embedded is served for the length of a process, tenant serve until it is stopped',
  PATIENT,
  async (context) => {
    const cwd = useRepository(context);
    placeCompany(join(cwd, DIR));
    const applied = await runProcess(['apply', '--format', 'json'], { cwd });
    expect(applied.code).toBe(0);
    expect(jsonIn(applied.out)).toMatchObject({ converged: true, summary: { done: 6 } });

    const serving = await start(['tenant', 'serve', '--dir', DIR], { cwd });
    await serving.saw('the embedded tenant answers there');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(serving.printed())?.[0] ?? '';
    const list = `${url}/beta/deviceManagement/deviceConfigurations?$select=displayName`;
    const reply = await fetch(list, { headers: { authorization: 'Bearer reader' } });
    const names = objectsAt(jsonIn(await reply.text()), 'value').map(({ displayName }) => displayName);
    expect(names).toEqual(expect.arrayContaining(['iOS: Mail - IT', 'iOS: Mail - Legal', 'iOS: Mail - Sales']));
    serving.signal('SIGTERM');
    const ended = await serving.ended;
    expect(ended).toMatchObject({ code: 0, out: `${url}\n` });
    expect(ended.err).toContain('stop it with Ctrl-C');
  },
);
