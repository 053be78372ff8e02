/** Rules about certificate profiles: what a device or the service would refuse without a word to the admin. */

import type { Kind } from '../catalogue/kind.ts';
import type { CertificateAsking } from '../catalogue/traits.ts';
import { findNearest } from '../model/did-you-mean.ts';
import { isJsonArray, isJsonObject } from '../model/json.ts';
import { platformTitle } from '../model/platforms.ts';
import type { DesiredProfile } from '../model/profile.ts';
import { hitIf, isLacking, type OtherCaseHit, type Rule, type RuleHit, readTextSetting, setting } from './rule.ts';
import { DEVICE_VARIABLES, findVariables, USER_VARIABLES } from './template-variables.ts';

/** CRT-006. A device can't ask for a certificate under a root that it doesn't know. */
export const rootNamed: Rule = {
  id: 'CRT-006',
  check(profile, kind) {
    return hitIf(
      isScep(kind) && isLacking(profile, kind, 'rootCertificate'),
      'rootCertificate',
      'rootCertificate is missing, and devices can install no certificate without it: name the trusted root profile',
    );
  },
};

/** CRT-014. Android 12 keeps hardware ids from work profiles; corporate devices have no user name for other names. */
export const variablesOfPlatform: Rule = {
  id: 'CRT-014',
  check(profile, kind) {
    return templatesOf(profile).flatMap(({ field, variables }) => {
      const untold = variables.filter((variable) => isUntold(variable.toLowerCase(), field, kind));
      const [first] = untold;
      return hitIf(
        first !== undefined,
        field,
        `${field}: devices of this kind do not tell {{${first}}}, and no certificate is issued: take it away`,
      );
    });
  },
};

function askingOf(kind: Kind): CertificateAsking | undefined {
  return kind.delivers === 'certificate' ? kind.certificate.asking : undefined;
}

function isScep(kind: Kind): boolean {
  return kind.delivers === 'certificate' && kind.certificate.sort === 'scep';
}

function isUntold(variable: string, field: string, kind: Kind): boolean {
  if (kind.delivers !== 'certificate') return false;
  const { anywhere, besideSubject } = kind.certificate.untold;
  return anywhere.includes(variable) || (field !== 'subject' && besideSubject.includes(variable));
}

/** CRT-016. What the service does not know stays in the certificate as it is, braces and all. */
export const variablesKnown: Rule = {
  id: 'CRT-016',
  check(profile) {
    return templatesOf(profile).flatMap(({ field, text, variables }) => [
      ...hitIf(isBroken(text), field, `${field}: the braces of ${text} do not match: write {{VariableName}}`),
      ...variables.flatMap((variable) => unknownVariable(field, variable)),
    ]);
  },
};

function unknownVariable(field: string, variable: string): readonly (RuleHit | OtherCaseHit)[] {
  const known = [...USER_VARIABLES, ...DEVICE_VARIABLES];
  if (known.some((one) => one.toLowerCase() === variable.toLowerCase())) return [];
  // Half the mistakes that other words may have: a variable that nobody documented may still work.
  const near = findNearest(variable, known, 5);
  const pointer = `/settings/${field}`;
  if (near !== null)
    return [{ pointer, message: `${field}: {{${variable}}} is no variable: did you mean {{${near}}}?` }];
  const message = `${field}: {{${variable}}} is not documented: test it on a pilot group, or write one of ${known.join(', ')}`;
  return [{ pointer, message, isOtherCase: true }];
}

/** CRT-017. Certificates of devices are issued without a person. */
export const deviceVariablesOnly: Rule = {
  id: 'CRT-017',
  check(profile, kind) {
    if (setting(profile, 'store') !== 'machine') return [];
    const users = USER_VARIABLES.map((one) => one.toLowerCase());
    return templatesOf(profile).flatMap((template) => {
      const { field, variables } = template;
      const first = variables.find(
        (variable) => users.includes(variable.toLowerCase()) && !isOfTheDevice(template, variable, kind),
      );
      return hitIf(
        first !== undefined,
        field,
        `${field}: {{${first}}} needs a person, and store: machine has none: write store: user, or a device variable`,
      );
    });
  },
};

/** Devices that are hybrid-joined have a security identifier too, which may stand in a URI (source: SCP). */
function isOfTheDevice({ field, sort }: Template, variable: string, kind: Kind): boolean {
  const isIdentifier = variable.toLowerCase() === 'onpremisessecurityidentifier';
  const isUri = field === 'alternativeNames' && sort === 'universalResourceIdentifier';
  return isIdentifier && isUri && askingOf(kind)?.hasSecurityIdentifier === true;
}

/** CRT-018. */
export const serversByHttps: Rule = {
  id: 'CRT-018',
  check(profile, kind) {
    const servers = setting(profile, 'servers');
    if (askingOf(kind)?.onlyByHttps !== true || !isJsonArray(servers)) return [];
    const plain = servers.filter((url) => typeof url === 'string').filter((url) => /^http:/i.test(url));
    return hitIf(
      plain.length > 0,
      'servers',
      `servers: ${platformTitle(kind.platform)} fetches no certificate from ${plain.join(', ')}: write https:// there`,
    );
  },
};

/** CRT-019. The request and what the service expects then differ, and no certificate is issued. */
export const charactersInQuotes: Rule = {
  id: 'CRT-019',
  check(profile) {
    const subject = readTextSetting(profile, 'subject') ?? '';
    const [escaped] = /\\[+,;=]/.exec(subject) ?? [];
    return hitIf(
      escaped !== undefined,
      'subject',
      `subject: no certificate is issued for a subject with ${escaped} in it: put the whole value in quotes, as in CN="Contoso, Ltd", or take the character away`,
    );
  },
};

const DAYS = { days: 1, months: 30, years: 365 } as const;

/** CRT-020. Devices reject what is about to expire before it is installed. */
export const validForMonths: Rule = {
  id: 'CRT-020',
  check(profile, kind) {
    const validity = setting(profile, 'validity');
    if (!isScep(kind) || !isJsonObject(validity)) return [];
    const days = Object.entries(DAYS).reduce((sum, [scale, length]) => sum + length * numberOf(validity[scale]), 0);
    const told = Object.entries(validity).map(([scale, count]) => `${JSON.stringify(count)} ${scale}`);
    const pointer = '/settings/validity';
    // Months are counted as the shortest that a year has room for: two years are 730 days.
    if (days > 730) {
      return [{ pointer, message: `validity: Intune issues nothing for ${told.join()}: write 24 months or less` }];
    }
    if (days === 0 || days >= 5) return [];
    const message = `validity: devices may reject certificates of ${told.join()} as expired: write five days or more`;
    return [{ pointer, message, isOtherCase: true }];
  },
};

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

const IN_HARDWARE: readonly string[] = ['useTpmKspOtherwiseFail', 'usePassportForWorkKspOtherwiseFail'];

/** CRT-021. Neither the TPM nor Windows Hello for Business keeps such keys. */
export const longKeysInSoftware: Rule = {
  id: 'CRT-021',
  check(profile, kind) {
    const storage = setting(profile, 'keyStorage');
    if (!Object.hasOwn(kind.fields, 'keyStorage') || setting(profile, 'keySize') !== 4096) return [];
    if (storage === 'useSoftwareKsp' || profile.unmanaged.includes('keyStorage')) return [];
    const pointer = '/settings/keySize';
    const remedy = 'write 2048, or keyStorage: useSoftwareKsp';
    if (typeof storage === 'string' && IN_HARDWARE.includes(storage)) {
      return [{ pointer, message: `keySize: 4096 bits fit neither the TPM nor Windows Hello for Business: ${remedy}` }];
    }
    const message = `keySize: 4096 bits do not fit the TPM, which devices that have one use unless keyStorage says otherwise: ${remedy}`;
    return [{ pointer, message, isOtherCase: true }];
  },
};

interface Template {
  readonly field: string;
  /** Of names beside the subject: what sort of name. */
  readonly sort?: string;
  readonly text: string;
  readonly variables: readonly string[];
}

function templatesOf(profile: DesiredProfile): readonly Template[] {
  const names = setting(profile, 'alternativeNames');
  const records = isJsonArray(names) ? names.filter(isJsonObject).flatMap((record) => Object.entries(record)) : [];
  const texts: readonly (readonly [field: string, text: unknown, sort?: string])[] = [
    ['subject', readTextSetting(profile, 'subject')],
    ['alternativeNameTemplate', readTextSetting(profile, 'alternativeNameTemplate')],
    ...records.map(([sort, text]) => ['alternativeNames', text, sort] as const),
  ];
  return texts.flatMap(([field, text, sort]) =>
    typeof text === 'string'
      ? [{ field, text, variables: findVariables(text), ...(sort === undefined ? {} : { sort }) }]
      : [],
  );
}

function isBroken(text: string): boolean {
  return /[{}]/.test(text.replaceAll(/\{\{[^{}]+\}\}/g, ''));
}
