/** Applicability rules of Windows: what Graph stores in a record of its own is one value in YAML, in one order. */

import { describe, expect, it } from 'vitest';
import { applicabilityFields } from '../../src/kinds/mail/windows-applicability.ts';

const { applicableEditions, applicableVersions, applicableMode } = applicabilityFields;
const EDITIONS = 'deviceManagementApplicabilityRuleOsEdition';
const VERSIONS = 'deviceManagementApplicabilityRuleOsVersion';
const MODE = 'deviceManagementApplicabilityRuleDeviceMode';

describe('editions', () => {
  it('are a set: neither order nor repetition makes a difference', () => {
    const sorted = { include: ['windows10Education', 'windows10Home'] };
    expect(applicableEditions.normalise({ include: ['windows10Home', 'windows10Education', 'windows10Home'] })).toEqual(
      sorted,
    );
    const osEditionTypes = ['windows10Home', 'windows10Education'];
    expect(applicableEditions.decode({ [EDITIONS]: { ruleType: 'include', osEditionTypes } })).toEqual(sorted);
  });

  it('go to Graph with the type of the rule', () => {
    expect(applicableEditions.encode({ exclude: ['windows10Home'] })).toEqual({
      [EDITIONS]: { name: null, ruleType: 'exclude', osEditionTypes: ['windows10Home'] },
    });
  });

  it('are none where the tenant holds no list of texts', () => {
    expect(applicableEditions.decode({ [EDITIONS]: { ruleType: 'exclude' } })).toEqual({ exclude: [] });
    expect(applicableEditions.decode({ [EDITIONS]: { ruleType: 'exclude', osEditionTypes: ['b', 7, 'a'] } })).toEqual({
      exclude: ['a', 'b'],
    });
  });
});

describe('versions', () => {
  it('have an end that is left out, or both', () => {
    const both = { include: { min: '10.0.22621', max: '10.0.26100' } };
    const wire = { name: null, ruleType: 'include', minOSVersion: '10.0.22621', maxOSVersion: '10.0.26100' };
    expect(applicableVersions.encode(both)).toEqual({ [VERSIONS]: wire });
    expect(applicableVersions.decode({ [VERSIONS]: wire })).toEqual(both);
    expect(applicableVersions.encode({ exclude: { max: '10.0.19045' } })).toEqual({
      [VERSIONS]: { name: null, ruleType: 'exclude', minOSVersion: null, maxOSVersion: '10.0.19045' },
    });
    expect(applicableVersions.decode({ [VERSIONS]: { ...wire, minOSVersion: null } })).toEqual({
      include: { max: '10.0.26100' },
    });
    expect(applicableVersions.decode({ [VERSIONS]: { ...wire, maxOSVersion: null } })).toEqual({
      include: { min: '10.0.22621' },
    });
    expect(applicableVersions.encode({ include: null })).toEqual({
      [VERSIONS]: { name: null, ruleType: 'include', minOSVersion: null, maxOSVersion: null },
    });
  });
});

describe('the device mode', () => {
  it('comes back as it went', () => {
    const wire = { name: null, ruleType: 'exclude', deviceMode: 'sModeConfiguration' };
    expect(applicableMode.encode({ exclude: 'sModeConfiguration' })).toEqual({ [MODE]: wire });
    expect(applicableMode.decode({ [MODE]: wire })).toEqual({ exclude: 'sModeConfiguration' });
    expect(applicableMode.decode({ [MODE]: { ruleType: 'include' } })).toEqual({ include: null });
  });
});

describe('a rule', () => {
  it('that is no record is read as one that includes nothing', () => {
    expect(applicableEditions.decode({ [EDITIONS]: 'odd' })).toEqual({ include: [] });
    expect(applicableMode.decode({ [MODE]: { ruleType: 7, deviceMode: 'x' } })).toEqual({ include: 'x' });
    expect(applicableMode.encode({})).toEqual({ [MODE]: { name: null, ruleType: 'include', deviceMode: null } });
    expect(applicableMode.encode('odd')).toEqual({ [MODE]: { name: null, ruleType: 'include', deviceMode: null } });
  });

  it('is none where there is none', () => {
    for (const field of [applicableEditions, applicableVersions, applicableMode]) {
      expect([field.normalise(null), field.decode({})]).toEqual([null, null]);
    }
  });
});
