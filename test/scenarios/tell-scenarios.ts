/** Every folder here is a story about one guarantee; what people would read of it is kept beside it. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { renderPlanJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { play } from './scenario.ts';

const HERE = import.meta.dirname;
const NAMES = readdirSync(HERE, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** Tests for every `of`th scenario from `part` on, to its end: a file of its own for each part lets two workers share them. */
export function tellScenarios(part: number, of: number): void {
  const names = NAMES.filter((_, index) => index % of === part);
  test.concurrent.for(names)('%s', async (name, { expect }) => {
    const folder = join(HERE, name);
    const golden = (file: string): string => join(folder, 'expected', file);
    const { plan: made, planWrote, run, restWrote, servicesOwn } = await play(folder);
    // What a plan costs is the budgets' concern, in test/bench: its meaning is the same however it was read.
    const plan = { ...made, run: { ...made.run, requests: 0, roundTrips: 0 } };
    const text = renderTerminal(plan, { width: 100, color: false });
    await expect(text).toMatchFileSnapshot(golden('plan.txt'));
    await expect(renderMarkdown(plan)).toMatchFileSnapshot(golden('plan.md'));
    await expect(renderPlanJson(plan)).toMatchFileSnapshot(golden('plan.json'));
    expect(planWrote).toEqual([]);
    await expect(run).toMatchFileSnapshot(golden('run.txt'));
    expect(restWrote).toEqual([]);
    expect(JSON.stringify(servicesOwn.left)).toBe(JSON.stringify(servicesOwn.added));
  });

  test.for(names)('%s says which guarantee it is about', (name, { expect }) => {
    expect(readFileSync(join(HERE, name, 'README.md'), 'utf8').length).toBeGreaterThan(80);
  });
}
