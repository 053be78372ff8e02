/** Turns names into ids: as few requests as there can be, and each name on its own where the service won't take several. */

import { type Directory, makeDirectory } from '../../core/tenant/directory.ts';
import { groupNamesRead, type Lookup, requestFor } from '../../core/tenant/lookups.ts';
import type { ReadAnswer, ReadRequest } from '../../model/reads.ts';
import type { TenantReader } from '../ports/tenant.ts';

/** Graph takes so many values behind one `in` (its page on filters). So many names fit into one batch as they are, too. */
const AT_ONCE = 15;

/** Everything that the lookups ask for. */
export async function lookUp(lookups: readonly Lookup[], reader: TenantReader): Promise<Directory> {
  const names = lookups.flatMap((lookup) => (lookup.what === 'group-name' ? [lookup.name] : []));
  const together = names.length > AT_ONCE ? chunks(names) : [];
  const alone = lookups.filter(({ what }) => together.length === 0 || what !== 'group-name');
  const ask = (requests: readonly ReadRequest[]) => reader.batch(requests);
  const answers = await ask([...alone.map(requestFor), ...together.map(groupNamesRead)]);
  const known = new Map<string, ReadAnswer | undefined>(alone.map((one, index) => [textOf(one), answers[index]]));
  const open: Lookup[] = [];
  together.forEach((some, index) => {
    const answer = answers[alone.length + index];
    const asked = some.map((name): Lookup => ({ what: 'group-name', name }));
    if (answer?.status !== 'found') open.push(...asked);
    else for (const one of asked) known.set(textOf(one), answer);
  });
  const again = await ask(open.map(requestFor));
  open.forEach((one, index) => void known.set(textOf(one), again[index]));
  return makeDirectory(
    lookups,
    lookups.map((one) => known.get(textOf(one)) ?? NOT_ANSWERED),
  );
}

const NOT_ANSWERED: ReadAnswer = {
  status: 'unreadable',
  problem: { type: 'incomplete', message: 'a lookup of names was not answered', requestIds: [] },
};

function textOf(lookup: Lookup): string {
  return JSON.stringify(lookup);
}

function chunks(names: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(names.length / AT_ONCE);
  return Array.from({ length: count }, (_, index) => names.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}
