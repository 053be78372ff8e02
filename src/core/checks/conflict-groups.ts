/**
 * Which profiles may get into each other's way at all: those of one account, or of one app. Only those are compared, and of
 * them only the ones that meet on a device, so that the work grows with the profiles and not with their pairs.
 */

import { configurationTraits, mailTraits } from '../../catalogue/traits.ts';
import { isOurs } from '../../model/change.ts';
import { grouped } from '../../model/grouped.ts';
import { isJsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import type { Reach } from '../people/audience.ts';

/** What profiles share that may clash. Where it has sides, only profiles of different sides do. */
interface Label {
  readonly name: string;
  readonly side: string | null;
}

interface Member {
  readonly proposed: ProposedChange;
  readonly side: string | null;
}

/** The members of one label; `makers` may begin a conflict by this plan. */
export interface ConflictGroup {
  readonly members: readonly Member[];
  readonly makers: readonly Member[];
}

/** The groups in which somebody may begin a conflict. */
export function conflictGroups(
  proposals: readonly ProposedChange[],
  mayBegin: (proposed: ProposedChange) => boolean,
): readonly ConflictGroup[] {
  const labelled = proposals.flatMap((proposed) => labelsOf(proposed).map((label) => ({ proposed, ...label })));
  return [...grouped(labelled, ({ name }) => name).values()].flatMap((members) => {
    const makers = members.length < 2 ? [] : members.filter(({ proposed }) => mayBegin(proposed));
    return makers.length === 0 ? [] : [{ members, makers }];
  });
}

/** Every pair that breaks a rule of conflicts has a label in common. */
function labelsOf(proposed: ProposedChange): readonly Label[] {
  return [...accountLabels(proposed), ...appLabels(proposed)];
}

function accountLabels(proposed: ProposedChange): readonly Label[] {
  const { kind, settings } = proposed;
  const account = mailTraits(kind)?.account ?? null;
  if (account === null) return [];
  const isAlike = account.disturbs === 'alike';
  const side = isAlike ? null : kind.name;
  const start = ['account', account.family, ...(isAlike ? [kind.name] : [])];
  const others = account.sameBy.filter((field) => field !== 'host').map((field) => lowered(settings[field]));
  // What is no text is the same as nothing else.
  if (others.includes(null)) return [];
  const address = JSON.stringify([...start, ...others]);
  if (!account.sameBy.includes('host')) return [{ name: address, side }];
  const host = lowered(settings['host']);
  return [
    ...(host === null ? [] : [{ name: JSON.stringify([...start, ...others, host]), side }]),
    // On different servers only profiles of ours are compared.
    ...(isOurs(proposed) ? [{ name: address, side }] : []),
  ];
}

function appLabels({ kind, settings }: ProposedChange): readonly Label[] {
  const apps = mailTraits(kind)?.apps ?? [];
  const mail = apps.map(({ name }): Label => ({ name: JSON.stringify(['app', name]), side: 'mail' }));
  if (configurationTraits(kind)?.channel !== 'devices') return mail;
  const target = settings['targetedApp'];
  const id = isJsonObject(target) ? (stringAt(target, 'id') ?? stringAt(target, 'key')) : undefined;
  const { app } = settings;
  return [
    ...mail,
    ...(typeof app === 'string' ? [{ name: JSON.stringify(['app', app]), side: 'configuration' }] : []),
    ...(id === undefined ? [] : [{ name: JSON.stringify(['target', kind.name, id]), side: null }]),
  ];
}

function lowered(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value.toLowerCase() : null;
}

/** Members that this plan leaves as they are, and with which a maker is in `conflict`: their people have to be read too. */
export function besideMakers(
  groups: readonly ConflictGroup[],
  isLeft: (proposed: ProposedChange) => boolean,
  conflict: (maker: ProposedChange, other: ProposedChange) => boolean,
): ReadonlySet<ProposedChange> {
  const found = new Set<ProposedChange>();
  for (const { members, makers } of groups) {
    const bySide = grouped(makers, ({ side }) => side);
    for (const { proposed: other, side } of members) {
      if (found.has(other) || !isLeft(other)) continue;
      const across = [...bySide].flatMap(([of, some]) => (of !== null && of === side ? [] : [some]));
      if (across.some((some) => some.some(({ proposed: maker }) => conflict(maker, other)))) found.add(other);
    }
  }
  return found;
}

/** For each maker the members of its groups that may meet it on a device, itself not among them. */
export function neighboursOf(
  groups: readonly ConflictGroup[],
  reach: (proposed: ProposedChange) => Reach,
): ReadonlyMap<ProposedChange, ReadonlySet<ProposedChange>> {
  const found = new Map<ProposedChange, Set<ProposedChange>>();
  for (const group of groups) {
    const near = nearIn(group, reach);
    for (const { proposed: maker } of group.makers) {
      const known = found.get(maker) ?? new Set<ProposedChange>();
      found.set(maker, known);
      for (const other of near(maker)) if (other !== maker) known.add(other);
    }
  }
  return found;
}

/** So many places of profiles on devices are held at a time; beyond it all members are compared, as memory is dearer. */
const MOST_PLACES = 5_000_000;

function nearIn(
  { members }: ConflictGroup,
  reach: (proposed: ProposedChange) => Reach,
): (maker: ProposedChange) => Iterable<ProposedChange> {
  const all = members.map(({ proposed }) => proposed);
  const unknown = all.filter((one) => reach(one).basis === 'unknown');
  if (all.reduce((sum, one) => sum + reach(one).reached.length, 0) > MOST_PLACES) return () => all;
  const { starts, places } = placesOnDevices(all.map((one) => reach(one).reached));
  return (maker) => {
    if (reach(maker).basis === 'unknown') return all;
    const near = new Set(unknown);
    for (const device of reach(maker).reached) {
      for (let at = starts[device] ?? 0; at < (starts[device + 1] ?? 0); at += 1) {
        const one = all[places[at] ?? -1];
        if (one !== undefined) near.add(one);
      }
    }
    return near;
  };
}

/** The places of the lists that hold a device, one device after the other; where each begins. Numbers alone, for memory. */
function placesOnDevices(lists: readonly Int32Array[]): { readonly starts: Int32Array; readonly places: Int32Array } {
  const devices = lists.reduce((most, list) => list.reduce((own, device) => Math.max(own, device + 1), most), 0);
  const starts = new Int32Array(devices + 2);
  for (const list of lists) for (const device of list) starts[device + 2] = (starts[device + 2] ?? 0) + 1;
  for (let at = 2; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const places = new Int32Array(starts.at(-1) ?? 0);
  // Filling moves the start of each device on to that of the next one.
  lists.forEach((list, place) => {
    for (const device of list) {
      const at = starts[device + 1] ?? 0;
      places[at] = place;
      starts[device + 1] = at + 1;
    }
  });
  return { starts, places };
}
