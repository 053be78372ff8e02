/** Hostile pull requests, each a story that is judged by what the tenant, GitHub and the file system were asked to change. */

import { expect, test } from 'vitest';
import { PATIENT } from '../cli/command-line.ts';
import { DEEP_ALONE, isInSample } from '../deep.ts';
import { FITTING, HOSTILE_APPROVALS } from './hostile-approvals.ts';
import { HOSTILE_DOCUMENTS } from './hostile-documents.ts';
import { useMergedChange } from './merged-change.ts';

const ALL = [...HOSTILE_APPROVALS, ...HOSTILE_DOCUMENTS];
const SHARE = 60;

/** A mutant asks for one story by its name, whatever the sample. */
const MUTANT = process.env['POSTILION_MUTANT'] !== undefined;

const TOLD = ALL.filter(({ name }) => MUTANT || isInSample(name, SHARE));

test.concurrent.for(TOLD.map(({ name, play }) => [name, play] as const))('%s', PATIENT, async ([, play], context) => {
  expect(await play(context)).toEqual([]);
});

test.concurrent.for(DEEP_ALONE)('what is fine counts', PATIENT, async (_, context) => {
  for (const [name, act] of Object.entries(FITTING)) {
    const merged = await useMergedChange(context);
    await act(merged, `/postilion approve ${await merged.code()}`);
    expect([name, (await merged.reconcile()).err]).toEqual([name, expect.stringContaining('approved by bert')]);
    expect(await merged.line.written()).toHaveLength(1);
  }
});

test('there are enough of them, each under a name of its own, and the page lists them', async () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length);
  expect(ALL.length).toBeGreaterThanOrEqual(25);
  const rows = ALL.map(({ name, mustNot }) => `| ${name} | ${mustNot} |`);
  await expect([PAGE, ...rows, ''].join('\n')).toMatchFileSnapshot('../../docs/hostile-pull-requests.md');
});

const PAGE = `# Hostile pull requests

Each is played by \`test/github\` with the real program, git, the embedded tenant and a stand-in of GitHub, and judged by what those were
asked to change. \`npm test\` plays about one in sixty, chosen by a hash of the name; \`POSTILION_DEEP=1 npx vitest run test/github\`
plays all. What may approve a change is in [approving.md](approving.md), what a workflow may do in [security.md](security.md).

| what somebody does | what must not follow |
|---|---|`;
