/** Rules about certificate profiles: what a device or the service would refuse without a word to the admin. */

import type { Kind } from '../catalogue/kind.ts';
import { findNearest } from '../model/did-you-mean.ts';
import { isJsonArray, isJsonObject } from '../model/json.ts';
import type { DesiredProfile } from '../model/profile.ts';
import { hitIf, isLacking, type OtherCaseHit, type Rule, type RuleHit, setting, textSetting } from './rule.ts';
import { DEVICE_VARIABLES, USER_VARIABLES, variablesIn } from './template-variables.ts';

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
  check(profile) {
    if (setting(profile, 'store') !== 'machine') return [];
    const users = USER_VARIABLES.map((one) => one.toLowerCase());
    return templatesOf(profile).flatMap(({ field, variables }) => {
      const first = variables.find((variable) => users.includes(variable.toLowerCase()));
      return hitIf(
        first !== undefined,
        field,
        `${field}: {{${first}}} needs a person, and store: machine has none: write store: user, or a device variable`,
      );
    });
  },
};

interface Template {
  readonly field: string;
  readonly text: string;
  readonly variables: readonly string[];
}

function templatesOf(profile: DesiredProfile): readonly Template[] {
  const names = setting(profile, 'alternativeNames');
  const records = isJsonArray(names) ? names.filter(isJsonObject).flatMap((record) => Object.values(record)) : [];
  const texts: readonly (readonly [string, unknown])[] = [
    ['subject', textSetting(profile, 'subject')],
    ['alternativeNameTemplate', textSetting(profile, 'alternativeNameTemplate')],
    ...records.map((text) => ['alternativeNames', text] as const),
  ];
  return texts.flatMap(([field, text]) =>
    typeof text === 'string' ? [{ field, text, variables: variablesIn(text) }] : [],
  );
}

function isBroken(text: string): boolean {
  return /[{}]/.test(text.replaceAll(/\{\{[^{}]+\}\}/g, ''));
}
