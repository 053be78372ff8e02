/** What the certificate kinds of all platforms say alike, so that a platform's file says only what is its own. */

import type { Kind } from '../../catalogue/kind.ts';
import type { CertificateAsking, CertificateSort, UntoldVariables } from '../../catalogue/traits.ts';
import type { Platform } from '../../model/platforms.ts';
import { CONFIGURATION_PERMISSIONS } from '../mail/android-work.ts';
import { certificateEffects } from './effects.ts';

/** A platform whose certificates are delivered alike. */
export interface CertificatePlatform {
  /** Beginning of the kinds' names: `ios`. */
  readonly prefix: string;
  /** As titles begin: `iOS/iPadOS`. */
  readonly title: string;
  readonly platform: Platform;
  readonly devices: Kind['devices'];
  /** Variables that templates must leave out. */
  readonly untold: UntoldVariables;
  readonly asking: CertificateAsking;
  /** Where the admin center keeps its templates. */
  readonly templates: string;
}

const SORTS = {
  'trusted-root': {
    title: 'trusted root',
    template: 'Trusted certificate',
    doc: 'a root or intermediate certificate that devices trust',
  },
  scep: {
    title: 'SCEP certificate',
    template: 'SCEP certificate',
    doc: 'certificates that devices fetch over SCEP, with a key made on the device',
  },
  pkcs: {
    title: 'PKCS certificate',
    template: 'PKCS certificate',
    doc: 'certificates that the certificate connector fetches, key included',
  },
  'imported-pfx': {
    title: 'imported PFX certificate',
    template: 'PKCS imported certificate',
    doc: 'certificates with keys that were imported for people, such as all their S/MIME keys',
  },
} as const satisfies Readonly<Record<CertificateSort, object>>;

/** The domain name of a device is known of Windows only (source: SCP). */
export const NO_DOMAIN_NAME = { anywhere: ['fullyqualifieddomainname'], besideSubject: [] } as const;

const APPLICABILITY = 'applicability rules are for Windows only';

/** Properties that only Windows makes use of. */
export const NO_APPLICABILITY = {
  deviceManagementApplicabilityRuleDeviceMode: APPLICABILITY,
  deviceManagementApplicabilityRuleOsEdition: APPLICABILITY,
  deviceManagementApplicabilityRuleOsVersion: APPLICABILITY,
} as const;

const BROUGHT = 'an imported certificate brings its own; the admin center offers no such setting';

/** What Graph's base type has, and imported certificates have no use for. */
export const BROUGHT_ALONG = { subjectAlternativeNameType: BROUGHT } as const;

/** What the admin center sends with an imported certificate; the service stores 0 and none for what is left out. */
export const SENT_ALONG: Kind['constants'] = {
  certificateValidityPeriodScale: { value: 'years', because: BROUGHT },
  certificateValidityPeriodValue: { value: 1, because: BROUGHT },
  renewalThresholdPercentage: { value: 20, because: BROUGHT },
  subjectNameFormat: { value: 'commonName', because: BROUGHT },
};

/** The label that the admin center shows. */
export const FILE_NAME = {
  certFileName: 'the name of the file, sent once with a new profile: a change of it alone would write to every device',
} as const;

type Own = Pick<Kind, 'fields' | 'leftAlone'> & Partial<Pick<Kind, 'constants'>>;

/** A certificate kind of a platform; `removal` says what becomes of the certificate on devices that lose it. */
export function certificateKind(
  platform: CertificatePlatform,
  sort: CertificateSort,
  type: string,
  removal: Parameters<typeof certificateEffects>[0],
  { fields, leftAlone, constants = {} }: Own,
): Kind {
  const { title, template, doc } = SORTS[sort];
  return {
    name: `${platform.prefix}-${sort}`,
    title: `${platform.title} ${title}`,
    doc: `For ${platform.title}: ${doc}.`,
    portalPath: `${platform.templates} > ${template}`,
    platform: platform.platform,
    devices: platform.devices,
    delivers: 'certificate',
    certificate: { sort, untold: platform.untold, asking: platform.asking },
    graph: { collection: '/deviceManagement/deviceConfigurations', type, permissions: CONFIGURATION_PERMISSIONS },
    fields,
    constants,
    leftAlone,
    effects: certificateEffects(removal, platform.prefix, sort === 'scep'),
  };
}
