/** Access tokens for Graph, from the identity that the environment offers. */

import type { AccessToken, TokenCredential } from '@azure/identity';
import type { Cloud } from '../../../model/config.ts';
import { type Environment, valueOf } from '../http/environment.ts';
import type { TokenSource } from '../http/exchange.ts';
import { dispatcherFor } from '../http/proxy.ts';
import { sendHttp } from '../http/transport.ts';
import { cloudHosts, graphScope } from './clouds.ts';
import { requestGithubAssertion } from './github-oidc.ts';
import { chooseIdentity, type Identity } from './identity.ts';

export interface CredentialOptions {
  readonly env: Environment;
  /** Entra's tenant id from the configuration; POSTILION_TENANT_ID wins. */
  readonly tenantId: string | null;
  readonly cloud: Cloud;
  /** The Graph root that replaces the cloud's own, if any. */
  readonly graphUrl?: string | null;
}

/** Entra counts a token as good until its last second; a request in flight should not be the one to find out. */
const RENEW_EARLY = 5 * 60_000;

/**
 * A token source for a cloud's Graph. The identity library is loaded with the first token. The source rejects, with a
 * sentence that names the variable to set, when there is no identity or Entra refuses it.
 */
export function createTokenSource(options: CredentialOptions): TokenSource {
  const ready = valueOf(options.env, 'POSTILION_ACCESS_TOKEN');
  if (ready !== null) return async () => ready;
  let held: Promise<AccessToken> | null = null;
  let credential: Promise<TokenCredential> | null = null;
  return async (refused) => {
    const current = held === null ? null : await held.catch(() => null);
    if (current !== null && current.token !== refused && current.expiresOnTimestamp - RENEW_EARLY > Date.now()) {
      return current.token;
    }
    // The library keeps tokens per credential and would hand out the refused one again.
    if (credential === null || refused !== undefined) credential = openCredential(options);
    held = requestToken(credential, graphScope(options.cloud));
    return (await held).token;
  };
}

async function requestToken(credential: Promise<TokenCredential>, scope: string): Promise<AccessToken> {
  const token = await (await credential).getToken(scope);
  if (token === null) throw new Error(`the identity has no token for ${scope}: set POSTILION_ACCESS_TOKEN`);
  return token;
}

/**
 * A token for Microsoft's Graph goes nowhere else: the root may come from a file in a pull request, and whoever gets
 * the token has the tenant.
 */
function refuseForeign(graphUrl: string | null, graph: string): void {
  if (graphUrl === null || (URL.canParse(graphUrl) && new URL(graphUrl).origin === graph)) return;
  throw new Error(
    `a token for ${graph} is not sent to ${graphUrl}: set POSTILION_ACCESS_TOKEN to a token for that place`,
  );
}

async function openCredential(options: CredentialOptions): Promise<TokenCredential> {
  const hosts = cloudHosts(options.cloud);
  refuseForeign(options.graphUrl ?? null, hosts.graph);
  const identity = chooseIdentity(options.env);
  const tenantId = valueOf(options.env, 'POSTILION_TENANT_ID') ?? options.tenantId;
  const authorityHost = hosts.authority;
  if (identity.type === 'machine') return machineCredential(identity, tenantId);
  if (tenantId === null) {
    throw new Error('no tenant to sign in to: set POSTILION_TENANT_ID, or tenant.id in postilion.yaml');
  }
  const library = await import('@azure/identity');
  switch (identity.type) {
    case 'access-token':
      throw new Error('bug: a ready access token needs no credential');
    case 'github': {
      const { url, requestToken: proof, clientId } = identity;
      // The identity library finds the proxy variables by itself; this request is ours.
      const way = dispatcherFor(options.env);
      const assertion = () => requestGithubAssertion(url, proof, hosts.exchangeAudience, way);
      return new library.ClientAssertionCredential(tenantId, clientId, assertion, { authorityHost });
    }
    case 'token-file': {
      const { clientId, file: tokenFilePath } = identity;
      return new library.WorkloadIdentityCredential({ tenantId, clientId, tokenFilePath, authorityHost });
    }
    case 'certificate':
      return new library.ClientCertificateCredential(tenantId, identity.clientId, identity.file, { authorityHost });
    case 'secret':
      return new library.ClientSecretCredential(tenantId, identity.clientId, identity.secret, { authorityHost });
  }
}

/** What the machine has: Azure's managed identity where Azure answers, else the person signed in to the Azure CLI. */
async function machineCredential(
  identity: Extract<Identity, { type: 'machine' }>,
  tenantId: string | null,
): Promise<TokenCredential> {
  const { clientId } = identity;
  const library = await import('@azure/identity');
  const cli = new library.AzureCliCredential(tenantId === null ? {} : { tenantId });
  const sources = (await isInAzure())
    ? [new library.ManagedIdentityCredential(clientId === null ? {} : { clientId }), cli]
    : [cli];
  const chain = new library.ChainedTokenCredential(...sources);
  return {
    async getToken(scopes, settings) {
      try {
        return await chain.getToken(scopes, settings);
      } catch (error) {
        // This name means that every source said it is not there; anything else is worth reading as it is.
        if (error instanceof Error && error.name === 'AggregateAuthenticationError') {
          throw new Error(NO_IDENTITY, { cause: error });
        }
        throw error;
      }
    },
  };
}

const NO_IDENTITY =
  'no identity is configured: set POSTILION_ACCESS_TOKEN, or POSTILION_CLIENT_ID and POSTILION_TENANT_ID in a job ' +
  'with GitHub OIDC or with POSTILION_CLIENT_CERTIFICATE_PATH, or sign in with az login';

/**
 * Azure's instance metadata service has this address on every machine there. Anywhere else a connection to it hangs for
 * minutes, hence the look beforehand.
 */
async function isInAzure(): Promise<boolean> {
  const url = 'http://169.254.169.254/metadata/identity/oauth2/token';
  return (await sendHttp({ method: 'GET', url, headers: {}, text: undefined }, 1)).kind === 'reply';
}
