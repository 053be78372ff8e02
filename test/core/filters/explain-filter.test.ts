/** What `explain filter` tells, and that it names no device unasked. */

import { describe, expect, it } from 'vitest';
import { explainFilter } from '../../../src/core/explain/filter.ts';
import { deviceFrom } from '../../../src/core/people/device-list.ts';

const COLUMNS = ['deviceName', 'model', 'managedDeviceOwnerType', 'enrollmentProfileName'];
const raw = [
  {
    id: 'd1',
    deviceName: "Ann's phone",
    operatingSystem: 'iOS',
    model: 'iPhone 15',
    managedDeviceOwnerType: 'company',
  },
  { id: 'd2', deviceName: "Bob's pad", operatingSystem: 'iPadOS', model: 'iPad', managedDeviceOwnerType: 'personal' },
  { id: 'd3', deviceName: 'stray', operatingSystem: 'iOS' },
  { id: 'd4', deviceName: 'desk', operatingSystem: 'Windows', model: 'Latitude', managedDeviceOwnerType: 'company' },
];
const devices = raw.flatMap((one) => deviceFrom(one, COLUMNS) ?? []);
const question = { name: 'Corporate phones', platform: 'iOS', devices, showNames: false };
const rule = '(device.model -startsWith "iPhone") and (device.deviceOwnership -eq "Corporate")';

describe('a filter is explained', () => {
  it('in counts, for the devices of its platform', () => {
    expect(explainFilter({ ...question, rule })).toEqual([
      'filter "Corporate phones" (iOS)',
      `rule: ${rule}`,
      "matches 1 of 3 devices of its platform; 1 can't be judged",
      'why',
      '  device.model -startsWith "iPhone": true for 1, false for 1, open for 1',
      '  device.deviceOwnership -eq "Corporate": true for 1, false for 1, open for 1',
      'devices are named with --names',
    ]);
  });

  it('without a name of a device or its id, unless asked', () => {
    const silent = explainFilter({ ...question, rule }).join('\n');
    for (const { id, deviceName } of raw) {
      expect(silent).not.toContain(deviceName);
      expect(silent).not.toContain(id);
    }
    expect(explainFilter({ ...question, rule, showNames: true }).slice(6)).toEqual([
      'matching',
      '  Ann\'s phone: model is "iPhone 15", deviceOwnership is "Corporate"',
      "can't be judged",
      '  stray: model is not known, deviceOwnership is not known',
      'not matching',
      '  Bob\'s pad: model is "iPad", deviceOwnership is "Personal"',
    ]);
  });

  it('with what its rule asks in vain', () => {
    const lines = explainFilter({ ...question, rule: 'device.modell -eq "x"' });
    expect(lines).toContain('note: device.modell -eq "x": the property device.modell is not documented');
  });

  it('as not understood, at the place', () => {
    expect(explainFilter({ ...question, rule: '(device.model -eq iPad)' }).at(-1)).toMatch(
      /^can't be understood at 1:19: expected a text in double quotes/,
    );
  });
});
