/** GitHub's proof of which workflow is running, which Entra exchanges for a token without any stored secret. */

import { isJsonObject, stringAt } from '../../../model/json.ts';
import { readBody } from '../http/body.ts';
import type { Dispatcher } from '../http/dispatcher.ts';
import { sendHttp } from '../http/transport.ts';

const TIMEOUT_SECONDS = 30;

/**
 * A fresh JSON web token of the running job for `audience`. `url` and `token` are what GitHub puts into
 * ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN when a job has `id-token: write`. `way` is straight
 * when left out. Rejects when GitHub hands out none.
 */
export async function requestGithubAssertion(
  url: string,
  token: string,
  audience: string,
  way?: Dispatcher,
): Promise<string> {
  const address = new URL(url);
  address.searchParams.set('audience', audience);
  const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
  const reply = await sendHttp({ method: 'GET', url: address.href, headers, text: undefined }, TIMEOUT_SECONDS, way);
  if (reply.kind === 'none') throw new Error(`GitHub hands out no OIDC token: ${reply.reason}`);
  const body = readBody(reply.text, reply.headers.get('content-type') ?? '');
  const value = body.form === 'json' && isJsonObject(body.value) ? stringAt(body.value, 'value') : undefined;
  if (reply.status === 200 && value !== undefined) return value;
  throw new Error(
    `GitHub hands out no OIDC token (status ${reply.status}): give the job the permission id-token: write`,
  );
}
