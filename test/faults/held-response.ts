/** An answer of the embedded tenant that a fate gets hold of before it leaves. */

import { ServerResponse } from 'node:http';
import type { TenantAnswer } from '../../src/embedded/exchange.ts';
import { isJsonObject, type JsonValue } from '../../src/model/json.ts';
import type { InjectedFault } from './injected-faults.ts';

export class HeldResponse extends ServerResponse {
  /** Asked once the tenant has answered. */
  injected: () => InjectedFault = () => ({ does: 'nothing' });
  #status = 200;
  #headers: Readonly<Record<string, string>> = {};

  override writeHead(status: number, ...rest: readonly unknown[]): this {
    this.#status = status;
    this.#headers = textsIn(rest.at(-1));
    return this;
  }

  override end(...args: readonly unknown[]): this {
    const text = typeof args[0] === 'string' ? args[0] : '';
    const injected = this.injected();
    if (injected.does === 'hang') return this;
    if (injected.does === 'reset' || (injected.does === 'die' && injected.when === 'after')) this.destroy();
    else if (injected.does === 'answer' && injected.after) this.#send(injected.answer.status, bodyOf(injected.answer));
    else if (injected.does === 'reshape') this.#send(this.#status, reshaped(text, injected.change));
    else if (injected.does === 'truncate') this.#send(this.#status, text.slice(0, Math.ceil(text.length / 2)));
    else this.#send(this.#status, text);
    return this;
  }

  #send(status: number, text: string): void {
    const length = status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(text)) };
    super.writeHead(status, { ...this.#headers, ...length });
    super.end(text);
  }
}

function textsIn(headers: unknown): Readonly<Record<string, string>> {
  if (typeof headers !== 'object' || headers === null) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function bodyOf({ text, body }: TenantAnswer): string {
  return text ?? (body === undefined ? '' : JSON.stringify(body));
}

function reshaped(text: string, change: (body: JsonValue) => JsonValue): string {
  const body: unknown = text === '' ? null : JSON.parse(text);
  return isJsonObject(body) ? JSON.stringify(change(body)) : text;
}
