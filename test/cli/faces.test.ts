/** One plan, many faces: what each format prints and that the exit code doesn't depend on it. Text: lifecycle.test.ts. */

import { expect, test } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { type CommandLine, jsonIn, PATIENT, useCommandLine } from './command-line.ts';

const ESCAPE = '\u001b';

async function planned(bench: CommandLine, ...flags: readonly string[]): Promise<string> {
  const { code, out, err } = await bench.run(['plan', '--detailed-exitcode', ...flags]);
  expect({ code, err }).toEqual({ code: 2, err: '' });
  return out;
}

test.concurrent(
  'every format of plan but text is printed on stdout with the exit code of text',
  PATIENT,
  async (context) => {
    const bench = await useCommandLine(context);
    const [json, markdown, sarif, github, dutch] = await Promise.all([
      planned(bench, '--format', 'json', '--out', 'plan.json'),
      planned(bench, '--format', 'markdown'),
      planned(bench, '--format', 'sarif'),
      planned(bench, '--format', 'github'),
      planned(bench, '--format', 'announce', '--language', 'nl'),
    ]);
    expect(jsonIn(json)).toMatchObject({ formatVersion: '1.2', complete: true, summary: { create: 3, update: 0 } });
    expect(objectsAt(jsonIn(json), 'steps')).toHaveLength(6);
    expect(bench.json('plan.json')).toEqual(jsonIn(json));
    expect(markdown).toMatch(/^\*\*Plan: 3 new/m);
    expect(jsonIn(sarif)).toMatchObject({ version: '2.1.0' });
    expect(github).toMatch(/^::(?:notice|warning|error)/m);
    expect(dutch).toContain('Voor de helpdesk\n');
    expect(dutch).toMatch(/^Binnenkort wordt werkmail ingesteld op je iPhone of iPad\./m);
  },
);

test.concurrent('FORCE_COLOR asks for colour, NO_COLOR and --no-color win', PATIENT, async (context) => {
  const bench = await useCommandLine(context);
  bench.change('profiles/sales.yaml', 'oauth: true', 'oauth: false');
  const color = { FORCE_COLOR: '1' };
  const ran = await Promise.all([
    bench.run(['validate'], color),
    bench.run(['validate'], { ...color, NO_COLOR: '1' }),
    bench.run(['validate', '--no-color'], color),
  ]);
  expect(ran.map(({ code }) => code)).toEqual([4, 4, 4]);
  expect(ran.map(({ out }) => out.includes(ESCAPE))).toEqual([true, false, false]);
});
