/** Circumstances that effect tables ask about, named so that tables read as sentences. */

import { isJsonArray, type JsonValue } from '../model/json.ts';
import type { Settings } from '../model/profile.ts';
import type { FieldTransition } from './effects.ts';

/** Hosts of Exchange Online and its national clouds, lower-cased. */
const EXCHANGE_ONLINE = [
  'outlook.office365.com',
  'outlook.office.com',
  'outlook.office365.us',
  'outlook-dod.office365.us',
  'webmail.apps.mil',
  'partner.outlook.cn',
  'outlook.office.de',
];

/** True when the settings' host is Exchange Online, which refuses Basic authentication and plain text. */
export function isExchangeOnline(settings: Settings): boolean {
  const host = settings['host'];
  if (typeof host !== 'string') return false;
  // A port is legal for Gmail, a trailing dot everywhere: neither makes it another host.
  return EXCHANGE_ONLINE.includes(host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, ''));
}

/** A switch goes on. */
export function isTurnedOn(transition: FieldTransition): boolean {
  return transition.to === true;
}

/** A switch goes off. */
export function isTurnedOff(transition: FieldTransition): boolean {
  return transition.to === false;
}

/** A set loses at least one member. */
export function losesMember({ from, to }: FieldTransition): boolean {
  const after = new Set(membersOf(to));
  return membersOf(from).some((member) => !after.has(member));
}

function membersOf(value: JsonValue): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}
