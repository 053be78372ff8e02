/** The seeded company as a tenant of one's own: in memory, or in a folder where a process is to serve it. */

import { exampleCompany } from '../../src/embedded/seed/company.ts';
import { type CollectionName, type Entity, writeTenant } from '../../src/embedded/store/store.ts';
import { stringAt } from '../../src/model/json.ts';
import { MemoryStore, type StoreImage, storeImage } from '../faults/memory-store.ts';

/** Which devices the company has; every other count stays the same. `few`: a tenth of Apple's, where no count matters. */
type Fleet = 'few' | 'apple' | 'all';

type Collections = ReadonlyMap<CollectionName, readonly Entity[]>;

const companies = new Map<Fleet, Collections>();
const images = new Map<Fleet, StoreImage>();

/** A freshly seeded tenant without a disk. */
export function companyStore(fleet: Fleet = 'apple'): MemoryStore {
  const image = images.get(fleet) ?? storeImage(company(fleet));
  images.set(fleet, image);
  return new MemoryStore(image);
}

/** Fills `dir` with the state of a freshly seeded tenant. */
export function placeCompany(dir: string): void {
  writeTenant(dir, company('apple'));
}

/** Seeding takes a second, so it is done once a process. */
function company(fleet: Fleet): Collections {
  const made = companies.get(fleet) ?? MAKERS[fleet]();
  companies.set(fleet, made);
  return made;
}

const MAKERS: Readonly<Record<Fleet, () => Collections>> = {
  all: exampleCompany,
  apple: () => withApplesDevices(company('all')),
  few: () => withEachTenthDevice(company('apple')),
};

/** Profiles for iOS reach nothing else: every count stays the same, and each plan reads half as much. */
function withApplesDevices(all: Collections): Collections {
  const managed = all.get('managedDevices') ?? [];
  const kept = managed.filter(({ properties }) => /^i(?:Pad)?OS$/.test(stringAt(properties, 'operatingSystem') ?? ''));
  return new Map([...all, ['managedDevices', kept]]);
}

function withEachTenthDevice(all: Collections): Collections {
  const kept = (all.get('managedDevices') ?? []).filter((_, index) => index % 10 === 0);
  return new Map([...all, ['managedDevices', kept]]);
}
