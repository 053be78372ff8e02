/** One POST to a webhook: sent once, whatever comes back, and told without its address. */

import type { JsonObject } from '../../model/json.ts';
import { isLoopback } from '../../model/loopback.ts';
import type { NewsDelivery } from '../../model/news.ts';
import type { Dispatcher } from '../graph/http/dispatcher.ts';
import { sendHttp } from '../graph/http/transport.ts';

/** A channel that doesn't answer so soon isn't worth the run's time. */
const TIMEOUT_SECONDS = 10;

/** The address, or what is wrong with it. It comes from the environment alone: whoever names it gets what is told. */
export function webhookAddress(text: string): URL | string {
  if (!URL.canParse(text)) return 'is no address: write one that begins with https://';
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url)))
    return 'is not encrypted: write https';
  if (url.username !== '' || url.password !== '') return 'holds a user name or password: take it out';
  return url;
}

/** `variable` names the address in messages. */
export async function postTo(
  { url, variable }: { readonly url: URL; readonly variable: string },
  document: JsonObject,
  { agent, way }: { readonly agent: string; readonly way: Dispatcher },
): Promise<NewsDelivery> {
  const headers = { 'content-type': 'application/json', 'user-agent': agent };
  const text = JSON.stringify(document);
  const reply = await sendHttp({ method: 'POST', url: url.href, headers, text }, TIMEOUT_SECONDS, way);
  const to = `${variable} (${url.host})`;
  if (reply.kind === 'none') {
    return {
      status: 'unknown',
      message: `${to} did not answer (${withoutAddress(reply.reason, url)}): the news may have arrived, and is not sent again`,
    };
  }
  if (reply.status >= 200 && reply.status < 300) return { status: 'sent', message: `${to} has the news` };
  const remedy = reply.status >= 300 && reply.status < 400 ? ': write the address that it leads to' : '';
  return {
    status: 'refused',
    message: `${to} answered with ${reply.status}${remedy}; the next run sends the news again`,
  };
}

/** What the machine says about a fault may repeat where it was going. */
function withoutAddress(message: string, url: URL): string {
  return message.replaceAll(url.href, url.host).replaceAll(`${url.pathname}${url.search}`, '');
}
