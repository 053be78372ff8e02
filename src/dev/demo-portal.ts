/** The admin of the demo: changes profiles of an embedded tenant as somebody in the portal would. */

import { spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../model/json.ts';

export interface AdminEdits {
  /** The program's main file. */
  readonly main: string;
  /** The repository whose embedded tenant is meant. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Profiles by display name, and the Graph properties to change. */
  readonly edits: readonly { readonly profile: string; readonly change: JsonObject }[];
}

/** Serves the tenant for a moment and makes the edits. Rejects when one isn't taken. */
export async function editAsAdmin({ main, cwd, env, edits }: AdminEdits): Promise<void> {
  const server = spawn(execPath, [main, 'tenant', 'serve'], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<void>((resolve) => server.on('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    server.on('error', reject);
    server.on('close', (code) => reject(new Error(`the tenant ended with ${code}`)));
    server.stdout.setEncoding('utf8').on('data', (text: string) => resolve(text.trim()));
  });
  try {
    for (const { profile, change } of edits) await edit(url, profile, change);
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

async function edit(url: string, profile: string, change: JsonObject): Promise<void> {
  const state = await call(`${url}/__tenant/state?only=deviceConfigurations`, 'GET');
  const object = objectsAt(state, 'deviceConfigurations').find(({ displayName }) => displayName === profile);
  if (object === undefined) throw new Error(`the tenant has no profile "${profile}"`);
  const answer = await call(`${url}/__tenant/edit`, 'POST', {
    method: 'PATCH',
    path: `/deviceManagement/deviceConfigurations/${stringAt(object, 'id') ?? ''}`,
    body: { '@odata.type': object['@odata.type'] ?? null, ...change },
  });
  if (answer['changed'] !== true) throw new Error(`the edit of "${profile}" was not taken: ${JSON.stringify(answer)}`);
}

async function call(url: string, method: string, body?: JsonObject): Promise<JsonObject> {
  const response = await fetch(url, body === undefined ? { method } : { method, body: JSON.stringify(body) });
  const answer: unknown = await response.json();
  return isJsonObject(answer) ? answer : {};
}
