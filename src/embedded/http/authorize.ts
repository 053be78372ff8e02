/** From a bearer token to what its bearer may do; signatures aren't checked, everything a client can get wrong is. */
import { isJsonArray, isJsonObject, type JsonObject, stringAt } from '../../model/json.ts';
import { Refusal } from '../errors.ts';
import type { Actor, TenantRequest } from '../exchange.ts';
import { intuneCollection } from '../routes/collections.ts';
import { directoryReadRoles } from './directory-roles.ts';

/** Reads the Authorization header. Throws the 401 that Graph answers for a missing, malformed or expired token. */
export function actorOf(authorization: string | undefined, now: Date): Actor {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) {
    throw new Refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.');
  }
  const claims = claimsOf(token);
  if (claims === undefined) return opaqueActor(token);
  const expires = claims['exp'];
  if (typeof expires === 'number' && expires * 1000 <= now.getTime()) throw expired();
  const roles = claims['roles'];
  const name =
    stringAt(claims, 'app_displayname') ?? stringAt(claims, 'upn') ?? stringAt(claims, 'appid') ?? 'a client';
  const named = isJsonArray(roles) ? roles.filter((role) => typeof role === 'string') : undefined;
  return { name, portal: false, roles: named, mayWrite: true };
}

/** The admin at whose hand `/__tenant/edit` acts. */
export const portalActor: Actor = { name: 'admin@contoso.example', portal: true, roles: undefined, mayWrite: true };

/** Throws the 403 of the area when the roles don't reach. Reads need Read.All, writes ReadWrite.All (permissions pages). */
export function authorize(asked: TenantRequest, isWrite: boolean): void {
  const needed = isWrite ? writeRoles(asked) : readRoles(asked);
  const { roles, mayWrite } = asked.actor;
  const allowed = (roles === undefined || roles.some((role) => needed.includes(role))) && (mayWrite || !isWrite);
  if (allowed) return;
  const root = asked.segments[0] ?? '';
  if (root.startsWith('device') && root !== 'devices') {
    throw new Refusal(
      403,
      'Forbidden',
      `Application is not authorized to perform this operation. Application must have one of the following scopes: ${needed.join(', ')}`,
    );
  }
  throw new Refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

/** What no reading of the directory covers (permissions pages of conditional access and of sign-ins). */
const otherReads: Readonly<Record<string, readonly string[]>> = {
  identity: ['Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess'],
  auditLogs: ['AuditLog.Read.All'],
};

const directoryWrites: Readonly<Record<string, readonly string[]>> = {
  groups: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
  users: ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
};

function readRoles(asked: TenantRequest): readonly string[] {
  const [root = '', name = ''] = asked.segments;
  const area = intuneCollection(root, name)?.area;
  if (area !== undefined) return [`DeviceManagement${area}.Read.All`, `DeviceManagement${area}.ReadWrite.All`];
  const other = otherReads[root];
  if (other !== undefined) return other;
  return directoryReadRoles(root);
}

function writeRoles(asked: TenantRequest): readonly string[] {
  const [root = '', name = ''] = asked.segments;
  const area = intuneCollection(root, name)?.area;
  return area === undefined ? (directoryWrites[root] ?? []) : [`DeviceManagement${area}.ReadWrite.All`];
}

/** Tokens that aren't JWTs, for tests: what they start with says what they may. */
function opaqueActor(token: string): Actor {
  if (token.startsWith('expired')) throw expired();
  const scopeTag = /^tagged-(\d+)$/.exec(token)?.[1];
  const actor: Actor = { name: 'postilion', portal: false, roles: undefined, mayWrite: !token.startsWith('reader') };
  return scopeTag === undefined ? actor : { ...actor, scopeTags: [scopeTag] };
}

function expired(): Refusal {
  return new Refusal(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.');
}

function claimsOf(token: string): JsonObject | undefined {
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[A-Za-z0-9_-]*$/.test(part))) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    return isJsonObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
