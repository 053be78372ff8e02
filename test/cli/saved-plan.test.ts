/** A plan that was saved and approved is a claim: it is held against the tenant of the moment, never trusted. */

import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { objectsAt, stringAt } from '../../src/model/json.ts';
import { type CommandLine, PATIENT, useAppliedCommandLine } from './command-line.ts';

async function useSavedPlan(context: TestContext): Promise<CommandLine> {
  const bench = await useAppliedCommandLine(context);
  bench.change('profiles/it.yaml', 'Mail - IT', 'Mail - IT staff');
  await bench.run(['plan', '--out', 'plan.json']);
  await bench.server.forget();
  return bench;
}

test.concurrent(
  'an edited, a cut, a missing, a foreign and an old plan are refused, and what was saved is applied',
  PATIENT,
  async (context) => {
    const bench = await useSavedPlan(context);
    const text = JSON.stringify(bench.json('plan.json'));
    bench.write('edited.json', text.replaceAll('Mail - IT staff', 'Mail - Everybody'));
    bench.write('empty.json', '');
    bench.write('cut.json', text.slice(0, text.length / 2));
    bench.write('newer.json', text.replace('"formatVersion":"1.2"', '"formatVersion":"2.0"'));
    bench.write('other.json', text.replace(/"tool":"postilion [^"]*"/, '"tool":"postilion 7.0.0"'));
    bench.write('old.json', text.replace(/"started":"[^"]*"/, '"started":"2026-01-02T03:04:05.000Z"'));
    const applied = (name: string) => bench.run(['apply', '--plan', `${name}.json`]);
    const early = await Promise.all(['edited', 'cut', 'newer', 'missing', 'empty'].map(applied));
    expect(early.map(({ code }) => code)).toEqual([5, 10, 5, 10, 10]);
    expect(early.map(({ err }) => err.trim())).toEqual([
      'postilion: --plan edited.json: its contents do not match its digest: it was edited; nothing was applied',
      'postilion: --plan cut.json: it was cut off or damaged: write it anew with plan --out; nothing was applied',
      'postilion: --plan newer.json: it has the format 2.0, this program reads 1.2; nothing was applied',
      `postilion: --plan missing.json: ${join(bench.root, 'missing.json')} is not there: correct the path, or make its folder first`,
      'postilion: --plan empty.json: it is no plan document: name the file that plan --out wrote',
    ]);
    expect(await bench.server.asked()).toEqual([]);

    const late = await Promise.all(['other', 'old'].map(applied));
    expect(late.map(({ code }) => code)).toEqual([5, 5]);
    expect(late[0]?.err).toContain('it was made by postilion 7.0.0, this is postilion 0');
    expect(late[1]?.err).toContain('it is older than 24 hours (made at 2026-01-02T03:04:05.000Z): plan again');
    expect(await bench.written()).toEqual([]);

    expect((await applied('plan')).code).toBe(0);
    expect(await bench.written()).toHaveLength(1);
  },
);

test.concurrent('a plan is refused when the tenant has changed since', PATIENT, async (context) => {
  const bench = await useSavedPlan(context);
  const objects = await bench.server.state('deviceConfigurations');
  const legal = objects.find(({ displayName }) => displayName === 'iOS: Mail - Legal') ?? {};
  await bench.server.edit({
    method: 'PATCH',
    path: `/deviceManagement/deviceConfigurations/${stringAt(legal, 'id') ?? ''}`,
    body: { '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration', useOAuth: false },
  });
  await bench.server.forget();
  const applied = await bench.run(['apply', '--plan', 'plan.json', '--approve', 'lock-out']);
  expect(applied.code).toBe(5);
  expect(applied.err).toContain('the plan has changed since it was approved\n  ios-legal: update is new\n');
  expect(applied.err).toContain('ios-legal: OAuth changed in the portal by admin@contoso.example');
  expect(await bench.written()).toEqual([]);
});

test.concurrent(
  'after a failure in part the same plan and the same approval finish the rest, and then do nothing',
  PATIENT,
  async (context) => {
    const bench = await useAppliedCommandLine(context);
    bench.change('profiles/it.yaml', 'Contoso mail', 'Contoso IT mail');
    bench.change('profiles/legal.yaml', 'Contoso mail', 'Contoso legal mail');
    await bench.run(['plan', '--out', 'plan.json']);
    const saved = bench.json('plan.json');
    const ids = new Map(
      objectsAt(saved, 'changes').map((change) => [stringAt(change, 'key'), stringAt(change, 'id') ?? '']),
    );
    await bench.server.faults([{ method: 'PATCH', path: ids.get('ios-legal') ?? '', status: 409, times: 1 }]);
    await bench.server.forget();
    const apply = ['apply', '--plan', 'plan.json', '--approve', stringAt(saved, 'code') ?? ''];
    expect((await bench.run(apply)).code).toBe(7);
    expect(await bench.written()).toEqual([`PATCH …/${ids.get('ios-it')}`]);
    expect((await bench.run(apply)).code).toBe(0);
    expect(await bench.written()).toEqual([`PATCH …/${ids.get('ios-legal')}`]);
    expect((await bench.run(apply)).code).toBe(0);
    expect(await bench.written()).toEqual([]);
  },
);
