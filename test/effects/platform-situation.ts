/** Profiles of Android and Windows before and after, and the plan that leads from one to the other. */

import { encodeSettings, isNavigation, normaliseSettings } from '../../src/catalogue/codec.ts';
import { constantsOf, fieldsIn, type Kind, odataType } from '../../src/catalogue/kind.ts';
import { joinDescription, markerFor } from '../../src/core/tenant/marker.ts';
import { androidWorkGmail } from '../../src/kinds/mail/android-work-gmail.ts';
import { androidWorkNine } from '../../src/kinds/mail/android-work-nine.ts';
import { samsungKnoxMail } from '../../src/kinds/mail/samsung-knox.ts';
import { windowsMail } from '../../src/kinds/mail/windows.ts';
import { sortAssignments } from '../../src/model/assignment.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { ResolvedProfile, Settings } from '../../src/model/profile.ts';
import { assignmentsOnWire } from '../core/on-wire.ts';
import { assignments, profile } from '../core/tenant.ts';
import type { SettingsOf } from '../kinds/settings-of.ts';
import { EMPTY, planWorld, recorded } from '../laws/pure-plan.ts';
import { peopleWith } from './people.ts';

export type GmailSettings = SettingsOf<typeof androidWorkGmail>;
export type NineSettings = SettingsOf<typeof androidWorkNine>;
export type KnoxSettings = SettingsOf<typeof samsungKnoxMail>;
export type WindowsSettings = SettingsOf<typeof windowsMail>;

/** What a situation says besides its kind's settings. */
export interface Around {
  readonly description?: string;
  /** In the short form of `assignments`; the sales team unless said otherwise. */
  readonly assign?: readonly string[];
}

/** One profile at one time; settings that are left out are as in `USUAL`. */
export type PlatformSituation = Around &
  (
    | { readonly kind: 'android-work-gmail'; readonly settings?: GmailSettings }
    | { readonly kind: 'android-work-nine'; readonly settings?: NineSettings }
    | { readonly kind: 'samsung-knox-mail'; readonly settings?: KnoxSettings }
    | { readonly kind: 'windows-mail'; readonly settings?: WindowsSettings }
  );

export const PLATFORM_KINDS = [androidWorkGmail, androidWorkNine, samsungKnoxMail, windowsMail] as const;

const ACCOUNT = {
  host: 'mail.contoso.com',
  ssl: true,
  username: 'userPrincipalName',
  emailAddress: 'primarySmtpAddress',
} as const;

/** A server of one's own with passwords. */
const USUAL: Readonly<Record<PlatformSituation['kind'], Settings>> = {
  'android-work-gmail': { ...ACCOUNT, authentication: 'usernameAndPassword' },
  'android-work-nine': { ...ACCOUNT, authentication: 'usernameAndPassword' },
  'samsung-knox-mail': { ...ACCOUNT, authentication: 'usernameAndPassword', accountName: 'Contoso mail' },
  'windows-mail': { ...ACCOUNT, accountName: 'Contoso mail' },
};

/** Everybody has a phone with a work profile, an old Samsung under device administrator, and a Windows laptop. */
const PEOPLE = peopleWith([
  ['phone', 'Android', 'androidForWork'],
  ['galaxy', 'Android', 'android'],
  ['laptop', 'Windows', 'windows10x'],
]);

type Situations = Readonly<Record<string, PlatformSituation>>;

/** The plan from the profiles that were applied to those that are wanted; a key that is missing has no profile. */
export function planOnPlatforms(before: Situations, after: Situations): Plan {
  const live = Object.entries(before).map(([key, situation]) => liveObject(key, situation));
  return planWorld({
    ...EMPTY,
    profiles: Object.entries(after).map(([key, situation]) => wanted(key, situation)),
    objects: live.map(({ object }) => object),
    inventory: recorded(live.map(({ object }) => object)),
    references: new Map(live.flatMap(({ references }) => references)),
    facts: PEOPLE,
  });
}

function kindOf(situation: PlatformSituation): Kind {
  const kind = PLATFORM_KINDS.find(({ name }) => name === situation.kind);
  if (kind === undefined) throw new Error(`${situation.kind} is no kind`);
  return kind;
}

function settingsOf(situation: PlatformSituation): Settings {
  return normaliseSettings(kindOf(situation), { ...USUAL[situation.kind], ...situation.settings });
}

function wanted(key: string, situation: PlatformSituation): ResolvedProfile {
  return profile(key, {
    kind: situation.kind,
    name: key,
    description: situation.description,
    settings: settingsOf(situation),
    assignments: sortAssignments(assignments(...(situation.assign ?? ['sales']))),
  });
}

function liveObject(key: string, situation: PlatformSituation) {
  const kind = kindOf(situation);
  const id = `id-of-${key}`;
  const given = settingsOf(situation);
  const whole = Object.fromEntries(fieldsIn(kind).map(([name]) => [name, given[name] ?? null]));
  const settings = normaliseSettings(kind, whole);
  const object: JsonObject = {
    '@odata.type': odataType(kind),
    ...constantsOf(kind),
    ...encodeSettings(kind, settings),
    id,
    displayName: key,
    description: joinDescription(situation.description ?? '', markerFor('contoso-mail', key, 1)),
    roleScopeTagIds: ['0'],
    assignments: assignmentsOnWire(sortAssignments(assignments(...(situation.assign ?? ['sales'])))),
  };
  const references = fieldsIn(kind).flatMap(([name, field]) => {
    const value = settings[name] ?? null;
    const bound = isNavigation(field) && isJsonObject(value) ? stringAt(value, 'id') : undefined;
    return bound === undefined ? [] : [[`${id}/${name}`, bound] as const];
  });
  return { object, references };
}
