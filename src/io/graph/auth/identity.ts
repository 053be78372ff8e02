/** Which identity the environment offers: one is chosen and named, never tried after another in silence. */

import { type Environment, valueOf } from '../http/environment.ts';

export type Identity =
  | { readonly type: 'access-token'; readonly token: string }
  | { readonly type: 'github'; readonly clientId: string; readonly url: string; readonly requestToken: string }
  | { readonly type: 'token-file'; readonly clientId: string; readonly file: string }
  | { readonly type: 'certificate'; readonly clientId: string; readonly file: string }
  | { readonly type: 'secret'; readonly clientId: string; readonly secret: string }
  /** A managed identity or the Azure CLI: what the machine has, without any configuration. */
  | { readonly type: 'machine'; readonly clientId: string | null };

/**
 * The identity to use, federation before stored credentials. Throws when a credential is configured without the client
 * id that it belongs to.
 */
export function chooseIdentity(env: Environment): Identity {
  const token = valueOf(env, 'POSTILION_ACCESS_TOKEN');
  if (token !== null) return { type: 'access-token', token };
  const clientId = valueOf(env, 'POSTILION_CLIENT_ID');
  const file = valueOf(env, 'POSTILION_CLIENT_CERTIFICATE_PATH');
  const secret = valueOf(env, 'POSTILION_CLIENT_SECRET');
  if (clientId === null) {
    if (file === null && secret === null) return { type: 'machine', clientId };
    const given = file === null ? 'POSTILION_CLIENT_SECRET' : 'POSTILION_CLIENT_CERTIFICATE_PATH';
    throw new Error(`${given} is set, but not whose it is: set POSTILION_CLIENT_ID to the app's client id`);
  }
  const url = valueOf(env, 'ACTIONS_ID_TOKEN_REQUEST_URL');
  const requestToken = valueOf(env, 'ACTIONS_ID_TOKEN_REQUEST_TOKEN');
  if (url !== null && requestToken !== null) return { type: 'github', clientId, url, requestToken };
  const tokenFile = valueOf(env, 'AZURE_FEDERATED_TOKEN_FILE');
  if (tokenFile !== null) return { type: 'token-file', clientId, file: tokenFile };
  if (file !== null) return { type: 'certificate', clientId, file };
  return secret === null ? { type: 'machine', clientId } : { type: 'secret', clientId, secret };
}
