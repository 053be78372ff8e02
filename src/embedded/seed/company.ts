/** The example company: people, groups, devices, and what its admins made by hand before Postilion came. */
import type { CollectionName, Entity } from '../store/store.ts';
import { makeAppConfigurations, makeApps, makeCompliancePolicies, makeManagedAppConfigurations } from './apps.ts';
import { configurationEntity } from './configurations.ts';
import { makeFleet } from './fleet.ts';
import { makeGroups } from './groups.ts';
import { mailConfigurations } from './mail-configurations.ts';
import { makeFilters, makeScopeTags } from './names.ts';
import { otherConfigurations } from './other-configurations.ts';
import { makePeople } from './people.ts';
import { seedEntity } from './seed-entity.ts';

/** Contoso's tenant id. */
const tenantId = '5f2c0c9e-7d7c-4f6e-9d53-2b1f6a0c7e11';

/** Everything the tenant holds on its first day: the same objects with the same ids each time. */
export function exampleCompany(): ReadonlyMap<CollectionName, readonly Entity[]> {
  const people = makePeople();
  const fleet = makeFleet(people);
  const configurations = [...mailConfigurations, ...otherConfigurations];
  return new Map<CollectionName, readonly Entity[]>([
    ['organization', [organization()]],
    ['users', people.map((person) => person.entity)],
    ['devices', fleet.map((device) => device.entra)],
    ['managedDevices', fleet.map((device) => device.managed)],
    ['groups', makeGroups(people, fleet)],
    ['assignmentFilters', makeFilters()],
    ['roleScopeTags', makeScopeTags()],
    ['derivedCredentials', [derivedCredential()]],
    ['deviceConfigurations', configurations.map((seed, index) => configurationEntity(seed, index + 1))],
    ['deviceCompliancePolicies', makeCompliancePolicies()],
    ['mobileApps', makeApps()],
    ['mobileAppConfigurations', makeAppConfigurations()],
    ['targetedManagedAppConfigurations', makeManagedAppConfigurations()],
    ['servicePrincipals', [appleInternetAccounts()]],
    ['auditEvents', []],
  ]);
}

function organization(): Entity {
  return {
    id: tenantId,
    order: 1,
    type: 'organization',
    properties: {
      displayName: 'Contoso',
      createdDateTime: '2019-05-20T09:00:00Z',
      mobileDeviceManagementAuthority: 'intune',
      tenantType: 'AAD',
      verifiedDomains: [
        { name: 'contoso.example', isDefault: true, isInitial: false, type: 'Managed', capabilities: 'Email' },
      ],
    },
  };
}

/** Apple's Mail, which an admin has consented to (its app id: reports by admins). */
function appleInternetAccounts(): Entity {
  return seedEntity('servicePrincipals', 'Apple Internet Accounts', 1, 'servicePrincipal', {
    appId: 'f8d98a96-0999-43f5-8af3-69971c7bb423',
    displayName: 'Apple Internet Accounts',
    accountEnabled: true,
  });
}

function derivedCredential(): Entity {
  return seedEntity(
    'derivedCredentials',
    'Contoso derived credential',
    1,
    'deviceManagementDerivedCredentialSettings',
    {
      displayName: 'Contoso derived credential',
      issuer: 'entrustDatacard',
      helpUrl: 'https://intranet.contoso.com/derived-credentials',
      notificationType: 'companyPortal,email',
      renewalThresholdPercentage: 20,
    },
  );
}
