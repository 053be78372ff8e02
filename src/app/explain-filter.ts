/** The use case `explain filter`: one filter and the managed devices, read and nothing else. */

import { explainFilter } from '../core/explain/filter.ts';
import { parseRule } from '../core/filters/parse.ts';
import { deviceFrom, deviceRead } from '../core/people/device-list.ts';
import { columnsOf } from '../core/people/filter-matches.ts';
import { directoryEntry, sameName } from '../core/tenant/directory.ts';
import { requestFor } from '../core/tenant/lookups.ts';
import { stringAt } from '../model/json.ts';
import type { Problem } from '../model/plan.ts';
import type { TenantReader } from './ports/tenant.ts';

/** Lines for people, or what stood in the way; `problem` is null for a filter that isn't there. */
export type FilterExplanation =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly problem: Problem | null };

/** Explains each filter of that name. Names of devices are neither asked for nor told unless `showNames`. */
export async function explainFilterNamed(
  name: string,
  showNames: boolean,
  reader: TenantReader,
): Promise<FilterExplanation> {
  const filters = await reader.list(requestFor({ what: 'filters' }));
  // Half of the filters, or a 404 for all of them, doesn't say that there is none of the name.
  if (!filters.complete) return { ok: false, problem: filters.problem };
  const found = filters.items
    .flatMap((item) => directoryEntry(item) ?? [])
    .filter((entry) => sameName(entry.name, name));
  if (found.length === 0) return { ok: false, problem: null };
  const rules = found.flatMap(({ raw }) => {
    const parsed = parseRule(stringAt(raw, 'rule') ?? '');
    return parsed.ok ? [parsed.rule] : [];
  });
  const more = showNames ? ['deviceName'] : [];
  const listing = await reader.list(deviceRead(rules, { more }));
  // A count over half of the devices would pass for the whole.
  if (!listing.complete) return { ok: false, problem: listing.problem };
  const columns = [...new Set([...columnsOf(rules), ...more])];
  const devices = listing.items.flatMap((item) => deviceFrom(item, columns) ?? []);
  const lines = found.map(({ raw, name: ownName }) => {
    const [platform, rule] = [stringAt(raw, 'platform') ?? 'unknown', stringAt(raw, 'rule') ?? ''];
    return explainFilter({ name: ownName, platform, rule, devices, showNames });
  });
  return { ok: true, lines: lines.flat() };
}
