/** Every folder here is a story about one guarantee; what people would read of it is kept beside it. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { renderPlanJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { sampleOf } from '../deep.ts';
import { play } from './scenario.ts';

const HERE = import.meta.dirname;
const NAMES = readdirSync(HERE, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/**
 * Tests for every `of`th scenario from `part` on: a file of its own for each part lets two workers share them. The plan
 * is told of every second one, and what comes after it, which takes most of the time, of a few; all in the deep run.
 */
export function tellScenarios(part: number, of: number): void {
  const names = NAMES.filter((_, index) => index % of === part);
  const told = sampleOf(names, 2);
  const wholeOnes = sampleOf(told, 6);
  test.concurrent.for(told)('%s', async (name, { expect }) => {
    const folder = join(HERE, name);
    const golden = (file: string): string => join(folder, 'expected', file);
    const played = await play(folder, wholeOnes.includes(name));
    const text = renderTerminal(played.plan, { width: 100, color: false });
    await expect(text).toMatchFileSnapshot(golden('plan.txt'));
    await expect(renderMarkdown(played.plan)).toMatchFileSnapshot(golden('plan.md'));
    await expect(renderPlanJson(played.plan)).toMatchFileSnapshot(golden('plan.json'));
    expect(played.planWrote).toEqual([]);
    if (played.applied === null) return;
    const { run, restWrote, servicesOwn } = played.applied;
    await expect(run).toMatchFileSnapshot(golden('run.txt'));
    expect(restWrote).toEqual([]);
    expect(JSON.stringify(servicesOwn.left)).toBe(JSON.stringify(servicesOwn.added));
  });

  test.for(names)('%s says which guarantee it is about', (name, { expect }) => {
    expect(readFileSync(join(HERE, name, 'README.md'), 'utf8').length).toBeGreaterThan(80);
  });
}
