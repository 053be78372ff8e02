/** Pages of a list: `$top`, `Prefer: odata.maxpagesize`, and the link to the next page. */
import { badRequest } from '../errors.ts';
import type { TenantRequest } from '../exchange.ts';

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absolute address of the next page. */
  readonly next: string | undefined;
}

export interface PageSizes {
  readonly usual: number;
  readonly most: number;
  /** What `$top` is refused above, where that isn't the size of the largest page. */
  readonly topUpTo?: number;
}

/** Cuts the page that a request asks for out of the whole list. Throws a 400 refusal for a bad `$top` or token. */
export function pageOf<Item>(asked: TenantRequest, all: readonly Item[], sizes: PageSizes): Page<Item> {
  const start = tokenStart(asked.query.get('$skiptoken'));
  const size = pageSize(asked, sizes);
  const items = all.slice(start, start + size);
  const end = start + items.length;
  return { items, next: end < all.length ? nextLink(asked, end) : undefined };
}

function pageSize(asked: TenantRequest, sizes: PageSizes): number {
  const top = asked.query.get('$top');
  const refused = sizes.topUpTo ?? sizes.most;
  if (top !== undefined) {
    if (!/^[1-9]\d*$/.test(top)) throw badRequest(`Invalid value '${top}' for $top query option found.`);
    if (Number(top) > refused) {
      throw badRequest(`Invalid page size specified: '${top}'. Must be between 1 and ${refused} inclusive.`);
    }
    return Math.min(Number(top), sizes.most);
  }
  const preferred = /odata\.maxpagesize=(\d+)/.exec(asked.headers.get('prefer') ?? '')?.[1];
  return preferred === undefined ? sizes.usual : Math.min(Math.max(Number(preferred), 1), sizes.most);
}

function tokenStart(token: string | undefined): number {
  if (token === undefined) return 0;
  const text = Buffer.from(token, 'base64url').toString('utf8');
  const start = /^from:(\d+)$/.exec(text)?.[1];
  if (start === undefined) throw badRequest('The skiptoken is not valid.');
  return Number(start);
}

/** The same request from another place on; headers aren't carried over, as with Graph (docs). */
function nextLink(asked: TenantRequest, start: number): string {
  const token = Buffer.from(`from:${start}`, 'utf8').toString('base64url');
  const query = [...asked.query].filter(([name]) => name !== '$skiptoken');
  const parts = [...query, ['$skiptoken', token] as const].map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `${asked.origin}/${asked.version}/${asked.segments.map(encodeURIComponent).join('/')}?${parts.join('&')}`;
}
