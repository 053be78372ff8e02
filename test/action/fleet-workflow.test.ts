/** The workflow for many tenants end to end: wave by wave, its jobs one after the other, each tenant over HTTP. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { makeBundle, writeBundle } from '../../src/dev/make-bundle.ts';
import { PATIENT } from '../cli/command-line.ts';
import { REPOSITORY } from '../gates/canary-workshop.ts';
import { companyStore } from '../scenarios/company.ts';
import { openServer, type TenantServer } from '../scenarios/tenant-server.ts';
import { useRemote } from './profiles-remote.ts';
import { type JobRun, runWorkflow } from './runner.ts';

let folder: string;
let bundle: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postilion-fleet-'));
  bundle = join(folder, 'bundle');
  writeBundle(await makeBundle(), bundle);
}, PATIENT.timeout);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Waves = (wave: string, after?: string) => Promise<ReadonlyMap<string, JobRun>>;

/** The worked example, each wave of one tenant against a server of its own. */
async function useFleet(context: TestContext): Promise<Waves> {
  const files = mkdtempSync(join(tmpdir(), 'postilion-files-'));
  context.onTestFinished(() => rmSync(files, { recursive: true, force: true }));
  cpSync(join(REPOSITORY, 'docs', 'examples', 'fleet'), files, { recursive: true });
  const tenants = join(files, 'tenants.yaml');
  writeFileSync(tenants, readFileSync(tenants, 'utf8').replace(/\n {2}- name: northwind[^]*/, '\n'));
  const remote = useRemote(context, files);
  const servers = new Map<string, TenantServer>();
  for (const wave of ['canary', 'broad']) {
    const server = await openServer(companyStore());
    context.onTestFinished(() => server.close());
    servers.set(wave, server);
  }
  const occasion = {
    workflow: 'fleet',
    event: {},
    machine: { POSTILION_ACCESS_TOKEN: 'tester' },
    remote: remote.path,
    bundle,
  };
  return (wave, after = '') => {
    const vars = { POSTILION_GRAPH_URL: servers.get(wave)?.url ?? '', POSTILION_STATE_REPO: remote.path };
    return runWorkflow({ ...occasion, vars, inputs: { wave, after } }, context);
  };
}

test('goes through the waves in their order, and no tenant is in what is said of another', PATIENT, async (context) => {
  const through = await useFleet(context);
  const early = await through('broad', 'canary');
  expect(early.get('shards')?.log).toContain('contoso: no run has told');
  expect(early.get('reconcile')?.result).toBe('skipped');
  const first = (await through('canary')).get('reconcile canary');
  expect(first?.summary).toContain('| contoso | 0 |');
  expect(`${first?.log}${first?.summary}`).not.toMatch(/fabrikam/i);
  expect(first?.env).not.toHaveProperty('POSTILION_TENANT_ID');
  const second = (await through('broad', 'canary')).get('reconcile broad');
  expect(second?.summary).toContain('| fabrikam | 0 |');
});
