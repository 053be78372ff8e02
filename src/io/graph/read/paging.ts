/** Collections to their last page, or a listing that says it is not whole. */

import { isJsonArray, isJsonObject, type JsonValue } from '../../../model/json.ts';
import type { Problem } from '../../../model/plan.ts';
import type { Listing, ReadAnswer } from '../../../model/reads.ts';
import { cleanText } from '../http/clean-text.ts';
import { makeUnreadableAnswer } from '../http/problem.ts';
import { type GraphRoot, pathBelow } from '../http/root.ts';
import { collect } from './pages.ts';

/** A million objects and more: no tenant's collection, but a service that goes in circles with ever new links. */
const MOST_PAGES = 10_000;

/** Reads one page; `path` is below the version segment. */
export type ReadPage = (path: string) => Promise<ReadAnswer>;

/**
 * All items of the collection at `path`, whose first page was read already or is null; each once, in the order of their
 * ids. Incomplete on the first page that can't be read, has no `value`, or whose link leaves the root or was followed
 * before, and when the service counts another number of objects.
 */
export async function readPages(
  root: GraphRoot,
  path: string,
  firstPage: JsonValue | null,
  readPage: ReadPage,
  mostPages: number = MOST_PAGES,
): Promise<Listing> {
  const found = collect(/[?&]\$orderby=/i.test(path));
  const incomplete = (problem: Problem): Listing => ({ items: found.items(), complete: false, problem });
  const followed = new Set<string>();
  let at = path;
  let body = firstPage;
  for (let page = 1; page <= mostPages; page += 1) {
    followed.add(at);
    if (body === null) {
      const answer = await readPage(at);
      if (answer.status === 'unreadable') return incomplete(answer.problem);
      if (answer.status === 'missing') return incomplete(absent(path, page, answer.requestId));
      body = answer.body;
    }
    const values = isJsonObject(body) ? body['value'] : undefined;
    if (!isJsonArray(values) || !values.every(isJsonObject))
      return incomplete(strange(path, page, 'has no list of objects'));
    found.add(values, countIn(body));
    const link = nextLink(body);
    if (link === null) {
      const miscount = found.miscount();
      if (miscount !== null) return incomplete(makeUnreadableAnswer({ method: 'GET', path }, miscount, []));
      return { items: found.items(), complete: true, problem: null };
    }
    const next = typeof link === 'string' ? pathBelow(root, link, at) : null;
    if (next === null) return incomplete(foreign(path, page, link));
    if (followed.has(next)) return incomplete(strange(path, page, 'links to a page that was read before'));
    at = next;
    body = null;
  }
  return incomplete(strange(path, mostPages, 'is still not the last'));
}

/** The link to the next page as it came, null on the last page. */
export function nextLink(body: JsonValue): JsonValue {
  return isJsonObject(body) ? (body['@odata.nextLink'] ?? null) : null;
}

function countIn(body: JsonValue): number | null {
  const count = isJsonObject(body) ? body['@odata.count'] : undefined;
  return typeof count === 'number' ? count : null;
}

function strange(path: string, page: number, why: string): Problem {
  return makeUnreadableAnswer({ method: 'GET', path }, `page ${page} ${why}`, []);
}

function absent(path: string, page: number, requestId: string | null): Problem {
  const why = page === 1 ? '404, the collection does not exist' : `404, page ${page} does not exist any more`;
  return makeUnreadableAnswer({ method: 'GET', path }, why, requestId === null ? [] : [requestId]);
}

/** The origin is enough to see what happened; the rest of a link can hold a token of the page. */
function foreign(path: string, page: number, link: JsonValue): Problem {
  const where =
    typeof link === 'string' && URL.canParse(link) ? new URL(link).origin : cleanText(JSON.stringify(link), 80);
  return strange(path, page, `links to ${where}, outside of this Graph: not followed`);
}
