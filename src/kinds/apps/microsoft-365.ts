/** Microsoft 365 Apps for Windows: Outlook comes with them, unless the suite leaves it out. */

import type { ExcludedApps, OfficeSuiteApp } from '@microsoft/microsoft-graph-types-beta';
import { APP_API } from '../../catalogue/collections.ts';
import { always, type EffectCase, verdict, when } from '../../catalogue/effects.ts';
import { appCompositeField } from '../../catalogue/fields/app.ts';
import { fieldsOf } from '../../catalogue/fields/builders.ts';
import { defineKind } from '../../catalogue/kind.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import { APP_PERMISSIONS, APPS, appEffects, appReplaced, appTerms, appUninstalled } from './effects.ts';
import { featured, MOBILE_APP_LEFT_ALONE } from './fields.ts';

const suite = fieldsOf<OfficeSuiteApp>();
const composite = appCompositeField<OfficeSuiteApp>();

/** The parts of the suite that can be left out, as the admin center names them. */
const PARTS = {
  access: 'Access',
  bing: 'Microsoft Search as default',
  excel: 'Excel',
  groove: 'OneDrive (Groove)',
  infoPath: 'InfoPath',
  lync: 'Skype for Business',
  oneDrive: 'OneDrive Desktop',
  oneNote: 'OneNote',
  outlook: 'Outlook',
  powerPoint: 'PowerPoint',
  publisher: 'Publisher',
  sharePointDesigner: 'SharePoint Designer',
  teams: 'Teams',
  visio: 'Visio Viewer',
  word: 'Word',
} as const satisfies { readonly [Name in keyof ExcludedApps]-?: string };

const PRODUCTS = ['o365ProPlusRetail', 'o365BusinessRetail', 'visioProRetail', 'projectProRetail'] as const;

const reinstalled = always(
  verdict(
    'EFF-SUITE-CHANGED',
    'notice',
    'inferred',
    'the suite changes on the device; open Office apps are closed for it',
    {
      sources: ['GXA', 'M365'],
      mayAlso: ['people lose what they have not saved in open Office apps'],
    },
  ),
);

function has(value: JsonValue, member: string): boolean {
  return isJsonArray(value) && value.includes(member);
}

const exclusionChanges: readonly EffectCase[] = [
  when(
    'Outlook is left out from now on',
    ({ from, to }) => has(to, 'outlook') && !has(from, 'outlook'),
    verdict('EFF-SUITE-OUTLOOK-GONE', 'mail-removed', 'inferred', 'Outlook leaves the device with its mail', {
      sources: ['GXA'],
    }),
  ),
  when(
    'Outlook comes with the suite from now on',
    ({ from, to }) => has(from, 'outlook') && !has(to, 'outlook'),
    verdict('EFF-SUITE-OUTLOOK-COMES', 'sign-in', 'inferred', 'Outlook is installed, and people sign in to it', {
      sources: ['GXA'],
    }),
  ),
  reinstalled,
];

export const microsoft365Apps = defineKind({
  name: 'microsoft-365-apps',
  title: 'Microsoft 365 Apps for Windows',
  doc: 'The Office suite with Outlook for Windows, and who gets it.',
  portalPath: 'Apps > Windows > Microsoft 365 Apps > Windows 10 and later',
  platform: 'windows',
  devices: { systems: ['windows'], types: [] },
  delivers: 'app',
  graph: { collection: APPS, type: 'officeSuiteApp', permissions: APP_PERMISSIONS, ways: APP_API },
  install: { settingsType: null, settings: {}, changed: appTerms, uninstalled: appUninstalled, replaced: appReplaced },
  fields: {
    products: composite({
      graph: ['productIds'],
      required: true,
      label: 'Select Office apps',
      doc: 'The products that are installed: a suite, Visio, Project.',
      schema: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { enum: PRODUCTS },
      },
      examples: [['o365ProPlusRetail'], ['o365BusinessRetail', 'visioProRetail']],
      toGraph: (value) => ({ productIds: textsIn(value) }),
      fromGraph: (object) => noneAsNull(textsIn(object['productIds'] ?? null)),
      changes: [reinstalled],
    }),
    excluded: composite({
      graph: ['excludedApps'],
      label: 'Select Office apps: those that are not chosen',
      doc: 'The parts of the suite that are left out. With `outlook` among them the suite brings no mail.',
      schema: { type: 'array', uniqueItems: true, items: { enum: Object.keys(PARTS) } },
      examples: [['groove', 'lync'], ['outlook'], []],
      toGraph: (value) => ({ excludedApps: value === null ? null : switchesFor(textsIn(value)) }),
      fromGraph: (object) => {
        const switches = object['excludedApps'] ?? null;
        if (!isJsonObject(switches)) return null;
        return noneAsNull(
          Object.keys(switches)
            .filter((name) => switches[name] === true && Object.hasOwn(PARTS, name))
            .toSorted(),
        );
      },
      changes: exclusionChanges,
    }),
    architecture: suite.set({
      graph: 'officePlatformArchitecture',
      label: 'Architecture',
      doc: 'The processors that the suite is made for; the admin center takes one of x86 and x64.',
      meanings: { x86: '32 bits', x64: '64 bits', arm: 'ARM, 32 bits', neutral: 'any', arm64: 'ARM, 64 bits' },
      initial: ['x64'],
      none: 'none',
      atLeast: 1,
      changes: [reinstalled],
    }),
    updateChannel: suite.choice({
      graph: 'updateChannel',
      label: 'Update channel',
      doc: 'How often the suite gets new features.',
      initial: 'current',
      meanings: {
        current: 'Current Channel',
        monthlyEnterprise: 'Monthly Enterprise Channel',
        firstReleaseCurrent: 'Current Channel (Preview)',
        deferred: 'Semi-Annual Enterprise Channel',
        firstReleaseDeferred: 'Semi-Annual Enterprise Channel (Preview)',
        none: 'not set',
      },
      changes: [reinstalled],
    }),
    fileFormat: suite.choice({
      graph: 'officeSuiteAppDefaultFileFormat',
      label: 'Default file format',
      doc: 'The format in which new files are saved.',
      initial: 'officeOpenXMLFormat',
      meanings: {
        notConfigured: 'not set',
        officeOpenXMLFormat: 'Office Open XML',
        officeOpenDocumentFormat: 'OpenDocument',
      },
      changes: [reinstalled],
    }),
    removeOlderVersions: suite.flag({
      graph: 'shouldUninstallOlderVersionsOfOffice',
      label: 'Remove other versions',
      doc: 'Take Office installations of Windows Installer away first.',
      initial: true,
      changes: [reinstalled],
    }),
    acceptLicense: suite.flag({
      graph: 'autoAcceptEula',
      label: 'Automatically accept the Microsoft Software License Terms on behalf of users',
      doc: 'People are not asked to accept the license.',
      initial: true,
      changes: [reinstalled],
    }),
    sharedComputer: suite.flag({
      graph: 'useSharedComputerActivation',
      label: 'Use shared computer activation',
      doc: 'The suite is licensed for each person who signs in to the device.',
      initial: false,
      changes: [reinstalled],
    }),
    languages: composite({
      graph: ['localesToInstall'],
      label: 'Languages',
      doc: 'Languages besides that of Windows, such as nl-nl.',
      schema: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', minLength: 2, maxLength: 20 } },
      examples: [['de-de', 'nl-nl']],
      toGraph: (value) => ({ localesToInstall: textsIn(value) }),
      fromGraph: (object) => noneAsNull(textsIn(object['localesToInstall'] ?? null)),
      changes: [reinstalled],
    }),
    featured,
  },
  constants: {
    publisher: { value: 'Microsoft', because: 'the admin center fills it in' },
  },
  leftAlone: {
    ...MOBILE_APP_LEFT_ALONE,
    installProgressDisplayLevel: 'what Windows shows while it installs',
    officeConfigurationXml: 'takes the place of all settings above; a suite with it is set up elsewhere',
    targetVersion: 'a version to stop at; the channel decides otherwise',
    updateVersion: 'a version to stop at; the channel decides otherwise',
  },
  effects: appEffects,
});

function textsIn(value: JsonValue): readonly string[] {
  return isJsonArray(value) ? value.filter((item) => typeof item === 'string').toSorted() : [];
}

/** An empty list is the same as none. */
function noneAsNull(texts: readonly string[]): JsonValue {
  return texts.length === 0 ? null : texts;
}

/** Every part is named: the service takes a structured value as a whole. */
function switchesFor(excluded: readonly string[]): { readonly [name: string]: boolean } {
  return Object.fromEntries(Object.keys(PARTS).map((name) => [name, excluded.includes(name)]));
}
