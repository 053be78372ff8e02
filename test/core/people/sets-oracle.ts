/**
 * Who is reached, by brute force: walks memberships link by link, judges filters by the tests they were made of, and
 * knows nothing of the engine. Slow, and short enough to be checked by eye.
 */

type Wish = 'none' | 'include' | 'exclude';

/** One test of a filter on one property. */
export interface OracleTest {
  readonly property: 'model' | 'deviceOwnership' | 'enrollmentProfileName' | 'operatingSystemVersion';
  readonly operator: string;
  readonly operand: string;
}

/** A filter in disjunctive form: any of the lists, all of its tests. */
export type OracleFilter = readonly (readonly OracleTest[])[];

export interface OracleDevice {
  readonly id: string;
  readonly person: string;
  readonly entraId: string;
  readonly system: string;
  readonly model: string;
  readonly owner: 'company' | 'personal';
  /** Empty for none. */
  readonly profile: string;
  readonly version: readonly [number, number, number];
}

/** Direct members: ids of people, of Entra devices and of groups, the group itself among them if it likes. */
export interface OracleTenant {
  readonly devices: readonly OracleDevice[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly filters: Readonly<Record<string, OracleFilter>>;
}

export interface OracleTarget {
  readonly to: string;
  readonly exclude: boolean;
  readonly wish: Wish;
  readonly filter: string;
}

/** True when a chain of memberships leads from the group to the id. */
function leadsTo(tenant: OracleTenant, group: string, id: string, seen: readonly string[]): boolean {
  if (seen.includes(group)) return false;
  const members = tenant.groups[group] ?? [];
  return members.includes(id) || members.some((inner) => leadsTo(tenant, inner, id, [...seen, group]));
}

function aimsAt(tenant: OracleTenant, { to }: OracleTarget, device: OracleDevice): boolean {
  if (to === 'allUsers' || to === 'allDevices') return true;
  return leadsTo(tenant, to, device.person, []) || (device.entraId !== '' && leadsTo(tenant, to, device.entraId, []));
}

/** Whether the device meets one test, spelled out for the operators that the worlds use. */
function meetsTest({ property, operator, operand }: OracleTest, device: OracleDevice): boolean {
  const wanted = operand.toLowerCase();
  if (property === 'operatingSystemVersion') {
    const other = operand.split('.').map(Number);
    const at = [0, 1, 2].find((index) => device.version[index] !== other[index]);
    const order = at === undefined ? 0 : (device.version[at] ?? 0) - (other[at] ?? 0);
    return { eq: order === 0, gt: order > 0, le: order <= 0 }[operator] ?? false;
  }
  const owner = device.owner === 'company' ? 'corporate' : 'personal';
  const own = { model: device.model, deviceOwnership: owner, enrollmentProfileName: device.profile }[property];
  const actual = own.toLowerCase();
  if (operator === 'is null') return actual === '';
  if (actual === '') return false;
  if (operator === 'eq') return actual === wanted;
  if (operator === 'ne') return actual !== wanted;
  return operator === 'startsWith' ? actual.startsWith(wanted) : actual.indexOf(wanted) >= 0;
}

function matchesFilter(filter: OracleFilter, device: OracleDevice): boolean {
  return filter.some((tests) => tests.every((test) => meetsTest(test, device)));
}

/** Whether the targets bring the profile to the device. */
function brings(tenant: OracleTenant, targets: readonly OracleTarget[], device: OracleDevice): boolean {
  const aimed = targets.filter((target) => aimsAt(tenant, target, device));
  if (aimed.some(({ exclude }) => exclude)) return false;
  const match = ({ filter }: OracleTarget): boolean => matchesFilter(tenant.filters[filter] ?? [], device);
  if (aimed.some((target) => target.wish === 'exclude' && match(target))) return false;
  return aimed.some((target) => target.wish !== 'include' || match(target));
}

/** Sorted names of those who keep, gain and lose it, and the number of devices that have it before or after. */
export function oracleAudience(
  tenant: OracleTenant,
  systems: readonly string[],
  before: readonly OracleTarget[],
  after: readonly OracleTarget[],
) {
  const usable = tenant.devices.filter(({ person, system }) => person !== '' && systems.includes(system));
  const owners = [...new Set(usable.map(({ person }) => person))].sort();
  const had = usable.filter((device) => brings(tenant, before, device));
  const has = usable.filter((device) => brings(tenant, after, device));
  const of = (devices: readonly OracleDevice[], name: string) => devices.filter(({ person }) => person === name);
  const loses = (name: string): boolean => of(had, name).some((device) => !has.includes(device));
  return {
    kept: owners.filter((name) => of(had, name).length > 0 && !loses(name)),
    gained: owners.filter((name) => of(had, name).length === 0 && of(has, name).length > 0),
    lost: owners.filter(loses),
    devices: usable.filter((device) => had.includes(device) || has.includes(device)).length,
  };
}

/** People who have one of their devices reached by the first targets and, as `both` says, by the second too or not. */
export function oraclePairs(
  tenant: OracleTenant,
  systems: readonly string[],
  one: readonly OracleTarget[],
  other: readonly OracleTarget[],
  both: boolean,
): number {
  const found = tenant.devices.filter(
    (device) =>
      device.person !== '' &&
      systems.includes(device.system) &&
      brings(tenant, one, device) &&
      brings(tenant, other, device) === both,
  );
  return new Set(found.map(({ person }) => person)).size;
}
