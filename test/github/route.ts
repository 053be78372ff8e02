/** One operation of the stand-in: what a token needs for it, and what it answers. */

import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import type { Account, GitHubStore, Right } from './store.ts';

export interface Call {
  readonly store: GitHubStore;
  readonly viewer: Account;
  /** Of the path, decoded. */
  readonly names: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
}

export interface Answer {
  readonly status: number;
  /** Members that matter; whatever else the description demands is filled in. Null for none. */
  readonly body: JsonValue;
  /** Of a list: whether it goes in pages. */
  readonly isPaged?: true;
}

export interface Route {
  /** Any of these rights is enough. */
  readonly need: readonly Right[];
  readonly level: 'read' | 'write';
  readonly answer: (call: Call) => Answer;
}

export type Routes = Readonly<Record<string, Route>>;

export const found = (body: JsonValue): Answer => ({ status: 200, body });
export const listed = (body: readonly JsonValue[]): Answer => ({ status: 200, body, isPaged: true });
export const made = (body: JsonValue): Answer => ({ status: 201, body });
export const MISSING: Answer = { status: 404, body: { message: 'Not Found' } };
export const GONE: Answer = { status: 204, body: null };

export function user(store: GitHubStore, login: string | null): JsonValue {
  if (login === null) return null;
  const { type = 'User', id = idOf(login) } = store.accounts.get(login) ?? {};
  return { login, id, node_id: `U_${login}`, type, site_admin: false };
}

/** The same for the same name. */
export function idOf(login: string): number {
  return [...login].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7) % 1_000_003;
}

export function textOf(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

export function textsOf(value: JsonValue | undefined): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: JsonValue) => (typeof one === 'string' ? [one] : []));
}
