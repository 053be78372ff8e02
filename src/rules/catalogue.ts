/** The rules that need no tenant; a new rule is one value and one line here. */

import { assignedToNobody, everybodyAndGroups, mailForUsers } from './assignment.ts';
import {
  appDecidesOnOauth,
  appsKeptCurrent,
  certificateNamed,
  certificateWithoutOauth,
  noStaleCertificate,
  oauthElsewhere,
  oauthWithDerivedCredential,
  passwordNeedsOauth,
} from './authentication.ts';
import {
  certificateOfThePerson,
  importedForEncryption,
  namesForPublicAuthority,
  strongMapping,
} from './certificate-references.ts';
import {
  charactersInQuotes,
  deviceVariablesOnly,
  longKeysInSoftware,
  rootNamed,
  serversByHttps,
  validForMonths,
  variablesKnown,
  variablesOfPlatform,
} from './certificates.ts';
import {
  allowedAccountNamed,
  allowedAccountsByPlatform,
  basicAuthOnPremises,
  certificateForOneEnrolment,
  certificateInApp,
  modernAuthComplete,
  serverChecked,
  smimeInOutlook,
} from './configuration-accounts.ts';
import {
  accountKeysForDevices,
  documentedValues,
  keysInTheirCase,
  keysOfThePlatform,
  knownKeys,
  knownTokens,
  managedKeysForApps,
  noForeignPlaceholders,
  noOpenSecrets,
} from './configuration-keys.ts';
import { encrypted, portInHost } from './connection.ts';
import { deviceAdministratorEnded, windows10Alone, windowsMailEnded } from './lifecycle.ts';
import { noMoving, noSendingFromApps } from './mail-app-restrictions.ts';
import { filterOnAvailable, nineWorkLicence, outlookInTheSuite, suiteWithoutFile } from './mail-apps.ts';
import { tellingName } from './naming.ts';
import type { ReferenceRule } from './reference-rule.ts';
import type { Rule } from './rule.ts';
import { smimeCertificateObjects, smimePairs, smimeWithoutMaster } from './smime.ts';
import { changeableSubset, contentKeptOff, fixedDays, presetServices, unlimitedMail } from './synchronization.ts';
import { samAccountNameWithoutDomain, usernameNotOffered } from './user-name.ts';
import { domainForSamAccountName, domainWithoutSamAccountName } from './user-name-domain.ts';

/** By id. */
export const RULES: readonly Rule[] = [
  accountKeysForDevices,
  managedKeysForApps,
  keysInTheirCase,
  knownKeys,
  modernAuthComplete,
  basicAuthOnPremises,
  allowedAccountsByPlatform,
  allowedAccountNamed,
  keysOfThePlatform,
  certificateForOneEnrolment,
  outlookInTheSuite,
  knownTokens,
  filterOnAvailable,
  nineWorkLicence,
  noSendingFromApps,
  smimeInOutlook,
  noOpenSecrets,
  documentedValues,
  suiteWithoutFile,
  noForeignPlaceholders,
  serverChecked,
  mailForUsers,
  everybodyAndGroups,
  assignedToNobody,
  passwordNeedsOauth,
  certificateWithoutOauth,
  oauthElsewhere,
  oauthWithDerivedCredential,
  appDecidesOnOauth,
  appsKeptCurrent,
  certificateInApp,
  certificateNamed,
  noStaleCertificate,
  rootNamed,
  smimeCertificateObjects,
  variablesOfPlatform,
  variablesKnown,
  deviceVariablesOnly,
  serversByHttps,
  charactersInQuotes,
  validForMonths,
  longKeysInSoftware,
  deviceAdministratorEnded,
  windowsMailEnded,
  windows10Alone,
  tellingName,
  portInHost,
  domainForSamAccountName,
  samAccountNameWithoutDomain,
  usernameNotOffered,
  domainWithoutSamAccountName,
  presetServices,
  changeableSubset,
  contentKeptOff,
  encrypted,
  unlimitedMail,
  fixedDays,
  smimeWithoutMaster,
  smimePairs,
  noMoving,
];

/** By id; they look at two profiles at a time. */
export const REFERENCE_RULES: readonly ReferenceRule[] = [
  certificateOfThePerson,
  importedForEncryption,
  namesForPublicAuthority,
  strongMapping,
];
