/** Where the environment says that a run tells its news: never a file of the repository, which may be a stranger's. */

import type { NewsDesk } from '../../app/ports/news.ts';
import { dispatcherFor } from '../../io/graph/http/proxy.ts';
import { postTo, webhookAddress } from '../../io/webhook/post.ts';
import type { JsonObject } from '../../model/json.ts';
import { NEWS, type News, type NewsDelivery, type NewsEvent } from '../../model/news.ts';
import { teamsMessage } from '../../report/news/card.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../version.ts';

/** Variable → the document that its address gets. */
const CHANNELS: Readonly<Record<string, (news: News) => JsonObject>> = {
  POSTILION_WEBHOOK_URL: (news) => ({ ...news }),
  POSTILION_TEAMS_WEBHOOK_URL: teamsMessage,
};

/** Null where nobody is to be told. What can't be used is told, and left out: no run fails for it. */
export function newsDesk({ env, error }: Pick<Terminal, 'env' | 'error'>): NewsDesk | null {
  const channels = Object.entries(CHANNELS).flatMap(([variable, documentOf]) => {
    const text = env[variable]?.trim() ?? '';
    if (text === '') return [];
    const url = webhookAddress(text);
    if (typeof url !== 'string') return [{ url, variable, documentOf }];
    error(`${variable} ${url}; nobody is told there\n`);
    return [];
  });
  if (channels.length === 0) return null;
  return {
    events: wantedEvents(env['POSTILION_NOTIFY'], error),
    link: runLink(env),
    send: async (news) => {
      const transport = { agent: tool().replace(' ', '/'), way: dispatcherFor(env) };
      const all: NewsDelivery[] = [];
      for (const channel of channels) all.push(await postTo(channel, channel.documentOf(news), transport));
      return together(all);
    },
  };
}

/** Where one of several may have it, it is not sent again to any. */
function together(all: readonly NewsDelivery[]): NewsDelivery {
  const message = all
    .filter(({ status }) => status !== 'sent')
    .map((one) => one.message)
    .join('; ');
  const statuses = all.map(({ status }) => status);
  if (statuses.every((status) => status === 'sent')) return { status: 'sent', message };
  return { status: statuses.every((status) => status === 'refused') ? 'refused' : 'unknown', message };
}

function wantedEvents(text: string | undefined, error: Terminal['error']): readonly NewsEvent[] {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) return NEWS;
  const strange = names.filter((name) => !NEWS.some((event) => event === name));
  if (strange.length > 0)
    error(`POSTILION_NOTIFY names ${strange.length} strange events: it takes ${NEWS.join(', ')}\n`);
  return NEWS.filter((event) => names.includes(event));
}

/** GitHub's own variables; another platform may name the address itself. */
function runLink(env: Terminal['env']): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, POSTILION_RUN_URL: own } = env;
  const text =
    own?.trim() ||
    (server !== undefined && repository !== undefined && run !== undefined
      ? `${server}/${repository}/actions/runs/${run}`
      : '');
  return URL.canParse(text) && new URL(text).protocol === 'https:' ? new URL(text).href : null;
}
