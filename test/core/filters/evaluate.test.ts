/** What a filter says about a device: each property and operator, and what nobody can know. */

import { describe, expect, it } from 'vitest';
import { checkRule } from '../../../src/core/filters/check.ts';
import type { Truth } from '../../../src/core/filters/compare-values.ts';
import { gatherDeviceFacts } from '../../../src/core/filters/device-facts.ts';
import { evaluateRule } from '../../../src/core/filters/evaluate.ts';
import { parseRule } from '../../../src/core/filters/parse.ts';
import type { FilterRule } from '../../../src/core/filters/rule.ts';
import type { JsonObject } from '../../../src/model/json.ts';

function ruleOf(text: string): FilterRule {
  const parsed = parseRule(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.rule;
}

const PHONE: JsonObject = {
  deviceName: "Scott's iPhone",
  manufacturer: 'Apple',
  model: 'iPhone 15 Pro',
  deviceCategoryDisplayName: '',
  osVersion: '18.6.2',
  managedDeviceOwnerType: 'company',
  enrollmentProfileName: 'Corporate iOS',
  jailBroken: 'False',
  joinType: 'unknown',
};

function judged(text: string, columns: JsonObject = PHONE, system = 'iOS', type: string | null = 'iPhone'): Truth {
  return evaluateRule(ruleOf(text), gatherDeviceFacts(columns, system, type));
}

describe('a device is judged', () => {
  it.each<[string, Truth]>([
    ['device.deviceName -eq "scott\'s IPHONE"', true],
    ['device.deviceName -ne "scott\'s IPHONE"', false],
    ['device.manufacturer -in ["Samsung", "apple"]', true],
    ['device.manufacturer -notIn ["Samsung", "apple"]', false],
    ['device.model -startsWith "iphone 15"', true],
    ['device.model -startsWith "iPad"', false],
    ['device.model -contains "15"', true],
    ['device.model -notContains "Pro"', false],
    ['device.osVersion -startsWith "18."', true],
    ['device.osVersion -eq "18.6"', false],
    ['device.operatingSystemVersion -gt 18.6.1', true],
    ['device.operatingSystemVersion -ge 18.6.2', true],
    ['device.operatingSystemVersion -lt 18.10', true],
    ['device.operatingSystemVersion -le "17.9.9"', false],
    ['device.operatingSystemVersion -eq 18.6.2', true],
    ['device.operatingSystemVersion -ne 18.6.2', false],
    ['device.deviceOwnership -eq "Corporate"', true],
    ['device.deviceOwnership -ne "personal"', true],
    ['device.isRooted -eq "false"', true],
    ['device.enrollmentProfileName -ne $null', true],
    ['device.deviceCategory -eq null', true],
    ['device.deviceCategory -startsWith "Sales"', false],
    ['device.deviceTrustType -eq "Unknown"', true],
  ])('%s: %s', (text, truth) => {
    expect(judged(text)).toBe(truth);
  });

  it('by Windows editions, processors and join types in the words of the page', () => {
    const pc = { skuNumber: 4, processorArchitecture: 'x64', joinType: 'hybridAzureADJoined' };
    expect(judged('device.operatingSystemSKU -startsWith "Enterprise"', pc, 'Windows')).toBe(true);
    expect(judged('device.cpuArchitecture -eq "amd64"', pc, 'Windows')).toBe(true);
    expect(judged('device.cpuArchitecture -eq "amd64"', pc, 'macOS')).toBe(false);
    expect(judged('device.deviceTrustType -in ["Hybrid Azure AD joined"]', pc, 'Windows')).toBe(true);
  });

  it('by Android management, as far as Graph tells it', () => {
    const personal = { deviceEnrollmentType: 'userEnrollment' };
    const dedicated = { deviceEnrollmentType: 'androidEnterpriseDedicatedDevice' };
    const work = 'device.deviceManagementType -eq "Personally-owned work profile"';
    expect(judged(work, personal, 'Android', 'androidForWork')).toBe(true);
    expect(judged(work, dedicated, 'Android', 'androidEnterprise')).toBe(false);
    const shared = 'device.deviceManagementType -eq "Corporate-owned dedicated devices with Entra ID Shared mode"';
    expect(judged(shared, dedicated, 'Android', 'androidEnterprise')).toBe('unknown');
  });
});

describe('nobody can tell', () => {
  it.each([
    'device.notDocumented -eq "x"',
    'app.appVersion -eq "1"',
    'device.model -endsWith "Pro"',
    'device.model -notStartsWith "iPad"',
    'device.osVersion -gt "17"',
    'device.model -in "iPhone"',
    'device.deviceOwnership -eq "Company"',
    'device.deviceCategory -ne "Sales"',
    'device.deviceCategory -notContains "Sales"',
    'device.deviceCategory -eq ""',
    'device.operatingSystemVersion -eq 18.6.2.0',
    'device.operatingSystemSKU -eq "Enterprise"',
  ])('%s', (text) => {
    expect(judged(text)).toBe('unknown');
  });

  it('where the property was not read', () => {
    expect(judged('device.model -eq "x"', {})).toBe('unknown');
  });

  it('which is not false: a decided part decides all the same', () => {
    const open = '(device.notDocumented -eq "x")';
    const [yes, no] = ['(device.manufacturer -eq "Apple")', '(device.manufacturer -eq "Dell")'];
    expect(judged(`${open} and ${no}`)).toBe(false);
    expect(judged(`${open} and ${yes}`)).toBe('unknown');
    expect(judged(`${open} or ${yes}`)).toBe(true);
    expect(judged(`${open} or ${no}`)).toBe('unknown');
    expect(judged(`not ${open}`)).toBe('unknown');
    expect(judged(`not ${no}`)).toBe(true);
  });
});

describe('versions', () => {
  const compared = (actual: string, operator: string, version: string): Truth =>
    judged(`device.operatingSystemVersion -${operator} ${version}`, { osVersion: actual });

  it('are compared number by number', () => {
    expect(compared('10.0.9', 'lt', '10.0.22000')).toBe(true);
    expect(compared('14.2.1', 'gt', '14.2')).toBe(true);
    expect(compared('014.2', 'eq', '14.2')).toBe(true);
  });

  it('with zeros behind, or letters inside, are not compared', () => {
    expect(compared('14.2', 'eq', '14.2.0')).toBe('unknown');
    expect(compared('10.15.3 (19D2064)', 'eq', '10.15.3')).toBe('unknown');
  });
});

describe('a remark is made', () => {
  it.each([
    ['device.notDocumented -eq "x"', 'the property device.notDocumented is not documented'],
    ['device.osVersion -gt "17"', '-gt is not documented for this property'],
    ['device.model -in "x"', 'needs a list'],
    ['device.model -eq ["x"]', 'takes no list'],
    ['device.model -contains $null', '$null goes with -eq and -ne only'],
    ['app.appVersion -eq "1"', 'managed devices do not hold this'],
    ['device.deviceOwnership -eq "Company"', '"Company" is none of the documented values Personal, Corporate, Unknown'],
  ])('%s', (text, remark) => {
    expect(checkRule(ruleOf(text)).map(({ message }) => message)).toEqual([expect.stringContaining(remark)]);
  });

  it('on nothing that is documented', () => {
    expect(checkRule(ruleOf('(device.model -eq "x") and (device.isRooted -eq "Unknown")'))).toEqual([]);
  });
});
