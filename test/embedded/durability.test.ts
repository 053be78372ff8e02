import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTenant } from '../../src/embedded/start-tenant.ts';
import { placeCompany } from '../scenarios/company.ts';
import { type GraphClient, graphClient, idOf, itemsOf } from './graph-client.ts';
import { configurations, created, groupNamed, iosMailBody, toGroup } from './harness.ts';

const parent = mkdtempSync(join(tmpdir(), 'postilion-durability-'));
beforeAll(() => placeCompany(join(parent, 'company')));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** A folder as `startTenant` would seed it: a copy, because seeding takes a while. */
function seeded(name: string): string {
  cpSync(join(parent, 'company'), join(parent, name), { recursive: true });
  return join(parent, name);
}

async function on<Result>(dir: string, work: (graph: GraphClient) => Promise<Result>): Promise<Result> {
  const tenant = await startTenant({ dir });
  try {
    return await work(graphClient(tenant.url, 'tester'));
  } finally {
    await tenant.close();
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) resolve(text.trim());
    });
    child.once('exit', (code) => reject(new Error(`the tenant ended with ${String(code)}`)));
  });
}

test('what was answered is there after a restart', async () => {
  const dir = seeded('restart');
  const before = await on(dir, async (graph) => {
    const id = await created(graph, configurations, iosMailBody('kept'));
    const group = await groupNamed(graph, 'Finance users');
    await graph.send('POST', `${configurations}/${id}/assign`, { assignments: [toGroup(group)] });
    return await graph.get('/__tenant/state?only=deviceConfigurations,auditEvents,groups');
  });
  const after = await on(dir, (graph) => graph.get('/__tenant/state?only=deviceConfigurations,auditEvents,groups'));
  expect(after.text).toBe(before.text);
});

test('a process killed right after its answer has lost nothing', async () => {
  const dir = seeded('killed');
  const program = new URL('serve-until-killed.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', program, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const graph = graphClient(await firstLine(child), 'tester');
  const id = await created(graph, configurations, iosMailBody('survivor'));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  const found = await on(dir, (again) => again.get(`${configurations}/${id}`));
  expect(found.body['displayName']).toBe('survivor');
});

test('the same writes in two folders give the same ids', async () => {
  const write = (graph: GraphClient) => created(graph, configurations, iosMailBody('twin'));
  expect(await on(seeded('one'), write)).toBe(await on(seeded('two'), write));
});

test('a line of the audit log that a kill cut is dropped, the others stay', async () => {
  const dir = seeded('cut');
  await on(dir, (graph) => created(graph, configurations, iosMailBody('first')));
  appendFileSync(join(dir, 'auditEvents.jsonl'), '{"id":"half');
  const events = await on(dir, async (graph) => {
    await created(graph, configurations, iosMailBody('second'));
    return itemsOf(await graph.get('/deviceManagement/auditEvents'));
  });
  expect(events).toHaveLength(2);
});

test('a write of a profile leaves the files of users and devices alone', async () => {
  const dir = seeded('apart');
  await on(dir, (graph) => graph.get('/users?$top=1'));
  const tables = ['users.json', 'devices.json', 'managedDevices.json'].map((name) => join(dir, name));
  const before = tables.map((file) => statSync(file).ino);
  await on(dir, (graph) => created(graph, configurations, iosMailBody('apart')));
  expect(tables.map((file) => statSync(file).ino)).toEqual(before);
  expect(readdirSync(dir).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('profiles are files that a person can read', async () => {
  const dir = seeded('readable');
  const id = await on(dir, (graph) => created(graph, configurations, iosMailBody('readable')));
  expect(readFileSync(join(dir, 'deviceConfigurations', `${id}.json`), 'utf8')).toContain(
    '\n    "displayName": "readable"',
  );
});

test('a folder with something else in it is refused', async () => {
  const dir = join(parent, 'foreign');
  mkdirSync(dir);
  writeFileSync(join(dir, 'thesis.txt'), 'chapter one');
  await expect(startTenant({ dir })).rejects.toThrow(/is not empty and holds no embedded tenant/);
});

test('an empty folder is seeded', async () => {
  const dir = join(parent, 'empty');
  mkdirSync(dir);
  const [organization] = await on(dir, async (graph) => itemsOf(await graph.get('/organization')));
  expect(idOf(organization)).toBe('5f2c0c9e-7d7c-4f6e-9d53-2b1f6a0c7e11');
});
