/** The list of managed devices: of the platforms that a plan is about, where the tenant's own counts agree with it. */

import { isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import type { Problem } from '../../model/plan.ts';
import { PLATFORMS, type Platform } from '../../model/platforms.ts';
import type { Listing, ReadAnswer, ReadRequest } from '../../model/reads.ts';
import type { FilterRule } from '../filters/rule.ts';
import type { ManagedDevice } from './audience.ts';
import { columnsOf } from './filter-matches.ts';

const COUNTED = ['id', 'userId', 'azureADDeviceId', 'operatingSystem', 'deviceType'];

/** Devices of some systems alone, and the counts of the tenant that must agree with their list. */
export interface SomeDevices {
  /** `operatingSystem` as Graph writes it. */
  readonly systems: readonly string[];
  /** Members of `deviceOperatingSystemSummary`. */
  readonly counts: readonly string[];
}

/** The devices of the platforms; null for all devices, where any of them is not counted apart. */
export function devicesOf(platforms: ReadonlySet<Platform>): SomeDevices | null {
  const counted = [...platforms].map((platform) => PLATFORMS[platform].counted);
  const known = counted.flatMap((one) => one ?? []);
  if (known.length < counted.length) return null;
  return { systems: known.flatMap(({ systems }) => systems), counts: known.flatMap(({ as }) => as) };
}

/** Managed devices with what counting needs, and what the rules of filters ask about. */
export function deviceRead(
  rules: readonly FilterRule[],
  { more = [], some = null }: { readonly more?: readonly string[]; readonly some?: SomeDevices | null } = {},
): ReadRequest {
  const columns = [...new Set([...COUNTED, ...more, ...columnsOf(rules)])];
  const path = `/deviceManagement/managedDevices?$select=${columns.join(',')}`;
  const either = some?.systems.map((system) => `operatingSystem eq '${system}'`).join(' or ');
  return { path: either === undefined ? path : `${path}&$filter=${encodeURIComponent(either)}` };
}

/** How many devices are enrolled, as Intune counts them apart from their list (Microsoft Graph, managedDeviceOverview). */
export const ENROLLED_READ: ReadRequest = { path: '/deviceManagement/managedDeviceOverview' };

/** The list of devices without the rows that it was read from: tenants have them by the hundred thousand. */
export interface DeviceList {
  /** Null where the list is not whole. */
  readonly devices: readonly ManagedDevice[] | null;
  /** How many were listed, also those that can't be told apart. */
  readonly rows: number;
  readonly problem: Problem | null;
}

/** The answer of `deviceRead` about the rules. */
export function deviceListFrom({ items, complete, problem }: Listing, rules: readonly FilterRule[]): DeviceList {
  return { devices: complete ? devicesFrom(items, columnsOf(rules)) : null, rows: items.length, problem };
}

/** The count lags behind the list: of a hundred devices one may be gone already. */
const MAY_BE_GONE = 0.01;

/**
 * What the answer of `ENROLLED_READ` says about the list of all devices, or of `some`. `short`: it lacks some that are
 * enrolled. `doubtful`: the tenant doesn't count these systems as the list shows them, so all devices have to be read.
 * Where nobody tells how many there are, the list of all stands for itself.
 */
export function judgeDevices(
  { devices, rows }: DeviceList,
  answer: ReadAnswer | undefined,
  some: SomeDevices | null,
): 'whole' | 'short' | 'doubtful' {
  if (devices === null) return 'whole';
  const body = answer?.status === 'found' && isJsonObject(answer.body) ? answer.body : {};
  const isAll = some === null || devices.some(({ operatingSystem }) => !isAmong(operatingSystem, some));
  if (isAll) return lacks(rows, body['enrolledDeviceCount']) ? 'short' : 'whole';
  const summary = body['deviceOperatingSystemSummary'];
  const counts = some.counts.map((name) => (isJsonObject(summary) ? summary[name] : undefined));
  if (counts.some((count) => typeof count !== 'number')) return 'doubtful';
  const enrolled = counts.reduce<number>((sum, count) => sum + (typeof count === 'number' ? count : 0), 0);
  return lacks(rows, enrolled) ? 'doubtful' : 'whole';
}

/** True where the tenant counts devices that the list of `some` has nothing to say about. */
export function hasOthers({ rows }: DeviceList, answer: ReadAnswer | undefined, some: SomeDevices | null): boolean {
  const body = answer?.status === 'found' && isJsonObject(answer.body) ? answer.body : {};
  const enrolled = body['enrolledDeviceCount'];
  return some !== null && typeof enrolled === 'number' && enrolled > rows;
}

function isAmong(system: string, { systems }: SomeDevices): boolean {
  return systems.some((one) => one.toLowerCase() === system.toLowerCase());
}

function lacks(rows: number, enrolled: JsonValue | undefined): boolean {
  return typeof enrolled === 'number' && rows < enrolled - Math.floor(enrolled * MAY_BE_GONE);
}

/** Tenants have devices by the hundred thousand: one loop is several times faster than a list for each of them. */
function devicesFrom(items: readonly JsonObject[], columns: readonly string[]): readonly ManagedDevice[] {
  const devices: ManagedDevice[] = [];
  for (const item of items) {
    const device = deviceFrom(item, columns);
    if (device !== null) devices.push(device);
  }
  return devices;
}

/** A managed device of Graph with the wanted columns; null where it has no id. */
export function deviceFrom(object: JsonObject, columns: readonly string[]): ManagedDevice | null {
  const id = stringAt(object, 'id');
  if (id === undefined) return null;
  const person = stringAt(object, 'userId');
  const device = {
    id,
    // Devices without a person carry an empty text, not null.
    person: person === undefined || person === '' ? null : person,
    entraId: stringAt(object, 'azureADDeviceId') ?? null,
    operatingSystem: stringAt(object, 'operatingSystem') ?? '',
    type: stringAt(object, 'deviceType') ?? null,
  };
  return columns.length === 0 ? device : { ...device, columns: cutTo(object, columns) };
}

function cutTo(object: JsonObject, columns: readonly string[]): JsonObject {
  const cut: Record<string, JsonValue> = {};
  for (const name of columns) {
    const value = object[name];
    if (value !== undefined) cut[name] = value;
  }
  return cut;
}
