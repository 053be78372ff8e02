/** The people of the cases: a sales team, a field team around it, and one device of each sort in everybody's hands. */

import type { AudienceFacts } from '../../src/core/people/audience.ts';
import { facts } from '../core/tenant.ts';

const SALES = ['ann', 'bob', 'cid', 'dan'];
const FIELD = [...SALES, 'eve', 'fay'];

/** What a device is called, its operating system, and its type in Graph. */
type Sort = readonly [name: string, operatingSystem: string, type: string];

/** Both teams, with a device of each sort. */
export function peopleWith(sorts: readonly Sort[]): AudienceFacts {
  return {
    ...facts({ sales: SALES, field: FIELD }, []),
    devices: FIELD.flatMap((person) =>
      sorts.map(([device, operatingSystem, type]) => {
        const id = `${device}-${person}`;
        return { id, person, entraId: id, operatingSystem, type };
      }),
    ),
  };
}
