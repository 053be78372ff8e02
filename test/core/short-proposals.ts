/** Drafts as short as a test about groups and devices wants to say them. */

import type { ProposedChange } from '../../src/core/diff/proposed-change.ts';
import type { AudienceFacts, ManagedDevice } from '../../src/core/people/audience.ts';
import { kindNamed } from '../../src/kinds/catalogue.ts';
import { type Assignment, type InstallIntent, sortAssignments } from '../../src/model/assignment.ts';
import type { Settings } from '../../src/model/profile.ts';
import { liveProfile } from './impact/assessed-changes.ts';
import { assignments, facts, graphId, profile } from './tenant.ts';

export interface Wanted {
  readonly kind: string;
  readonly settings?: Settings;
  /** In the short form of `assignments`; without `before` the profile is new. */
  readonly before?: readonly string[];
  readonly after: readonly string[];
  /** Of apps: what their assignments ask for. */
  readonly intent?: InstallIntent;
  readonly unmanaged?: true;
}

/** One proposed change; names of groups are their ids, its own id is `id-of-` its key. */
export function shortProposal(
  key: string,
  { kind: name, settings = {}, before, after, intent, unmanaged }: Wanted,
): ProposedChange {
  const kind = kindNamed(name);
  if (kind === undefined) throw new Error(`${name} is no kind`);
  const assigned = (texts: readonly string[]): readonly Assignment[] =>
    sortAssignments(
      assignments(...texts).map((one) => (intent === undefined ? one : { ...one, install: { intent, settings: {} } })),
    );
  const now = assigned(after);
  const then = before === undefined ? [] : before.join() === after.join() ? now : assigned(before);
  const live = liveProfile({
    id: graphId(`id-of-${key}`),
    kind: name,
    name: `The ${key}`,
    settings,
    assignments: then,
  });
  return {
    key,
    kind,
    action: unmanaged === true ? 'unmanaged' : before === undefined ? 'create' : then === now ? 'unchanged' : 'update',
    desired: unmanaged === true ? null : profile(key, { kind: name, settings, assignments: now }),
    live: before === undefined ? null : live,
    differences: [],
    assignments:
      before !== undefined && then === now ? null : { before: then, after: now, origin: 'intended', agreed: null },
    settings,
    watched: [],
    generation: 1,
    protect: false,
    removable: true,
  };
}

/** A managed device by what it is called: `iphone-ann`, `phone-ann` (work profile), `corporate-ann`; `scanner-…` has no person. */
function deviceOf(id: string): ManagedDevice {
  const [sort = '', name = ''] = id.split('-');
  const person = sort === 'scanner' ? null : name;
  const operatingSystem = sort === 'iphone' ? 'iOS' : 'Android';
  const type = sort === 'iphone' ? null : sort === 'phone' ? 'androidForWork' : 'androidEnterprise';
  return { id, person, entraId: id, operatingSystem, type };
}

/** Groups and what people carry. */
export function carrying(groups: Parameters<typeof facts>[0], devices: readonly string[]): AudienceFacts {
  return { ...facts(groups, []), devices: devices.map(deviceOf) };
}
