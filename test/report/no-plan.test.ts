/** What a pull request is told where there is no plan, or one of half a reading: what is wrong, where, and what was not done. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStrangersFailure } from '../../src/core/plan/read.ts';
import type { FailedPlan } from '../../src/model/failed-plan.ts';
import { noPlanCheck } from '../../src/report/comment/check-run.ts';
import { renderComment } from '../../src/report/comment/comment.ts';
import { type NoPlan, renderNoPlan } from '../../src/report/comment/no-plan.ts';
import { renderFailedPlanJson } from '../../src/report/json.ts';
import { hostileText } from './hostile-text.ts';
import { change, finding, plan, problem, reach } from './plans.ts';

const FILES = 'https://github.example/contoso/mail/blob/abc';
const RUN = 'https://github.example/contoso/mail/actions/runs/1';
const about: Omit<NoPlan, 'failed'> = { commit: 'b'.repeat(40), run: RUN, base: FILES, name: 'plan', limit: 60_000 };

function failure(parts: Partial<FailedPlan> = {}, message = '', exitCode = 10): FailedPlan {
  return { formatVersion: '1.2', failed: { exitCode, message }, findings: [], ...parts };
}

const wrong = [
  finding('SCH-101', {
    severity: 'error',
    message: 'unknown key "oauht" in settings: did you mean "oauth"?',
    key: 'ios-it',
    file: 'profiles/it.yaml',
    line: 11,
    column: 3,
  }),
  finding('SCH-012', {
    severity: 'warning',
    message: 'the admin center cannot show it',
    file: 'profiles/it.yaml',
    line: 2,
    column: 1,
  }),
];

test('files that are wrong: each with its place and what to write instead', async () => {
  const text = renderNoPlan({ ...about, failed: failure({ findings: wrong }) });
  await expect(text).toMatchFileSnapshot('golden/no-plan.comment.md');
  expect(text.slice(0, 400)).toContain('1 error in the files');
  const check = noPlanCheck(failure({ findings: wrong }), RUN);
  expect(check).toMatchObject({ conclusion: 'failure', title: 'there is no plan: 1 error in the files' });
  expect(check.annotations[0]).toMatchObject({ path: 'profiles/it.yaml', line: 11, level: 'failure' });
});

test('a run that was refused, and one of which nothing is known', () => {
  const refused = renderNoPlan({ ...about, failed: failure({}, 'nobody could sign in: set POSTILION_CLIENT_ID', 9) });
  expect(refused).toContain('the sign-in was refused.** Nothing was changed in the tenant.');
  expect(refused).toContain('nobody could sign in');
  expect(renderNoPlan({ ...about, failed: null })).toContain(`the run failed.** Nothing was changed in the tenant.`);
  expect(renderNoPlan({ ...about, failed: null })).toContain(`[the run says why](${RUN})`);
});

test('whatever it says, it breaks out of nothing, stays within its limit, and can be read back', () => {
  const failures = fc.record({
    message: hostileText,
    findings: fc.array(fc.record({ message: hostileText, file: fc.option(hostileText), key: fc.option(hostileText) }), {
      maxLength: 80,
    }),
  });
  fc.assert(
    fc.property(failures, fc.constantFrom(2_000, 4_000, 60_000), ({ message, findings }, limit) => {
      const failed = failure(
        { findings: findings.map((one) => finding('SCH-101', { severity: 'error', line: 1, column: 1, ...one })) },
        message,
      );
      const text = renderNoPlan({ ...about, failed, limit });
      expect(text.length).toBeLessThanOrEqual(limit);
      expect(text.match(/<!--/g)).toHaveLength(1);
      expect(text).not.toMatch(/(?<!\\)<(?:img|script|a|\/details><x)\b/);
      expect(readStrangersFailure(renderFailedPlanJson(failed))).toEqual(failed);
    }),
  );
  for (const text of ['', '[]', '{"formatVersion":"9.0"}', '{"formatVersion":"1.2","failed":{"exitCode":"1"}}'])
    expect(readStrangersFailure(text)).toEqual([expect.any(String)]);
});

test('half a reading is no news that nothing changes', () => {
  const comment = (value: Parameters<typeof renderComment>[0]): string =>
    renderComment(value, { limit: 60_000, name: 'plan', base: FILES, previous: null });
  const gap = {
    complete: false,
    problems: [problem('permission', 'reading groups was refused: grant Group.Read.All')],
  };
  const nothing = comment(plan(gap));
  expect(nothing).toMatch(
    /\[!CAUTION\]\n> \*\*Nobody can say whom this would disturb: the tenant could not be read, and nothing was changed in it\.\*\*/,
  );
  expect(nothing).not.toContain('No changes');
  expect(nothing).toContain('grant Group.Read.All');
  const some = comment(
    plan({
      ...gap,
      changes: [
        change('ios-old', { effect: { level: 'mail-removed', disturbs: 'mail-removed', ...reach('exact', 0, 9, 0) } }),
      ],
    }),
  );
  expect(some).toMatch(/\*\*9 people .*\n> More people may be concerned/);
  const held = comment(
    plan({
      ...gap,
      held: [{ key: 'ios-it', because: ['RES-003'], through: null }],
      findings: [finding('RES-003', { severity: 'error', key: 'ios-it' })],
    }),
  );
  expect(held).toContain('**1 error**: nothing is applied until everything can be read');
  expect(held).not.toContain('the rest can be applied');
});
