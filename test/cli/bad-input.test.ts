/** Each bad input has a clear message, letter by letter, and a proof that nothing was written. */

import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { type BadInput, INVALID, UNUSABLE } from './bad-input.ts';
import { type CommandLine, PATIENT, useCommandLine } from './command-line.ts';
import type { Ran } from './program.ts';

async function ranOn(
  context: TestContext,
  bad: BadInput,
): Promise<{ readonly bench: CommandLine; readonly text: string }> {
  const bench = await useCommandLine(context);
  for (const [file, from, to] of bad.changes ?? []) bench.change(file, from, to);
  for (const file of bad.without ?? []) rmSync(join(bench.root, file));
  for (const [file, text] of Object.entries(bad.files ?? {})) {
    mkdirSync(dirname(join(bench.root, file)), { recursive: true });
    bench.write(file, text);
  }
  await bench.server.faults(bad.faults ?? []);
  // Nothing is wrapped: where a line breaks would depend on ids and on Node's words about JSON.
  const env = {
    COLUMNS: '2000',
    ...(bad.token === undefined ? {} : { POSTILION_ACCESS_TOKEN: bad.token }),
    ...bad.env,
  };
  const ran = await bench.run(bad.args, env);
  return { bench, text: shown(bad, ran, bench.root) };
}

function shown({ args }: BadInput, { code, out, err }: Ran, root: string): string {
  const text = `$ postilion ${args.join(' ')}\nexit ${code}\n--- stdout\n${out}--- stderr\n${err}`;
  return text
    .replaceAll(root, '<folder>')
    .replaceAll(/\(request (?:[0-9a-f-]{36} ?)+\)/g, '(request <id>)')
    .replaceAll(/"version": "0\.\d+\.\d+"/g, '"version": "<version>"')
    .replaceAll(/not JSON \([^)]*\)/g, 'not JSON (<why>)');
}

const golden = ({ name }: BadInput): string => join(import.meta.dirname, 'bad-input', `${name}.txt`);

test.concurrent.for(INVALID)('$name is refused before the tenant is asked', PATIENT, async (bad, context) => {
  const { bench, text } = await ranOn(context, bad);
  await context.expect(text).toMatchFileSnapshot(golden(bad));
  expect(await bench.server.asked()).toEqual([]);
});

test.concurrent.for(UNUSABLE)('$name is reported, and nothing is written', PATIENT, async (bad, context) => {
  const { bench, text } = await ranOn(context, bad);
  await context.expect(text).toMatchFileSnapshot(golden(bad));
  const asked = await bench.server.asked();
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter(({ changed }) => changed)).toEqual([]);
});
