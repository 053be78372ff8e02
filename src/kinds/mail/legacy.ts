/** Mail profiles of platforms that are gone: read and shown with what to do about them, never written. */

import { labelsChanged, verdict } from '../../catalogue/effects.ts';
import type { Kind } from '../../catalogue/kind.ts';
import type { Platform } from '../../model/platforms.ts';
import { CONFIGURATION_PERMISSIONS } from './android-work.ts';

/** A kind that YAML can't name. `advice` says what to do with its objects. */
export type LegacyKind = Kind & { readonly advice: string };

const removal = verdict(
  'EFF-LEGACY-REMOVED',
  'mail-removed',
  'inferred',
  'the account leaves the device, where one is left',
  {
    sources: ['TDP'],
  },
);

function legacy(name: string, type: string, platform: Platform, title: string, advice: string): LegacyKind {
  return {
    name,
    title,
    doc: title,
    portalPath: '',
    platform,
    devices: { systems: [], types: [] },
    delivers: 'mail',
    mail: { account: null, apps: [], speaker: 'app', compliance: null },
    graph: { collection: '/deviceManagement/deviceConfigurations', type, permissions: CONFIGURATION_PERMISSIONS },
    fields: {},
    constants: {},
    leftAlone: {},
    effects: { firstDelivery: [], removal, moved: removal, metadata: labelsChanged },
    advice,
  };
}

const FOR_WORK =
  'an older form of the work profile types: make a profile of the newer kind, move the groups, then delete it in the admin center';

/** In the order of their names. */
export const LEGACY: readonly LegacyKind[] = [
  legacy(
    'legacy-android-for-work-gmail',
    'androidForWorkGmailEasConfiguration',
    'android',
    'Android for Work mail (Gmail), superseded by android-work-gmail',
    FOR_WORK,
  ),
  legacy(
    'legacy-android-for-work-nine',
    'androidForWorkNineWorkEasConfiguration',
    'android',
    'Android for Work mail (Nine Work), superseded by android-work-nine',
    FOR_WORK,
  ),
  legacy(
    'legacy-windows-phone-mail',
    'windowsPhoneEASEmailProfileConfiguration',
    'windows',
    'Windows Phone 8.1 mail, a platform that is gone',
    'no device can use it any more: delete it in the admin center',
  ),
];
