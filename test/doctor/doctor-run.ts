/** The doctor in this process, at a tenant with an identity of the test's choice. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { runDoctor } from '../../src/cli/commands/doctor.ts';
import { isJsonObject, type JsonObject, objectsAt } from '../../src/model/json.ts';
import { companyStore } from '../scenarios/company.ts';
import { openServer, type TenantServer } from '../scenarios/tenant-server.ts';

interface Visit {
  readonly code: number;
  readonly out: string;
  /** The checks by their ids, where JSON was asked for. */
  readonly check: (id: string) => JsonObject;
}

export interface Practice {
  readonly server: TenantServer;
  readonly visit: (options?: {
    readonly env?: Readonly<Record<string, string>>;
    readonly purpose?: 'plan' | 'apply';
    readonly format?: 'text' | 'json';
    readonly config?: string;
  }) => Promise<Visit>;
}

/** A token as Entra would make it; the embedded tenant looks at its claims alone. */
export function tokenWith(claims: JsonObject): string {
  const part = (value: JsonObject): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** A tenant and a repository for the test that calls this. */
export async function usePractice(context: TestContext): Promise<Practice> {
  const root = mkdtempSync(join(tmpdir(), 'postilion-doctor-'));
  const server = await openServer(companyStore());
  context.onTestFinished(async () => {
    await server.close();
    rmSync(root, { recursive: true, force: true });
  });
  return {
    server,
    visit: async ({
      env = {},
      purpose = 'plan',
      format = 'json',
      config = 'tenant: {embedded: .postilion/tenant}',
    } = {}) => {
      writeFileSync(join(root, 'postilion.yaml'), `version: 1\nowner: contoso-mail\n${config}\n`);
      let out = '';
      const terminal = {
        env: { POSTILION_GRAPH_URL: server.url, POSTILION_ACCESS_TOKEN: 'reader', ...env },
        cwd: root,
        width: 100,
        color: false,
        print: (text: string) => void (out += text),
        error: () => {},
        onStop: () => {},
      };
      const code = await runDoctor({ for: purpose, format, color: false, logLevel: 'silent' }, terminal);
      return { code, out, check: (id) => checkIn(out, id) };
    },
  };
}

function checkIn(out: string, id: string): JsonObject {
  const document: unknown = JSON.parse(out);
  const checks = isJsonObject(document) ? objectsAt(document, 'checks') : [];
  const found = checks.find((check) => check['id'] === id);
  if (found === undefined) throw new Error(`there is no check ${id} in ${out}`);
  return found;
}
