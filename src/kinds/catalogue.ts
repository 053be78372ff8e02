/** The kinds that Postilion manages; a new kind is one file and one line here. */

import { type Kind, odataType } from '../catalogue/kind.ts';
import { type JsonObject, stringAt } from '../model/json.ts';
import { androidAppConfig } from './app-config/android.ts';
import { iosAppConfig } from './app-config/ios.ts';
import { managedAppConfig } from './app-config/managed.ts';
import { androidPlayApp } from './apps/android-play.ts';
import { iosStoreApp } from './apps/ios-store.ts';
import { microsoft365Apps } from './apps/microsoft-365.ts';
import {
  androidCorporateImportedPfx,
  androidCorporatePkcs,
  androidCorporateScep,
  androidCorporateTrustedRoot,
} from './certificates/android-corporate.ts';
import {
  androidWorkImportedPfx,
  androidWorkPkcs,
  androidWorkScep,
  androidWorkTrustedRoot,
} from './certificates/android-work.ts';
import { iosImportedPfx, iosPkcs, iosScep, iosTrustedRoot } from './certificates/ios.ts';
import {
  samsungKnoxImportedPfx,
  samsungKnoxPkcs,
  samsungKnoxScep,
  samsungKnoxTrustedRoot,
} from './certificates/samsung-knox.ts';
import { windowsImportedPfx, windowsPkcs, windowsScep, windowsTrustedRoot } from './certificates/windows.ts';
import { androidWorkGmail } from './mail/android-work-gmail.ts';
import { androidWorkNine } from './mail/android-work-nine.ts';
import { iosMail } from './mail/ios.ts';
import { LEGACY, type LegacyKind } from './mail/legacy.ts';
import { samsungKnoxMail } from './mail/samsung-knox.ts';
import { windowsMail } from './mail/windows.ts';

/** Mail first, then what it stands on. */
export const CATALOGUE: readonly Kind[] = [
  iosMail,
  androidWorkGmail,
  androidWorkNine,
  samsungKnoxMail,
  windowsMail,
  iosTrustedRoot,
  androidWorkTrustedRoot,
  androidCorporateTrustedRoot,
  samsungKnoxTrustedRoot,
  windowsTrustedRoot,
  iosScep,
  iosPkcs,
  iosImportedPfx,
  androidWorkScep,
  androidWorkPkcs,
  androidWorkImportedPfx,
  androidCorporateScep,
  androidCorporatePkcs,
  androidCorporateImportedPfx,
  samsungKnoxScep,
  samsungKnoxPkcs,
  samsungKnoxImportedPfx,
  windowsScep,
  windowsPkcs,
  windowsImportedPfx,
  iosStoreApp,
  androidPlayApp,
  microsoft365Apps,
  iosAppConfig,
  androidAppConfig,
  managedAppConfig,
];

/** The kind of that name, as YAML says it. */
export function kindNamed(name: string): Kind | undefined {
  return CATALOGUE.find((kind) => kind.name === name);
}

/** The legacy kind of that name: read and shown, never in YAML. */
export function legacyNamed(name: string): LegacyKind | undefined {
  return LEGACY.find((kind) => kind.name === name);
}

/** Everything that is read from the tenant. */
export const READ_KINDS: readonly Kind[] = [...CATALOGUE, ...LEGACY];

/** True for an object of a kind that is read and that handles mail; apps that don't handle mail are ignored. */
export function isAboutMail(object: JsonObject): boolean {
  const type = stringAt(object, '@odata.type');
  const kind = READ_KINDS.find((one) => odataType(one) === type);
  return kind !== undefined && (kind.graph.aboutMail?.(object) ?? true);
}
