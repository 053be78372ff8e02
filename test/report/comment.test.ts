/** What the comment promises: its words letter by letter, its bounds, and that nothing foreign breaks out. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlan } from '../../src/core/plan/read.ts';
import { waitingGates } from '../../src/model/change.ts';
import { thousands, UNDRAWN } from '../../src/model/text.ts';
import { isQuiet } from '../../src/report/comment/alert.ts';
import { COMMENT_LIMIT, type CommentOptions, renderComment } from '../../src/report/comment/comment.ts';
import { labelsOf } from '../../src/report/comment/labels.ts';
import { headlines } from '../../src/report/plan/headline.ts';
import { escapeMarkdown } from '../../src/report/text/escape.ts';
import { CASES } from './cases.ts';
import { hostileText } from './hostile-text.ts';
import { change, field, finding, group, plan, reach } from './plans.ts';

const FILES = 'https://github.example/contoso/mail/blob/abc';
const OPTIONS: CommentOptions = { limit: 60_000, name: 'plan', base: FILES, previous: null };

test.each(Object.entries(CASES))('%s as a comment', async (name, value) => {
  await expect(renderComment(value, OPTIONS)).toMatchFileSnapshot(`golden/${name}.comment.md`);
});

test('the page about pull requests shows what is written, and its limits', () => {
  const page = readFileSync('docs/pull-requests.md', 'utf8');
  const shown = renderComment(CASES['gated-sign-in'] ?? plan(), { ...OPTIONS, base: null });
  const table = shown.split('\n').filter((line) => line.startsWith('|'));
  expect(table).toHaveLength(3);
  expect(page).toContain(table.join('\n'));
  expect(page).toContain(`at most ${thousands(COMMENT_LIMIT)} characters`);
  const labels = Object.values(CASES).flatMap((value) => labelsOf(value));
  for (const label of [...labels, ...labelsOf(null)]) expect(page).toContain(`\`${label}\``);
});

/** 145 changes that wait for ten causes, each with groups of its own. */
const branches = Array.from({ length: 145 }, (_, index) =>
  change(`ios-branch-${index}`, {
    gates: ['effect'],
    fields: [
      field('/settings/host', {
        label: 'Email server',
        from: `mail${index % 10}.contoso.example`,
        effect: 'account-reset',
      }),
    ],
    assignments: { add: [], remove: [group(`Branch ${index}`, { id: `group-${index}` })], change: [] },
    effect: { level: 'account-reset', disturbs: 'account-reset', ...reach('at-most', 9, 0, 0) },
  }),
);

test('a row for each cause, and one code for all that waits', async () => {
  const comment = renderComment(plan({ changes: branches }), OPTIONS);
  expect(comment.match(/^\| \*\*/gm)).toHaveLength(10);
  expect(comment.match(/^\/postilion approve/gm)).toHaveLength(1);
  await expect(comment.slice(0, comment.indexOf('<details>'))).toMatchFileSnapshot('golden/branches.comment.md');
});

test('a thousand changes, each for a reason of its own, fit', () => {
  const changes = Array.from({ length: 1000 }, (_, index) =>
    change(`ios-${'long-name-'.repeat(8)}${index}`, {
      gates: ['effect'],
      fields: [
        field('/settings/host', { label: 'Email server', to: `mail${index}.contoso.example`, effect: 'sign-in' }),
      ],
      effect: { level: 'sign-in', disturbs: 'sign-in', ...reach('exact', index, 0, 0) },
    }),
  );
  const value = plan({ changes });
  const comment = renderComment(value, OPTIONS);
  expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
  const shown = comment.match(/^\| \*\*/gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(100);
  expect(comment).toContain(`Left out here for length: ${1000 - shown} more changes that wait`);
  expect(comment).toContain(`/postilion approve ${value.code}\n`);
});

test('what changed since the plan before is told, and the plan before counts no more than its numbers', () => {
  const value = plan({ changes: branches.slice(0, 3) });
  const previous = { number: 2, changes: 2, waiting: 2, people: 10, digest: 'f'.repeat(16) };
  expect(renderComment(value, { ...OPTIONS, previous })).toContain(
    '3rd plan of this pull request, +1 change, +17 people disturbed since the 2nd',
  );
});

test('nobody is told of a plan without changes, errors, gaps or new warnings', () => {
  expect(isQuiet(plan())).toBe(true);
  expect(isQuiet(plan({ findings: [finding('ASG-010', { severity: 'warning', new: false })] }))).toBe(true);
  expect(isQuiet(plan({ findings: [finding('ASG-010', { severity: 'warning', new: true })] }))).toBe(false);
  expect(isQuiet(plan({ findings: [finding('SCH-001')] }))).toBe(false);
  expect(isQuiet(plan({ complete: false }))).toBe(false);
  expect(isQuiet(plan({ changes: [change('ios-sales')] }))).toBe(false);
});

test('how much waits is said, however much else is', () => {
  const level = (name: 'mail-removed' | 'account-reset' | 'sign-in' | 'may-reapprove' | 'notice', platform: string) =>
    change(`${platform}-${name}`, {
      platform,
      gates: ['effect'],
      effect: { level: name, disturbs: name, ...reach('exact', 9, 0, 0) },
    });
  const impacts = (['mail-removed', 'account-reset', 'sign-in', 'may-reapprove', 'notice'] as const).flatMap((name) =>
    (['ios', 'android'] as const).map((platform) => ({
      platform,
      level: name,
      outage: false,
      people: 9,
      basis: 'exact' as const,
    })),
  );
  const value = plan({
    changes: impacts.map((one) => level(one.level, one.platform)),
    summary: { disturbances: impacts },
  });
  const alert = renderComment(value, OPTIONS)
    .split('\n')
    .filter((line) => line.startsWith('> '));
  expect(alert).toHaveLength(6);
  expect(alert.at(-1)).toBe('> All 10 changes wait for your approval: until then apply does nothing.');
});

test('lock-outs stand with what waits, and old findings are folded', () => {
  const findings = [
    finding('CMP-002', { severity: 'warning', key: 'ios-sales', message: '9 people are locked out', new: false }),
    finding('ASG-010', { severity: 'warning', message: 'a new one', new: true }),
    finding('ASG-010', { severity: 'warning', message: 'an old one', new: false }),
  ];
  const comment = renderComment(plan({ changes: branches.slice(0, 1), findings }), OPTIONS);
  const places = [
    '[!CAUTION]',
    'Locked out:',
    '/postilion approve',
    'New in this pull request: 1 warning',
    'a new one',
    '1 warning there before',
    'an old one',
  ];
  const found = places.map((place) => comment.indexOf(place));
  expect(found).toEqual([...found].sort((a, b) => a - b));
  expect(found).not.toContain(-1);
});

/** Any plan of changes whose every foreign text may be hostile. */
const hostilePlans = fc
  .array(
    fc.record({
      key: hostileText,
      name: hostileText,
      label: hostileText,
      to: hostileText,
      target: hostileText,
      because: hostileText,
      people: fc.option(fc.nat(99_999)),
      level: fc.constantFrom('silent', 'notice', 'sign-in', 'account-reset', 'mail-removed'),
      waits: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((parts) => {
    const changes = parts.map(({ key, name, label, to, target, because, people, level, waits }, index) =>
      change(`${index}${key}`, {
        name,
        fields: [field('/name', { label, to, reason: because, effect: level })],
        assignments: { add: [], remove: [group(target)], change: [] },
        gates: waits ? ['effect'] : [],
        source: { file: `${target}/${key}`, line: 3 },
        effect: {
          level,
          disturbs: level,
          ...(people === null ? reach('unknown', null, null, null) : reach('exact', people, 0, 0)),
        },
      }),
    );
    const findings = parts.map(({ key, name }) => finding('CMP-002', { message: name, file: key, new: true }));
    return plan({ changes, findings });
  });

test('at every limit all that waits is told or counted, with the code that covers it, and the worst stands first', () => {
  fc.assert(
    fc.property(hostilePlans, fc.integer({ min: 2_000, max: 60_000 }), (value, limit) => {
      const comment = renderComment(value, { ...OPTIONS, limit });
      expect(comment.length).toBeLessThanOrEqual(limit);
      const waiting = value.changes.filter((one) => waitingGates(one).length > 0);
      const cut = Number(/Left out here for length: (\d+) more changes? that waits?/.exec(comment)?.[1] ?? 0);
      const told = comment
        .split('\n')
        .filter((line) => line.startsWith('| **') && !line.includes('needs none'))
        .reduce((sum, line) => sum + Number(/\*\*(\d+) profiles\*\*/.exec(line)?.[1] ?? 1), 0);
      expect(told + cut).toBe(waiting.length);
      expect(/^\/postilion approve [0-9a-f]{16}-(?:\d+|unknown)$/m.test(comment)).toBe(waiting.length > 0);
      const [first] = headlines(value);
      const worst = first?.type === 'text' ? first.spans.map(({ text }) => text).join('') : '';
      const words = escapeMarkdown(worst.replace(/^! /, '').slice(1, 60));
      expect(comment.slice(0, 400)).toContain(words);
    }),
  );
});

test('nothing foreign ends a cell, a fold, a block or a comment, calls anybody, shows a picture or leads elsewhere', () => {
  fc.assert(
    fc.property(hostilePlans, (value) => {
      const comment = renderComment(value, OPTIONS);
      const outside = comment
        .replace(/\\[^\n]|(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '')
        .replace(/\]\(https:\/\/github\.example\/contoso\/mail\/blob\/abc\/[\w%./#-]*\)/g, ']');
      // All HTML is ours.
      expect(
        outside.replace(/<\/?(?:code|br|sub|details(?: open)?|summary)>|<!-- postilion [\w: -]+ -->/g, ''),
      ).not.toMatch(/<[a-z/!]/i);
      expect(outside).not.toMatch(/!\[|@[\w-]|https?:\/\/|(?<!\w)www\./i);
      expect((outside.match(/<details/g) ?? []).length).toBe((outside.match(/<\/details>/g) ?? []).length);
      for (const line of comment.split('\n').filter((one) => one.startsWith('| '))) {
        expect(line.match(/(?<!\\)(?:\\\\)*\|/g)).toHaveLength(6);
      }
      const drawn = comment.replaceAll('\n', '');
      expect(drawn.replace(UNDRAWN, '')).toBe(drawn);
    }),
  );
});

test('a row of changes that say several things counts each by itself', () => {
  const text = readFileSync('test/scenarios/group-moved/expected/plan.json', 'utf8');
  // Beside the 22 people who move, the profile that they leave is given to 300 others.
  const wider = text.replace(/("key": "ios-sales"[\s\S]*?"people": )22(,\s*"kept": \d+,\s*"gained": )0/, '$1322$2300');
  expect(wider).not.toBe(text);
  const read = readPlan(wider.replace('"people": 22,\n      "code"', '"people": 322,\n      "code"'));
  if (typeof read === 'string') throw new Error(read);
  const [, row = ''] = /^\| (\*\*.*)$/m.exec(renderComment(read, OPTIONS)) ?? [];
  expect(row).toMatch(/^\*\*22\*\* \| get their account set up anew/);
  expect(row).toContain('300 people are set up for the first time');
});
