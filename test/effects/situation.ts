/** A profile before and after, as YAML has it, and the plan that leads from one to the other. */

import { encodeSettings, isNavigation, normaliseSettings } from '../../src/catalogue/codec.ts';
import { fieldsIn, odataType } from '../../src/catalogue/kind.ts';
import { joinDescription, markerFor } from '../../src/core/tenant/marker.ts';
import { iosMail } from '../../src/kinds/mail/ios.ts';
import { sortAssignments } from '../../src/model/assignment.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { ResolvedProfile, Settings } from '../../src/model/profile.ts';
import { assignmentsOnWire } from '../core/on-wire.ts';
import { assignments, facts, profile } from '../core/tenant.ts';
import type { SettingsOf } from '../kinds/settings-of.ts';
import { CONFIG, EMPTY, planWorld, recorded } from '../laws/pure-plan.ts';

export type MailSettings = SettingsOf<typeof iosMail>;

/** One profile at one time; what is left out is as in `USUAL`. */
export interface Situation {
  readonly name?: string;
  readonly description?: string;
  readonly scopeTags?: readonly string[];
  readonly settings?: MailSettings;
  /** In the short form of `assignments`; the sales team unless said otherwise. */
  readonly assign?: readonly string[];
}

/** A server of one's own with passwords: every setting can move from here. */
const USUAL: MailSettings = {
  accountName: 'Contoso mail',
  host: 'mail.contoso.com',
  ssl: true,
  username: 'userPrincipalName',
  emailAddress: 'primarySmtpAddress',
  authentication: 'usernameAndPassword',
  oauth: false,
  sync: ['email', 'calendars', 'contacts'],
  usersMayChangeSync: false,
};

/** Four people in sales, two more in the field, and contractors among both. */
const PEOPLE = facts({
  sales: ['ann', 'bob', 'cid', 'dan'],
  field: ['ann', 'bob', 'cid', 'dan', 'eve', 'fay'],
  contractors: ['bob', 'fay'],
});

/** The plan from the profiles that were applied to those that are wanted; a key that is missing has no profile. */
export function planBetween(
  before: Readonly<Record<string, Situation>>,
  after: Readonly<Record<string, Situation>>,
): Plan {
  const live = Object.entries(before).map(([key, situation]) => liveObject(key, situation));
  return planWorld({
    ...EMPTY,
    config: CONFIG,
    profiles: Object.entries(after).map(([key, situation]) => wanted(key, situation)),
    objects: live.map(({ object }) => object),
    inventory: recorded(live.map(({ object }) => object)),
    references: new Map(live.flatMap(({ references }) => references)),
    facts: PEOPLE,
  });
}

function wanted(key: string, situation: Situation): ResolvedProfile {
  return profile(key, {
    name: situation.name ?? `iOS: ${key}`,
    description: situation.description,
    scopeTagIds: situation.scopeTags,
    settings: normaliseSettings(iosMail, { ...USUAL, ...situation.settings }),
    assignments: sortAssignments(assignments(...(situation.assign ?? ['sales']))),
  });
}

function liveObject(key: string, situation: Situation) {
  const id = `id-of-${key}`;
  const yaml: Settings = { ...USUAL, ...situation.settings };
  const names = fieldsIn(iosMail).map(([name]) => [name, yaml[name] ?? null] as const);
  const settings = normaliseSettings(iosMail, Object.fromEntries(names));
  const description = joinDescription(situation.description ?? '', markerFor('contoso-mail', key, 1));
  const object: JsonObject = {
    '@odata.type': odataType(iosMail),
    ...encodeSettings(iosMail, settings),
    id,
    displayName: situation.name ?? `iOS: ${key}`,
    description,
    roleScopeTagIds: situation.scopeTags ?? ['0'],
    assignments: assignmentsOnWire(sortAssignments(assignments(...(situation.assign ?? ['sales'])))),
  };
  const references = fieldsIn(iosMail).flatMap(([name, field]) => {
    const value = settings[name] ?? null;
    const bound = isNavigation(field) && isJsonObject(value) ? stringAt(value, 'id') : undefined;
    return bound === undefined ? [] : [[`${id}/${name}`, bound] as const];
  });
  return { object, references };
}
