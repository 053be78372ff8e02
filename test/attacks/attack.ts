/** What an attack or an accident must not lead to, judged by what the tenant holds and what changed it. */

import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import { readInventory, writeStateFile } from '../../src/model/state/inventory.ts';
import { CONFIGURATIONS, type Ended, type How, type RepositoryRun } from '../app/repository-run.ts';

export const LISTS = '/^\\/beta\\/deviceManagement\\/deviceConfigurations(\\?|$)/';

/** A stranger's mail profile, as somebody made it in the portal. */
export async function strangersObject(
  repository: RepositoryRun,
  name: string,
  parts: JsonObject = {},
): Promise<string> {
  const made = await repository.server.edit({
    method: 'POST',
    path: CONFIGURATIONS,
    body: { ...STRANGER, displayName: name, ...parts },
  });
  return isJsonObject(made) ? (stringAt(made, 'id') ?? '') : '';
}

const STRANGER = {
  '@odata.type': '#microsoft.graph.iosEasEmailProfileConfiguration',
  description: 'made by hand',
  accountName: 'Somebody',
  hostName: 'mail.somebody.example',
  requireSsl: true,
  usernameSource: 'userPrincipalName',
  usernameAADSource: 'userPrincipalName',
  emailAddressSource: 'primarySmtpAddress',
  authenticationMethod: 'usernameAndPassword',
  easServices: 'calendars,contacts,email',
  durationOfEmailToSync: 'oneMonth',
  roleScopeTagIds: ['0'],
};

/** A run, its codes and what it changed in the tenant. */
export interface Verdict {
  readonly ran: Ended;
  readonly code: number;
  readonly findings: readonly string[];
  readonly written: readonly string[];
}

/** Runs after forgetting what was written before. */
export async function verdictOf(repository: RepositoryRun, how: How = {}): Promise<Verdict> {
  await repository.server.forget();
  const ran = await repository.run(how);
  const findings = ran.plan.findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
  return { ran, code: ran.code, findings: [...new Set(findings)].sort(), written: await repository.written() };
}

/** How many objects carry the key's marker, and how many of those somebody gets. */
export async function markedObjects(
  repository: RepositoryRun,
  key: string,
): Promise<{ made: number; assigned: number }> {
  const own = (await repository.objects()).filter((one) => stringAt(one, 'description')?.includes(`/${key}#`));
  return { made: own.length, assigned: own.filter((one) => objectsAt(one, 'assignments').length > 0).length };
}

/** Changes the record of a key, as whoever may push to the state branch can. */
export async function meddle(repository: RepositoryRun, key: string, parts: JsonObject): Promise<void> {
  const { inventory, revision } = await repository.snapshot();
  const text = writeStateFile({
    ...asJson(inventory),
    entries: { ...asJson(inventory.entries), [key]: { ...asJson(inventory.entries[key]), ...parts } },
  });
  const read = readInventory(text);
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  const answer = await repository.state.commit({ inventory: read.value }, 'meddled', revision);
  if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
}

function asJson(value: unknown): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return isJsonObject(copy) ? copy : {};
}
