/** The lines for jq in docs/policy.md, run over the plan document of a real plan. */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { jsonIn, PATIENT, useCommandLine } from '../cli/command-line.ts';

const PAGE = readFileSync(new URL('../../docs/policy.md', import.meta.url), 'utf8');
const PROGRAMS = [...PAGE.matchAll(/^jq -r '([^']+)' plan\.json$/gm)].map(([, program = '']) => program);

/** What the program says of the plan; null where this machine has no jq. */
function jq(program: string, plan: string): readonly string[] | null {
  try {
    return execFileSync('jq', ['-r', program], { input: plan, encoding: 'utf8' })
      .split('\n')
      .filter((one) => one !== '');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

test('each line says what the page says', PATIENT, async (context) => {
  const bench = await useCommandLine(context);
  bench.change('profiles/legal.yaml', 'group: Legal users', 'allUsers: true');
  // Another address, so that nobody gets one account twice.
  bench.change('profiles/legal.yaml', 'emailAddress: primarySmtpAddress', 'emailAddress: userPrincipalName');
  bench.change(
    'profiles/sales.yaml',
    'kind: ios-mail',
    'waive: [{rule: SCH-012, because: known, until: 2027-03-01}]\nkind: ios-mail',
  );
  const { out } = await bench.run(['plan', '--format', 'json']);
  const told = PROGRAMS.map((program) => jq(program, out));
  expect(PROGRAMS).toHaveLength(3);
  const [many, everybody] = told;
  const legal = objectsAt(jsonIn(out), 'changes').find(({ key }) => key === 'ios-legal');
  expect(legal).toMatchObject({ assignments: { add: [{ type: 'allUsers' }] } });
  // Where a machine has no jq, only the members that the lines name are tried.
  expect([true, null]).toContain(many?.includes('ios-legal') ?? null);
  expect(everybody ?? ['ios-legal']).toEqual(['ios-legal']);
});
