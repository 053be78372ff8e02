/** The devices among which people are counted, numbered, with their answers as bytes that are worked out once. */

import { NO, OPEN, YES } from './targeting.ts';

/** A device of a person; a person known only from a group has no device. */
export interface Unit {
  readonly person: string;
  /** Graph's id of the managed device. */
  readonly id: string | null;
  readonly entraId: string | null;
  readonly operatingSystem: string;
  readonly type: string | null;
}

/** Devices that can receive a profile; no types means all of the systems. */
interface Selector {
  readonly systems: readonly string[];
  readonly types: readonly string[];
}

interface Members {
  readonly people: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
}

interface FilterAnswer {
  readonly matches: ReadonlySet<string>;
  readonly unsure: ReadonlySet<string>;
}

/** Numbered units. Answers are bytes in the order of the units. */
export interface Units {
  readonly all: readonly Unit[];
  /** For each unit the number of its person, and the people by that number. */
  readonly owners: Int32Array;
  readonly people: readonly string[];
  /** Numbers of the units that can receive a profile. */
  fitting(selector: Selector): Int32Array;
  everybody(): Uint8Array;
  nobodyKnows(): Uint8Array;
  /** Members of a group that was read; `otherwise` is the answer for those who aren't in it. */
  members(id: string, members: Members, otherwise: number): Uint8Array;
  matches(id: string, answer: FilterAnswer): Uint8Array;
}

/** Numbers the units. Ids stand for one set of members and one filter each, as long as this lives. */
export function numbered(all: readonly Unit[]): Units {
  const numbers = new Map<string, number>();
  const owners = Int32Array.from(all, ({ person }) => {
    const number = numbers.get(person) ?? numbers.size;
    numbers.set(person, number);
    return number;
  });
  const known = new Map<string, Uint8Array>();
  const answers = (name: string, answer: (unit: Unit) => number): Uint8Array => {
    const found = known.get(name) ?? Uint8Array.from(all, answer);
    known.set(name, found);
    return found;
  };
  const selections = new Map<string, Int32Array>();
  let byPerson: Places | null = null;
  let byDevice: Places | null = null;
  const marked = ({ people, devices }: Members, otherwise: number): Uint8Array => {
    const marks = new Uint8Array(all.length).fill(otherwise);
    byPerson ??= placesOf(numbers, owners);
    mark(marks, people, byPerson);
    // Few groups hold devices.
    if (devices.size === 0) return marks;
    byDevice ??= placesOfDevices(all);
    mark(marks, devices, byDevice);
    return marks;
  };
  return {
    all,
    owners,
    people: [...numbers.keys()],
    fitting: (selector) => {
      const name = [selector.systems.join(), selector.types.join()].join(' ');
      const found = selections.get(name) ?? fittingOf(all, selector);
      selections.set(name, found);
      return found;
    },
    everybody: () => answers('everybody', () => YES),
    nobodyKnows: () => answers('nobody knows', () => OPEN),
    members: (id, members, otherwise) => {
      const found = known.get(`group ${id}`) ?? marked(members, otherwise);
      known.set(`group ${id}`, found);
      return found;
    },
    matches: (id, { matches, unsure }) =>
      answers(`filter ${id}`, ({ id: device }) => {
        if (device === null || unsure.has(device)) return OPEN;
        return matches.has(device) ? YES : NO;
      }),
  };
}

/** Where the units of an id stand: the number of the id, its first unit, and for each unit the next one; -1 behind the last. */
interface Places {
  readonly numbers: ReadonlyMap<string, number>;
  readonly first: Int32Array;
  readonly next: Int32Array;
}

/** `owners` are the numbers of the units' ids; a unit without an id has -1. */
function placesOf(numbers: ReadonlyMap<string, number>, owners: Int32Array): Places {
  const first = new Int32Array(numbers.size).fill(-1);
  const next = new Int32Array(owners.length).fill(-1);
  owners.forEach((owner, index) => {
    if (owner < 0) return;
    next[index] = first[owner] ?? -1;
    first[owner] = index;
  });
  return { numbers, first, next };
}

function placesOfDevices(all: readonly Unit[]): Places {
  const numbers = new Map<string, number>();
  const owners = Int32Array.from(all, ({ entraId }) => {
    if (entraId === null) return -1;
    const number = numbers.get(entraId) ?? numbers.size;
    numbers.set(entraId, number);
    return number;
  });
  return placesOf(numbers, owners);
}

/** Goes through the members, not through the units: most groups are small beside the tenant. */
function mark(marks: Uint8Array, ids: ReadonlySet<string>, { numbers, first, next }: Places): void {
  for (const id of ids) {
    for (let index = first[numbers.get(id) ?? -1] ?? -1; index >= 0; index = next[index] ?? -1) marks[index] = YES;
  }
}

function fittingOf(all: readonly Unit[], { systems, types }: Selector): Int32Array {
  const fitting: number[] = [];
  all.forEach(({ operatingSystem, type }, index) => {
    const isFitting = systems.includes(operatingSystem.toLowerCase());
    if (isFitting && (types.length === 0 || type === null || types.includes(type))) fitting.push(index);
  });
  return Int32Array.from(fitting);
}
