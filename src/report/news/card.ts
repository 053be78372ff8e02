/** News as an Adaptive Card, in the envelope that workflows of Teams take. */

import { LEVEL_WORDS } from '../../model/effect.ts';
import type { JsonObject, JsonValue } from '../../model/json.ts';
import type { News, NewsEvent } from '../../model/news.ts';
import { thousands } from '../../model/text.ts';

const TITLES = {
  applied: 'Mail profiles: changes were applied',
  waiting: 'Mail profiles: changes wait',
  drift: 'Mail profiles: changed in the tenant',
} as const satisfies Readonly<Record<NewsEvent, string>>;

/** Colours that Adaptive Cards know by name. */
const COLORS = { applied: 'good', waiting: 'warning', drift: 'attention' } as const satisfies Readonly<
  Record<NewsEvent, string>
>;

/** What a workflow "when a webhook request is received" posts to a channel. */
export function teamsMessage(news: News): JsonObject {
  return {
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: newsCard(news) },
    ],
  };
}

/** Version 1.4 is what Teams shows everywhere. Texts are our own, numbers and ids: nothing in them is markup. */
function newsCard(news: News): JsonObject {
  const { event, sentence, failed, link } = news;
  const color = failed > 0 ? 'attention' : COLORS[event];
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'TextBlock', text: TITLES[event], weight: 'bolder', size: 'medium', wrap: true, color },
      { type: 'TextBlock', text: sentence, wrap: true },
      { type: 'FactSet', facts: factsOf(news) },
    ],
    ...(link === null ? {} : { actions: [{ type: 'Action.OpenUrl', title: 'Open the run', url: link }] }),
  };
}

function factsOf({ owner, commit, people, effect, failed, converged }: News): readonly JsonValue[] {
  const fact = (title: string, value: string): JsonObject => ({ title, value });
  return [
    fact('Owner', owner),
    ...(commit === null ? [] : [fact('Commit', commit.slice(0, 12))]),
    fact('People', people === null ? 'unknown' : thousands(people)),
    ...(effect === 'none' ? [] : [fact('Worst', LEVEL_WORDS[effect])]),
    ...(failed === 0 ? [] : [fact('Failed steps', thousands(failed))]),
    fact('Git and tenant', converged ? 'agree' : 'differ'),
  ];
}
