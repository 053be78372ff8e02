/** Writes the example company into an empty folder, all of it or nothing. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type CollectionName, type Entity, holdsTenant, writeTenant } from '../store/store.ts';
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

/**
 * Seeds a folder that is missing or empty; leaves a seeded one alone. Written beside and renamed, so that a kill leaves
 * no half company. Throws when the folder holds something that isn't a tenant.
 */
export function seedFolder(dir: string): void {
  if (holdsTenant(dir)) return;
  if (existsSync(dir) && readdirSync(dir).length > 0) {
    throw new Error(`the folder '${dir}' is not empty and holds no embedded tenant; name an empty or a new folder`);
  }
  const target = resolve(dir);
  mkdirSync(dirname(target), { recursive: true });
  const beside = mkdtempSync(`${target}.seeding-`);
  writeTenant(beside, company());
  try {
    if (existsSync(target)) rmdirSync(target);
    renameSync(beside, target);
  } catch (problem) {
    rmSync(beside, { recursive: true, force: true });
    // Another process may have seeded the same folder meanwhile, with the same company.
    if (!holdsTenant(dir)) throw problem;
  }
}

function company(): ReadonlyMap<CollectionName, readonly Entity[]> {
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
