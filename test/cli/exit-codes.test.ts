/** What a script sees: the codes that processes end with, from a plan with changes to one that nobody can read. */

import { expect, test } from 'vitest';
import { PATIENT, useCommandLine } from './command-line.ts';
import { runProcess } from './program.ts';

test('processes end with the codes that scripts go by', PATIENT, async (context) => {
  const bench = await useCommandLine(context);
  const env = { POSTILION_GRAPH_URL: bench.server.url, POSTILION_ACCESS_TOKEN: 'tester' };
  const ended = async (...args: readonly string[]) => (await runProcess(args, { cwd: bench.root, env })).code;
  expect(await ended('plan', '--detailed-exitcode')).toBe(2);
  bench.change('profiles/it.yaml', 'settings:', 'setings:');
  expect(await ended('plan')).toBe(10);
});
