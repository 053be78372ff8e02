/** Benches for the contract tests: an embedded tenant for each test file, or a real one. */
import { afterAll, beforeAll } from 'vitest';
import { type RunningTenant, startTenant } from '../../src/embedded/start-tenant.ts';
import { companyStore } from '../scenarios/company.ts';
import { type BehaviourId, behaviourRows } from './behaviours.ts';
import { type GraphClient, graphClient, idOf, itemsOf } from './graph-client.ts';

export interface CommandLine {
  readonly graph: GraphClient;
}

const real = { url: process.env['POSTILION_GRAPH_URL'], token: process.env['POSTILION_ACCESS_TOKEN'] };

/** A tenant for all tests of a file; call the result inside a test. */
export function useTenant(): () => CommandLine {
  let running: RunningTenant | undefined;
  let bench: CommandLine | undefined;
  beforeAll(async () => {
    running = await startTenant({ store: companyStore('all') });
    bench = { graph: graphClient(running.url, 'tester') };
  });
  afterAll(() => running?.close());
  return () => {
    if (bench === undefined) throw new Error('the tenant is not running yet');
    return bench;
  };
}

/** Where a behaviour is tested: read-only ones on a real tenant if the environment names one, else on the bench's. */
export function graphFor(id: BehaviourId, bench: () => CommandLine): GraphClient {
  const row = behaviourRows().find(([known]) => known === id)?.[1];
  const { url, token } = real;
  const onReal = row?.readOnly === true && url !== undefined && token !== undefined;
  return onReal ? graphClient(url, token) : bench().graph;
}

export const configurations = '/deviceManagement/deviceConfigurations';
const iosMailType = '#microsoft.graph.iosEasEmailProfileConfiguration';

/** The smallest iOS mail body that is taken. */
export function iosMailBody(name: string) {
  return {
    '@odata.type': iosMailType,
    displayName: name,
    accountName: 'Contoso',
    hostName: 'outlook.office365.com',
    emailAddressSource: 'primarySmtpAddress',
    authenticationMethod: 'usernameAndPassword',
  };
}

/** Creates an object and gives back its id. */
export async function created(
  graph: GraphClient,
  path: string,
  body: Parameters<GraphClient['send']>[2],
): Promise<string> {
  const reply = await graph.send('POST', path, body);
  if (reply.status !== 201) throw new Error(`POST ${path} answered ${reply.status}: ${reply.text}`);
  return idOf(reply.body);
}

/** The id of a group by its name. */
export async function groupNamed(graph: GraphClient, name: string): Promise<string> {
  const reply = await graph.get(`/groups?$filter=${encodeURIComponent(`displayName eq '${name}'`)}&$select=id`);
  return idOf(itemsOf(reply)[0]);
}

/** The id of a seeded configuration by its name. */
export async function configurationNamed(graph: GraphClient, name: string): Promise<string> {
  const found = itemsOf(await graph.get(configurations)).find((item) => item['displayName'] === name);
  return idOf(found);
}

/** An assignment of a configuration to a group. */
export function toGroup(groupId: string, more: Readonly<Record<string, string | null>> = {}) {
  return { target: { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId, ...more } };
}
