/** A6: what earlier versions stored in the open is told, leaves the record, and goes from the branch where somebody says so. */

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { machineClock } from '../../src/cli/wiring/machine.ts';
import { openStateStore } from '../../src/io/git/state/store.ts';
import type { Settings } from '../../src/model/profile.ts';
import { type CommandLine, PATIENT, useCommandLine } from '../cli/command-line.ts';
import { leaks, plant, said, stateBytes, writeConfiguration } from './secrets.ts';

const KEY = 'the-managed-app-config';

/** The record of the profile holds other settings, as an earlier version wrote them. */
async function record({ root }: CommandLine, settings: Settings): Promise<void> {
  const store = openStateStore({ root, repo: '.postilion/state.git', branch: 'postilion-state', clock: machineClock });
  const reading = await store.read();
  if (reading.status !== 'found') throw new Error(reading.status);
  const { inventory, revision } = reading.state;
  const entry = inventory.entries[KEY];
  if (entry?.applied === undefined || entry.applied === null) throw new Error('nothing was applied');
  const normal = { ...entry.applied.normal, settings: { ...entry.applied.normal.settings, ...settings } };
  const entries = { ...inventory.entries, [KEY]: { ...entry, applied: { ...entry.applied, normal } } };
  expect((await store.commit({ inventory: { ...inventory, entries } }, 'as before', revision)).status).toBe('ok');
  await store.close();
}

function inGit({ root }: CommandLine, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', join(root, '.postilion', 'state.git'), ...args]).toString('utf8');
}

test.concurrent(
  'open values of an old record are told by name, equal ones plan nothing, and the next run closes them',
  PATIENT,
  async (context) => {
    const line = await useCommandLine(context);
    const [value, other] = [plant(), plant()];
    writeConfiguration(line, 'managed-app-config', { note: 'shown', apiToken: value });
    expect((await line.run(['apply'])).code).toBe(0);
    await record(line, { configuration: { note: 'shown', apiToken: value } });
    const planned = await line.run(['plan', '--detailed-exitcode'], { COLUMNS: '400' });
    expect(planned.code).toBe(0);
    expect(said(planned)).toMatch(/stored the values of apiToken on the state branch.*--forget-history/);
    expect((await line.run(['apply'])).code).toBe(0);
    expect(leaks(value, { tip: inGit(line, 'show', 'postilion-state:inventory.json') })).toEqual([]);
    expect(said(await line.run(['plan']))).not.toContain('SEC-003');
    // Where nobody has the recorded value any more, it stays a conflict without being shown.
    await record(line, { configuration: { note: 'shown', apiToken: other } });
    const moved = said(await line.run(['plan', '--format', 'json']));
    expect(leaks(other, { moved })).toEqual([]);

    expect(leaks(value, { state: stateBytes(line) })).toEqual(['state']);
    expect((await line.run(['state', 'rebuild', '--forget-history'])).out).toContain(
      'take the history of the branch away',
    );
    expect(inGit(line, 'rev-list', '--count', 'postilion-state').trim()).not.toBe('1');
    const forgotten = await line.run(['state', 'rebuild', '--forget-history', '--yes']);
    expect([forgotten.code, forgotten.out]).toEqual([0, expect.stringContaining('change secrets that stood there')]);
    expect(inGit(line, 'rev-list', '--count', 'postilion-state').trim()).toBe('1');
    inGit(line, 'gc', '--quiet', '--prune=now');
    expect([value, other].flatMap((one) => leaks(one, { state: stateBytes(line) }))).toEqual([]);
    expect((await line.run(['plan', '--detailed-exitcode'])).code).toBe(0);
    expect((await line.run(['apply'])).code).toBe(0);
  },
);

test.concurrent(
  'a key of an app that is called "key" names no profile, and one in a record is no symbol',
  PATIENT,
  async (context) => {
    const line = await useCommandLine(context);
    writeConfiguration(line, 'managed-app-config', { key: 'ios-it', id: 'x' });
    const planned = await line.run(['plan', '--format', 'json']);
    expect(planned.out).toContain('"key": "ios-it"');
    expect((await line.run(['apply'])).code).toBe(0);
    expect((await line.run(['plan', '--detailed-exitcode'])).code).toBe(0);
    const tenant = await line.server.state('targetedManagedAppConfigurations');
    expect(JSON.stringify(tenant)).toContain('"name":"key","value":"ios-it"');
  },
);
