/**
 * Requests over plain HTTP without `fetch`, whose streams cost more than the embedded tenant's answers. The deep run takes
 * `fetch`, as the program does; that it meets every fault as it should is what `test/io/graph` is about.
 */

import { Agent, request } from 'node:http';
import type { Dispatcher } from '../src/io/graph/http/dispatcher.ts';
import { DEEP } from './deep.ts';

const agent = new Agent({ keepAlive: true });

interface Settings {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

type Reply = Awaited<ReturnType<Dispatcher['send']>>;

/** For the options of a connection to a tenant in this process. */
export const LEAN: { readonly way?: Dispatcher } = DEEP ? {} : { way: { send: sendLean, proxyTo: () => null } };

/** Sends a request to this machine; rejects as `fetch` does, with what went wrong itself. */
export function sendLean(url: string, { method, headers, signal, body }: Settings): Promise<Reply> {
  return new Promise((resolve, reject) => {
    // Why a request was ended is the signal's to say, as with `fetch`.
    const fail = (error: Error): void => reject(signal?.aborted === true ? signal.reason : error);
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const aborted = signal === undefined ? {} : { signal };
    const asked = request(url, { method, headers: { ...headers, ...length }, agent, ...aborted }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', fail);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({
          status: answer.statusCode ?? 0,
          headers: { get, [Symbol.iterator]: () => told.entries() },
          text: async () => text,
        });
      });
      const told = new Map(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
      const get = (name: string): string | null => told.get(name.toLowerCase()) ?? null;
    });
    asked.on('error', fail);
    asked.end(body);
  });
}
