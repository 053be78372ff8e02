/** Rules about certificates in the hands of mail: one that fits its profile and still serves people badly. */

import { CALENDAR, firstDay } from '../catalogue/calendar.ts';
import { isExchangeOnline } from '../catalogue/conditions.ts';
import { certificateSort } from '../catalogue/traits.ts';
import { isJsonArray, isJsonObject } from '../model/json.ts';
import type { Settings } from '../model/profile.ts';
import type { ReferenceRule, ReferenceUse } from './reference-rule.ts';
import { findVariables } from './template-variables.ts';

const SIGNING = 'smimeSigningCertificate';
const ENCRYPTION = 'smimeEncryptionCertificate';

function isForMail({ field }: ReferenceUse): boolean {
  return ['identityCertificate', SIGNING, ENCRYPTION].includes(field);
}

/** CRT-007. A mailbox belongs to a person; that a certificate of the device opens none is inferred. */
export const certificateOfThePerson: ReferenceRule = {
  id: 'CRT-007',
  check(use) {
    const { field, target } = use;
    return isForMail(use) && target.settings['store'] === 'machine'
      ? `${field}: ${target.label} issues certificates of devices (store: machine), and a mailbox belongs to a person: name a profile with store: user`
      : null;
  },
};

/** CRT-009. Each device gets a key of its own, and mail that was encrypted for one is closed to the others. */
export const importedForEncryption: ReferenceRule = {
  id: 'CRT-009',
  check({ field, target }) {
    return field === ENCRYPTION && ['scep', 'pkcs'].includes(certificateSort(target.kind) ?? '')
      ? `${field}: ${target.label} gives every device a key of its own, so mail encrypted for one stays closed on the others: name an imported PFX profile with all keys of a person`
      : null;
  },
};

/** CRT-011. Authorities refuse requests without both names since 16 July 2025; whose authority it is can only be guessed. */
export const namesForPublicAuthority: ReferenceRule = {
  id: 'CRT-011',
  check({ field, target }) {
    if (![SIGNING, ENCRYPTION].includes(field) || !isOtherAuthority(target)) return null;
    const subject = target.settings['subject'];
    const text = typeof subject === 'string' ? subject.toLowerCase() : '';
    const missing = NAMES.filter((name) => !text.includes(name.toLowerCase()));
    return missing.length === 0
      ? null
      : `${field}: the subject of ${target.label} lacks ${missing.join(' and ')}, without which public authorities issue no S/MIME certificates: add ${missing.length === 1 ? 'it' : 'them'}, which issues all certificates anew, unless the authority is your own`;
  },
};

const NAMES = ['G={{GivenName}}', 'SN={{SurName}}'] as const;

/** A company's own authority stands behind NDES, whose address always ends so, or behind Microsoft's cloud. */
function isOtherAuthority({ kind, settings }: ReferenceUse['target']): boolean {
  const servers = settings['servers'];
  if (certificateSort(kind) !== 'scep' || !isJsonArray(servers) || servers.length === 0) return false;
  return servers.every((url) => typeof url === 'string' && !/mscep\.dll\/?$|cloudpki/i.test(url));
}

/** CRT-012. Only where a domain controller checks the certificate, which Exchange Online never asks for. */
export const strongMapping: ReferenceRule = {
  id: 'CRT-012',
  check({ user, field, target }) {
    const { host = null } = user.settings;
    const sort = certificateSort(target.kind);
    if (field !== 'identityCertificate' || typeof host !== 'string' || isExchangeOnline({ host })) return null;
    if (sort === 'pkcs')
      return `${field}: domain controllers refuse certificates of ${target.label} at ${host} from ${firstDay(CALENDAR.strongMapping)} on unless they carry the security identifier, where they check them: let the certificate connector be 6.2406.0.1001 or newer, and set EnableSidSecurityExtension to 1 in its registry`;
    if (sort !== 'scep' || hasSecurityIdentifier(target.settings)) return null;
    return `${field}: ${target.label} has no URI with {{OnpremisesSecurityIdentifier}} among its alternativeNames, and domain controllers refuse its certificates at ${host} from ${firstDay(CALENDAR.strongMapping)} on, where they check them: add one, which issues all certificates anew`;
  },
};

/** Also where nothing is known of the names. */
function hasSecurityIdentifier({ alternativeNames }: Settings): boolean {
  if (!isJsonArray(alternativeNames)) return true;
  const texts = alternativeNames.filter(isJsonObject).map((name) => name['universalResourceIdentifier']);
  return texts.some(
    (text) =>
      typeof text === 'string' &&
      findVariables(text).some((variable) => variable.toLowerCase() === 'onpremisessecurityidentifier'),
  );
}
