/** A run tells the addresses that its environment names, each piece of news once, and never fails for it. */

import { createServer } from 'node:http';
import { expect, type TestContext, test } from 'vitest';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import { jsonIn, PATIENT, useAppliedCommandLine } from './command-line.ts';

interface Channel {
  readonly url: string;
  /** What it was told since the last call. */
  told(): readonly JsonObject[];
  answer(status: number): void;
}

async function useChannel(context: TestContext): Promise<Channel> {
  let status = 202;
  const got: JsonObject[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      got.push(jsonIn(text));
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook?sig=secret`,
    told: () => got.splice(0),
    answer: (next) => {
      status = next;
    },
  };
}

function eventsOf(documents: readonly JsonObject[]): readonly string[] {
  return documents.map((one) => stringAt(one, 'event') ?? stringAt(one, 'type') ?? '');
}

test.concurrent(
  'what was applied and what waits is told once for each state of things, without a name',
  PATIENT,
  async (context) => {
    const bench = await useAppliedCommandLine(context);
    const channel = await useChannel(context);
    const env = { POSTILION_WEBHOOK_URL: channel.url };
    bench.change('profiles/sales.yaml', 'accountName: Contoso mail', 'accountName: Contoso sales mail');
    bench.change('profiles/it.yaml', 'Mail - IT', 'Mail - IT staff');
    const first = await bench.run(['reconcile'], env);
    expect({ code: first.code, err: first.err.includes('secret') }).toEqual({ code: 0, err: false });
    const told = channel.told();
    expect(eventsOf(told)).toEqual(['applied', 'waiting']);
    expect(told[1]).toMatchObject({ version: 1, changes: 1, effect: 'may-reapprove', converged: false });
    expect(JSON.stringify(told)).not.toMatch(/sales|Sales|Mail -|staff|ios-/);
    // Nothing new: nobody is told.
    expect((await bench.run(['reconcile'], env)).code).toBe(0);
    expect(channel.told()).toEqual([]);
    // Another change that waits is news.
    bench.change('profiles/sales.yaml', 'Contoso sales mail', 'Contoso mail for sales');
    expect((await bench.run(['reconcile'], env)).code).toBe(0);
    expect(eventsOf(channel.told())).toEqual(['waiting']);
  },
);

test.concurrent(
  'a channel that refuses is told of, fails nothing, and hears the news from the next run',
  PATIENT,
  async (context) => {
    const bench = await useAppliedCommandLine(context);
    const channel = await useChannel(context);
    const env = { POSTILION_TEAMS_WEBHOOK_URL: channel.url, POSTILION_NOTIFY: 'waiting' };
    bench.change('profiles/sales.yaml', 'accountName: Contoso mail', 'accountName: Contoso sales mail');
    channel.answer(500);
    const refused = await bench.run(['reconcile'], env);
    expect(refused.code).toBe(0);
    expect(refused.err).toMatch(
      /POSTILION_TEAMS_WEBHOOK_URL \(127\.0\.0\.1:\d+\) answered with 500; the next run sends the news again/,
    );
    expect(channel.told()).toHaveLength(1);
    channel.answer(200);
    expect((await bench.run(['reconcile'], env)).code).toBe(0);
    const [card] = channel.told();
    const attachments = card?.['attachments'];
    expect(isJsonObject(card) && JSON.stringify(attachments)).toContain('"type":"AdaptiveCard"');
    expect((await bench.run(['reconcile'], env)).code).toBe(0);
    expect(channel.told()).toEqual([]);
  },
);

test.concurrent(
  'an address that is not safe is told of and gets nothing; one of the repository is none',
  PATIENT,
  async (context) => {
    const bench = await useAppliedCommandLine(context);
    bench.change('profiles/it.yaml', 'Mail - IT', 'Mail - IT staff');
    const ran = await bench.run(['apply', '--yes'], {
      POSTILION_WEBHOOK_URL: 'http://collector.example/hook?sig=secret',
    });
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('POSTILION_WEBHOOK_URL is not encrypted: write https; nobody is told there');
    expect(ran.err).not.toContain('secret');
  },
);
