/** Situations of more than one kind: mail on its certificate on its root, and an app with what it is told. */

import type { JsonObject } from '../../src/model/json.ts';
import type { ProfileWish } from './repository.ts';
import type { Situation } from './situations.ts';

type Profiles = Readonly<Record<string, ProfileWish>>;

const SUBJECTS = { subject: 'CN={{UserName}}', validity: { years: 1 }, renewAtPercentLeft: 20 };

function root(groups: readonly string[], file = 'root'): ProfileWish {
  return { kind: 'ios-trusted-root', name: `iOS: ${file}`, settings: { file: `../certs/${file}.cer` }, groups };
}

function scep(name: string, groups: readonly string[], below = 'r'): ProfileWish {
  const settings: JsonObject = {
    ...SUBJECTS,
    rootCertificate: { key: below },
    store: 'user',
    servers: ['https://ndes.contoso.com/certsrv/mscep/mscep.dll'],
    keySize: 2048,
    keyUsage: ['digitalSignature'],
    extendedKeyUsages: ['clientAuthentication'],
  };
  return { kind: 'ios-scep', name, settings, groups };
}

function pkcs(name: string, groups: readonly string[]): ProfileWish {
  const authority = {
    certificationAuthority: 'ca.contoso.com',
    certificationAuthorityName: 'Contoso CA',
    template: 'PostilionUser',
  };
  return { kind: 'ios-pkcs', name, settings: { ...SUBJECTS, ...authority, store: 'user' }, groups };
}

function mail(groups: readonly string[], certificate: string | null): ProfileWish {
  const settings =
    certificate === null ? {} : { authentication: 'certificate', identityCertificate: { key: certificate } };
  return { name: 'Mail a', settings, groups };
}

function chain(...groups: readonly string[]): Profiles {
  return { r: root(groups), s: scep('iOS: user certificate', groups), a: mail(groups, 's') };
}

function onPkcs(...groups: readonly string[]): Profiles {
  return { p: pkcs('iOS: fetched certificate', groups), a: mail(groups, 'p') };
}

function outlook(groups: readonly string[], more: JsonObject = {}): Profiles {
  const configuration = {
    'com.microsoft.outlook.EmailProfile.AccountType': 'ModernAuth',
    'com.microsoft.outlook.EmailProfile.EmailAddress': '{{mail}}',
    'com.microsoft.outlook.EmailProfile.EmailUPN': '{{userprincipalname}}',
    ...more,
  };
  return {
    o: { kind: 'ios-store-app', name: 'Outlook', settings: { app: 'outlook' }, groups },
    c: {
      kind: 'ios-app-config',
      name: 'Outlook account',
      settings: { targetedApp: { key: 'o' }, configuration },
      groups,
    },
  };
}

/** So that most profiles stay in git. */
const OTHERS: Profiles = { x: {}, y: {} };

const PASSWORD: Profiles = { a: mail(['Staff'], null) };

/** What git says before and after. */
const CHAIN_CHANGES: Readonly<Record<string, readonly [Profiles, Profiles]>> = {
  'chain made': [{}, chain('Staff')],
  'chain made below mail': [PASSWORD, chain('Staff')],
  'chain gets a group': [chain('Staff'), chain('Staff', 'Lawyers')],
  'chain loses a group': [chain('Staff', 'Lawyers'), chain('Staff')],
  'chain changes its group': [chain('Staff'), chain('Lawyers')],
  'chain changes its certificate': [
    chain('Staff'),
    {
      ...chain('Staff'),
      s: scep('iOS: user certificate', ['Staff']),
      t: scep('iOS: next', ['Staff']),
      a: mail(['Staff'], 't'),
    },
  ],
  'chain leaves its certificate': [
    { ...chain('Staff'), t: scep('iOS: next', ['Staff']) },
    { r: root(['Staff']), t: scep('iOS: next', ['Staff']), a: mail(['Staff'], 't') },
  ],
  'chain changes its root': [
    chain('Staff'),
    { ...chain('Staff'), q: root(['Staff'], 'other'), s: scep('iOS: user certificate', ['Staff'], 'q') },
  ],
  'chain removed': [{ ...chain('Staff'), ...OTHERS }, OTHERS],
  'chain removed below mail': [chain('Staff'), PASSWORD],
  'chain without a root made': [{}, onPkcs('Staff')],
  'chain without a root changes its group': [onPkcs('Staff'), onPkcs('Lawyers')],
  'app and account made': [{}, outlook(['Staff'])],
  'app and account get a group': [outlook(['Staff']), outlook(['Staff', 'Lawyers'])],
  'account edited': [outlook(['Staff']), outlook(['Staff'], { 'com.microsoft.outlook.Mail.FocusedInbox': false })],
  'app and account removed': [outlook(['Staff']), {}],
};

/** Removals beyond the usual limits are wanted here. */
const CONFIG = { limits: { removals: 10 } };

/** Each by each verb that writes, beside a profile that stays. */
export function chainSituations(keeper: Profiles): readonly Situation[] {
  return Object.entries(CHAIN_CHANGES).flatMap(([name, [before, after]]) =>
    (['apply', 'reconcile'] as const).map((verb) => ({
      name: `${verb}: ${name}`,
      verb,
      before: [{ profiles: { ...keeper, ...before }, config: CONFIG }],
      acts: [],
      after: { profiles: { ...keeper, ...after }, config: CONFIG },
    })),
  );
}
