/** A bare client for the contract tests: what is sent is what the test says, nothing more. */
import { isJsonObject, type JsonObject, type JsonValue, objectsAt, stringAt } from '../../src/model/json.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body when it is a JSON object, otherwise empty. */
  readonly body: JsonObject;
}

export interface GraphClient {
  readonly url: string;
  send(method: string, path: string, body?: JsonValue, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
}

/** A client for the beta endpoint below `url`; paths that start with `/beta`, `/v1.0` or `/__tenant` are taken as they are. */
export function graphClient(url: string, token: string): GraphClient {
  const send: GraphClient['send'] = async (method, path, body, headers = {}) => {
    const address = /^\/(beta|v1\.0|__tenant)\//.test(path) ? `${url}${path}` : `${url}/beta${path}`;
    const response = await fetch(address, {
      method,
      headers: {
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: objectOf(text) };
  };
  return { url, send, get: (path, headers) => send('GET', path, undefined, headers) };
}

function objectOf(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** The items of a list answer. */
export function itemsOf(reply: Reply): readonly JsonObject[] {
  return objectsAt(reply.body, 'value');
}

/** The id of an object, or an error that shows the answer. */
export function idOf(object: JsonObject | undefined): string {
  const id = object === undefined ? undefined : stringAt(object, 'id');
  if (id === undefined) throw new Error(`no id in ${JSON.stringify(object)}`);
  return id;
}

/** The error's code and message, the message of Intune's inner JSON when there is one. */
export function errorOf(reply: Reply): { readonly code: string; readonly message: string } {
  const error = reply.body['error'];
  if (!isJsonObject(error)) return { code: '', message: '' };
  const message = stringAt(error, 'message') ?? '';
  return { code: stringAt(error, 'code') ?? '', message: stringAt(objectOf(message), 'Message') ?? message };
}
