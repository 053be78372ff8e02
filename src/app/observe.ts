/** Reads what shows since a run: who the people of a profile are today, and how many of them signed in to the mail app. */

import { setEngine } from '../core/people/audience.ts';
import { audienceFacts, filtersIn, filtersOf, groupsOf, rulesOf } from '../core/people/reads.ts';
import {
  countSignIns,
  type Observation,
  observed,
  type PastChange,
  signInAppOf,
  signInsRead,
} from '../core/status/observation.ts';
import type { ProfileReach } from '../core/status/reach.ts';
import { entriesIn } from '../core/tenant/directory.ts';
import { requestFor } from '../core/tenant/lookups.ts';
import { kindNamed } from '../kinds/catalogue.ts';
import type { Config } from '../model/config.ts';
import { PERMISSIONS } from '../model/permissions.ts';
import type { Problem } from '../model/plan.ts';
import type { LiveProfile } from '../model/profile.ts';
import { newKnownPeople, readPeople } from './plan/read-people.ts';
import type { TenantReader } from './ports/tenant.ts';

export interface Watched {
  readonly past: PastChange;
  readonly reach: ProfileReach;
  readonly live: LiveProfile;
}

/** The observation of one profile. What may not be read is said in it; it stops nothing. */
export async function observe(
  { past, reach, live }: Watched,
  config: Config,
  reader: TenantReader,
  now: string,
): Promise<Observation> {
  return observed(past, reach, await readSignIns(past, live, config, reader, now), now);
}

async function readSignIns(
  { run }: PastChange,
  live: LiveProfile,
  config: Config,
  reader: TenantReader,
  now: string,
): Promise<Observation['signIns']> {
  const app = signInAppOf(live.kind);
  if (app === undefined) return { not: "Entra's log cannot tell sign-ins of this mail app from others" };
  const people = await peopleOf(live, config, reader);
  if (people === null) return { not: 'the people of the profile could not be counted' };
  const listing = await reader.list(signInsRead(app, run, now));
  // Pages that were left on purpose are no fault.
  if (listing.problem !== null) return { not: unread(listing.problem) };
  return countSignIns(app, run, people, listing);
}

function unread({ type, message }: Problem): string {
  return type === 'permission'
    ? `not checked: needs ${PERMISSIONS.signIns} (and Microsoft Entra ID P1) to read sign-ins`
    : `sign-ins could not be read: ${message}`;
}

/** Whom the assignments of today reach; null where nobody can say. */
async function peopleOf(live: LiveProfile, config: Config, reader: TenantReader): Promise<ReadonlySet<string> | null> {
  const { assignments } = live;
  const kind = kindNamed(live.kind);
  if (kind === undefined) return null;
  const names = filtersOf(assignments);
  const [answer] = names.size === 0 ? [] : await reader.batch([requestFor({ what: 'filters' })]);
  const used = filtersIn(entriesIn(answer) ?? [], names);
  const groups = groupsOf(assignments);
  const reading = { reader, most: config.groups.readUpTo, known: newKnownPeople() };
  const devices = { rules: rulesOf(used), some: null };
  const which = { needed: new Set(groups), canWait: new Set<string>() };
  const [members, { list, isShort }] = await readPeople(groups, which, devices, reading);
  const facts = audienceFacts(members, isShort ? null : list.devices, used);
  const { basis, gained } = setEngine(facts).audienceOf([], assignments, kind.devices);
  return basis === 'unknown' ? null : gained;
}
