/** Every folder here is a story about one guarantee; what people would read of it is kept beside it. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderPlanJson } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { play } from './scenario.ts';

const HERE = import.meta.dirname;
const NAMES = readdirSync(HERE, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

test.each(NAMES)('%s', async (name) => {
  const folder = join(HERE, name);
  const played = await play(folder);
  await expect(renderTerminal(played.plan, { width: 100, color: false })).toMatchFileSnapshot(
    join(folder, 'expected', 'plan.txt'),
  );
  await expect(renderMarkdown(played.plan)).toMatchFileSnapshot(join(folder, 'expected', 'plan.md'));
  await expect(renderPlanJson(played.plan)).toMatchFileSnapshot(join(folder, 'expected', 'plan.json'));
  await expect(played.run).toMatchFileSnapshot(join(folder, 'expected', 'run.txt'));
  expect(played.planWrote).toEqual([]);
  expect(played.restWrote).toEqual([]);
  expect(JSON.stringify(played.servicesOwn.left)).toBe(JSON.stringify(played.servicesOwn.added));
});

test.each(NAMES)('%s says which guarantee it is about', (name) => {
  expect(readFileSync(join(HERE, name, 'README.md'), 'utf8').length).toBeGreaterThan(80);
});
