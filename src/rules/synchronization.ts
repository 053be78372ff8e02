/** Rules about what synchronizes and how far back. */

import type { Kind } from '../catalogue/kind.ts';
import { mailTraits } from '../catalogue/traits.ts';
import { isJsonArray } from '../model/json.ts';
import type { DesiredProfile } from '../model/profile.ts';
import { hitIf, type Rule, readTextSetting, setting } from './rule.ts';

/** The mixes that the admin center offers, in the catalogue's order of members. */
const PRESETS = ['calendars contacts email notes reminders', 'email', 'calendars', 'calendars contacts', 'contacts'];

/** The members of `sync` where they are services of an iOS account, which are five; undefined elsewhere. */
function servicesOf(profile: DesiredProfile, kind: Kind): readonly string[] | undefined {
  const shape = kind.fields['sync']?.shape;
  const sync = setting(profile, 'sync');
  if (shape?.type !== 'set' || !Object.hasOwn(shape.meanings, 'reminders') || !isJsonArray(sync)) return undefined;
  return sync.filter((member) => typeof member === 'string').sort();
}

/** SCH-012. */
export const presetServices: Rule = {
  id: 'SCH-012',
  check(profile, kind) {
    const services = servicesOf(profile, kind);
    return hitIf(
      services !== undefined && !PRESETS.includes(services.join(' ')),
      'sync',
      `sync: the admin center cannot show [${services?.join(', ') ?? ''}]: write one of [email], [calendars], [contacts], [calendars, contacts], or all five`,
    );
  },
};

/** SCH-013. Microsoft recommends to block users' changes where a part is switched off. */
export const changeableSubset: Rule = {
  id: 'SCH-013',
  check(profile, kind) {
    const services = servicesOf(profile, kind);
    return hitIf(
      services !== undefined && services.length < 5 && setting(profile, 'usersMayChangeSync') === true,
      'usersMayChangeSync',
      `usersMayChangeSync: true lets people switch on what sync leaves out (${services?.join(', ') ?? ''} only): write false`,
    );
  },
};

/** SCH-017. Every first delivery and every re-issued account downloads again. */
export const unlimitedMail: Rule = {
  id: 'SCH-017',
  check(profile) {
    return hitIf(
      setting(profile, 'mailToSync') === 'unlimited',
      'mailToSync',
      'mailToSync: unlimited downloads the whole mailbox, again after each new account: write oneMonth or less',
    );
  },
};

/** SCH-018. Apple: the number of days in an updated payload replaces what the person chose. */
export const fixedDays: Rule = {
  id: 'SCH-018',
  check(profile, kind) {
    const days = readTextSetting(profile, 'mailToSync');
    const chosen = days !== undefined && days !== 'userDefined';
    return hitIf(
      chosen && mailTraits(kind)?.resetsPeriod === true,
      'mailToSync',
      `mailToSync: each update of the profile sets people back to ${days}: write userDefined to leave it to them`,
    );
  },
};

/** SCH-015. Samsung's app keeps what it isn't told to synchronize switched off. */
export const contentKeptOff: Rule = {
  id: 'SCH-015',
  check(profile, kind) {
    const sync = setting(profile, 'sync');
    const isOpen = sync === undefined ? !profile.unmanaged.includes('sync') : isJsonArray(sync) && sync.length === 0;
    return hitIf(
      mailTraits(kind)?.keepsSyncOff === true && isOpen,
      'sync',
      'sync names nothing: contacts, calendars and tasks are switched off again at each sync, even where people switch them on',
    );
  },
};
