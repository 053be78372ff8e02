/** What a profile is to the people who have it, however many profiles can give it to them: one account, one certificate, one app. */

import type { Kind } from '../../catalogue/kind.ts';
import { certificateSort, configurationTraits, mailTraits } from '../../catalogue/traits.ts';
import { canonical, isJsonObject, type JsonValue } from '../../model/json.ts';
import type { Settings } from '../../model/profile.ts';

export interface Account {
  /** Equal texts are the same account. */
  readonly id: string;
  /** For people: `outlook.office365.com`. */
  readonly name: string;
}

/**
 * What the settings set up. Mail is known by the platform, its server and the source of the address: devices tell accounts
 * apart by them, whichever app shows the mail. A certificate is known by everything that it is issued from, a configuration by its app. Null for
 * apps: one app is no substitute for another.
 */
export function accountOf(kind: Kind, settings: Settings): Account | null {
  const mail = mailTraits(kind);
  if (mail !== undefined) {
    const [host, address] = [textOf(settings['host']), textOf(settings['emailAddress'])];
    return { id: idOf('mail', [kind.platform, host, address]), name: host };
  }
  const sort = certificateSort(kind);
  if (sort !== undefined) {
    const issued = Object.entries(settings).filter(([name, value]) => value !== null && !isReference(kind, name));
    return { id: idOf(kind.name, [Object.fromEntries(issued)]), name: kind.title };
  }
  if (configurationTraits(kind) === undefined) return null;
  const app = settings['targetedApp'] ?? settings['app'] ?? null;
  return app === null ? null : { id: idOf(kind.name, [app]), name: kind.title };
}

function idOf(what: string, values: readonly JsonValue[]): string {
  return `${what} ${canonical([...values])}`;
}

/** Hosts and the names of address sources mean the same in any case. */
function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.toLowerCase() : isJsonObject(value) ? canonical(value) : '';
}

function isReference(kind: Kind, name: string): boolean {
  return kind.fields[name]?.shape.type === 'reference';
}
