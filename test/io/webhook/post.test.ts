/** A webhook is told once, over an encrypted way, and what holds its address stays secret. */

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DIRECT } from '../../../src/io/graph/http/transport.ts';
import { postTo, webhookAddress } from '../../../src/io/webhook/post.ts';

async function listening(answer: RequestListener): Promise<{ readonly url: URL; readonly server: Server }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: new URL(`http://127.0.0.1:${port}/workflows/secret-path?sig=secret`), server };
}

const SEND = { agent: 'postilion/test', way: DIRECT };

describe('a webhook', () => {
  it('gets the document once, whatever it answers', async () => {
    for (const [status, verdict] of [
      [202, 'sent'],
      [200, 'sent'],
      [302, 'refused'],
      [404, 'refused'],
      [429, 'refused'],
      [503, 'refused'],
    ] as const) {
      const asked: string[] = [];
      const { url } = await listening((request, response) => {
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => {
          asked.push(`${request.method} ${request.headers['content-type']} ${Buffer.concat(parts).toString()}`);
          response.writeHead(status, { location: 'https://elsewhere.example/' }).end();
        });
      });
      const delivery = await postTo({ url, variable: 'POSTILION_WEBHOOK_URL' }, { event: 'waiting' }, SEND);
      expect([status, delivery.status]).toEqual([status, verdict]);
      expect(asked).toEqual(['POST application/json {"event":"waiting"}']);
      expect(delivery.message).not.toContain('secret');
    }
  });

  it('that breaks off, or is not there, may have got it', async () => {
    const { url, server } = await listening((request) => request.socket.destroy());
    const broken = await postTo({ url, variable: 'POSTILION_WEBHOOK_URL' }, {}, SEND);
    server.close();
    const gone = await postTo({ url, variable: 'POSTILION_WEBHOOK_URL' }, {}, SEND);
    for (const { status, message } of [broken, gone]) {
      expect(status).toBe('unknown');
      expect(message).toContain('is not sent again');
      expect(message).not.toContain('secret');
    }
  });

  it('is an encrypted address without a password, or this machine', () => {
    for (const good of ['https://contoso.webhook.office.com/x?sig=1', 'http://127.0.0.1:7/x', 'http://localhost/x']) {
      expect(webhookAddress(good)).toBeInstanceOf(URL);
    }
    for (const bad of [
      'http://contoso.com/x',
      'http://127.0.0.1.example.com/',
      'ftp://x',
      'x',
      'https://a:b@c.example/',
    ]) {
      expect(typeof webhookAddress(bad)).toBe('string');
    }
  });
});
