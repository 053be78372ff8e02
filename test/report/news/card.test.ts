/** A card that Microsoft's own parser takes without a remark, a document that fits its schema, and no name in either. */

import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EFFECT_LEVELS } from '../../../src/model/effect.ts';
import { isJsonArray, isJsonObject } from '../../../src/model/json.ts';
import { NEWS, type News, newsSchema } from '../../../src/model/news.ts';
import { teamsMessage } from '../../../src/report/news/card.ts';

const WAITING: News = {
  version: 1,
  event: 'waiting',
  digest: `sha256:${'0123456789abcdef'.repeat(4)}`,
  tenant: '00000000-0000-0000-0000-000000000000',
  owner: 'contoso-mail',
  commit: '56bee5aaab59c1f056bee5aaab59c1f056bee5aa',
  at: '2026-12-01T12:00:00.000Z',
  sentence: '2 changes wait, concerning 340 people',
  changes: 2,
  failed: 0,
  people: 340,
  effect: 'sign-in',
  converged: false,
  link: 'https://github.com/contoso/mail/actions/runs/7',
};

function cardOf(news: News): object {
  const { attachments } = teamsMessage(news);
  const [first] = isJsonArray(attachments) ? attachments : [];
  const card = isJsonObject(first) ? first['content'] : null;
  if (!isJsonObject(card)) throw new Error('there is no card');
  return card;
}

/** What the parser has to say about it. */
function remarks(card: object): readonly string[] {
  const context = new SerializationContext(Versions.v1_4);
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const parsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  return [...parsing, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

const news: fc.Arbitrary<News> = fc.record({
  version: fc.constant(1 as const),
  event: fc.constantFrom(...NEWS),
  digest: fc.constant(WAITING.digest),
  tenant: fc.uuid(),
  owner: fc.constant('contoso-mail'),
  commit: fc.option(fc.constant(WAITING.commit ?? '')),
  at: fc.constant(WAITING.at),
  sentence: fc.constantFrom(
    '1 change applied, concerning 1 person',
    '3 profiles were changed in the tenant and stay so',
  ),
  changes: fc.nat(1000),
  failed: fc.nat(3),
  people: fc.option(fc.nat(100_000)),
  effect: fc.constantFrom(...EFFECT_LEVELS),
  converged: fc.boolean(),
  link: fc.option(fc.constant(WAITING.link ?? '')),
});

describe('news', () => {
  it('is a card that the parser of its makers takes', async () => {
    await expect(`${JSON.stringify(teamsMessage(WAITING), null, 2)}\n`).toMatchFileSnapshot('golden/waiting.json');
    fc.assert(
      fc.property(news, (one) => {
        expect(remarks(cardOf(one))).toEqual([]);
      }),
    );
  });

  it('and that parser objects to what is none', () => {
    expect(
      remarks({ ...cardOf(WAITING), body: [{ type: 'Bogus' }, { type: 'TextBlock', text: 'x', weight: 'heavy' }] }),
    ).toHaveLength(2);
  });

  it('fits the schema of the document, which allows nothing else', () => {
    const fits = new Ajv({ strict: true, allowUnionTypes: true }).compile(newsSchema());
    fc.assert(
      fc.property(news, (one) => {
        expect(fits(one)).toBe(true);
      }),
    );
    expect(fits({ ...WAITING, names: ['iOS: Mail - Sales'] })).toBe(false);
    expect(fits({ ...WAITING, people: -1 })).toBe(false);
  });
});
