/** What one act does on each kind, side by side: whoever reads along a row sees where levels differ. */

import { normaliseSettings } from '../../catalogue/codec.ts';
import { judge } from '../../catalogue/effects.ts';
import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import type { EffectVerdict } from '../../model/effect.ts';
import { isJsonArray, type JsonValue } from '../../model/json.ts';
import type { Settings } from '../../model/profile.ts';
import { code, table } from './markdown.ts';

/** An act, and the verdict on it; null where the kind can't do it. */
interface Act {
  readonly title: string;
  readonly on: (kind: Kind) => EffectVerdict | null;
}

/** Acts of kinds that deliver the same. */
export interface ActGroup {
  readonly title: string;
  readonly delivers: Kind['delivers'];
  readonly acts: readonly Act[];
}

/** What a kind must have, with a server of one's own, and the given settings that it has. */
function settingsOf(kind: Kind, given: Settings): Settings {
  const usual = fieldsIn(kind).flatMap(([name, field]) =>
    field.required ? [[name, field.examples[0] ?? null] as const] : [],
  );
  const own = Object.hasOwn(kind.fields, 'host') ? { host: 'mail.contoso.com' } : {};
  const fitting = Object.entries(given).filter(([name]) => Object.hasOwn(kind.fields, name));
  return normaliseSettings(kind, { ...Object.fromEntries(usual), ...own, ...Object.fromEntries(fitting) });
}

function hasAll(kind: Kind, settings: Settings): boolean {
  return Object.keys(settings).every((name) => Object.hasOwn(kind.fields, name));
}

/** People get it who had nothing; `without` holds settings that count where the kind has them. */
function first(title: string, given: Settings, without: Settings = {}): Act {
  return {
    title,
    on: (kind) => {
      if (!hasAll(kind, given)) return null;
      const after = settingsOf(kind, { ...given, ...without });
      return judge(kind.effects.firstDelivery, { from: null, to: null, before: {}, after });
    },
  };
}

/** One setting goes from one value to another for people who keep the profile. */
function change(title: string, name: string, [from, to]: readonly [JsonValue, JsonValue], beside: Settings = {}): Act {
  return {
    title,
    on: (kind) => {
      const field = kind.fields[name];
      const { shape } = field ?? {};
      const offers = (value: JsonValue): boolean =>
        shape?.type !== 'set' ||
        !isJsonArray(value) ||
        value.every((member) => typeof member === 'string' && Object.hasOwn(shape.meanings, member));
      if (field === undefined || !hasAll(kind, beside) || !offers(from) || !offers(to)) return null;
      const [before, after] = [from, to].map((value) => settingsOf(kind, { ...beside, [name]: value }));
      return judge(field.changes, { from, to, before: before ?? {}, after: after ?? {} });
    },
  };
}

function whole(title: string, on: (kind: Kind) => EffectVerdict | undefined): Act {
  return { title, on: (kind) => on(kind) ?? null };
}

const ONLINE = { host: 'outlook.office365.com' } as const;
const PASSWORD = { authentication: 'usernameAndPassword' } as const;
const CERTIFICATE = { authentication: 'certificate' } as const;
const NO_OAUTH = { oauth: false } as const;
const OTHER = { id: 'other' } as const;

const TAKEN_AWAY = whole('is taken away', ({ effects }) => effects.removal);
const RENAMED = whole('gets another name, description or scope tag', ({ effects }) => effects.metadata);

const MAIL: readonly Act[] = [
  first('arrives, with a password', {}, { ...PASSWORD, ...NO_OAUTH }),
  first('arrives, with a password for Exchange Online and without OAuth', ONLINE, { ...PASSWORD, ...NO_OAUTH }),
  first('arrives, with OAuth', { ...ONLINE, ...PASSWORD, oauth: true }),
  first('arrives, with a certificate', CERTIFICATE, NO_OAUTH),
  first('arrives, with a certificate for Exchange Online and without OAuth', { ...ONLINE, ...CERTIFICATE }, NO_OAUTH),
  first('arrives, with a certificate and OAuth', { ...ONLINE, ...CERTIFICATE, oauth: true }),
  TAKEN_AWAY,
  whole('moves to a profile with the same server and address', ({ effects }) => effects.moved),
  whole('moves to a profile with another account', ({ effects }) => effects.removal),
  RENAMED,
  change('gets another label', 'accountName', ['Contoso', 'Contoso mail']),
  change('gets another server', 'host', ['mail.contoso.com', 'post.contoso.com']),
  change('gets another user name', 'username', ['userPrincipalName', 'primarySmtpAddress']),
  change('gets another address', 'emailAddress', ['userPrincipalName', 'primarySmtpAddress']),
  change('signs in with a certificate', 'authentication', ['usernameAndPassword', 'certificate']),
  change('signs in with another certificate', 'identityCertificate', [{ id: 'one' }, OTHER], CERTIFICATE),
  change('is no longer encrypted, for Exchange Online', 'ssl', [true, false], ONLINE),
  change('is no longer encrypted, elsewhere', 'ssl', [true, false]),
  change('synchronizes more mail', 'mailToSync', ['oneWeek', 'oneMonth']),
  change('no longer synchronizes contacts', 'sync', [['contacts', 'calendars'], ['calendars']]),
  change('synchronizes contacts too', 'sync', [['calendars'], ['calendars', 'contacts']]),
  change('no longer synchronizes mail', 'sync', [['calendars', 'email'], ['calendars']]),
  change('signs with another certificate', 'smimeSigningCertificate', [{ id: 'one' }, OTHER], { smime: true }),
  change('encrypts with another certificate', 'smimeEncryptionCertificate', [{ id: 'one' }, OTHER]),
];

const CERTIFICATES: readonly Act[] = [
  first('arrives', {}),
  change('gets another subject', 'subject', ['CN={{UserName}}', 'CN={{UserPrincipalName}}']),
  change('gets another root', 'rootCertificate', [{ id: 'one' }, OTHER]),
  change('gets another file', 'file', [{ sha256: 'a'.repeat(64) }, { sha256: 'b'.repeat(64) }]),
  RENAMED,
  whole('is replaced by another profile', ({ effects }) => effects.moved),
  TAKEN_AWAY,
];

const APPS: readonly Act[] = [
  first('is assigned', {}),
  whole('is required in place of offered, or the other way round', ({ install }) => install?.changed),
  whole('is no longer assigned', ({ effects }) => effects.removal),
  whole('is no longer assigned, and another mail app is', ({ effects }) => effects.moved),
  whole('is to be uninstalled', ({ install }) => install?.uninstalled),
  whole('is to be uninstalled, and another mail app is assigned', ({ install }) => install?.replaced),
  RENAMED,
];

const OUTLOOK = 'com.microsoft.outlook';
const ADDRESS = `${OUTLOOK}.EmailProfile.EmailAddress`;
const ALLOWED = 'com.microsoft.intune.mam.AllowedAccountUPNs';
const MODE = 'IntuneMAMAllowedAccountsOnly';

/** The keys that let only one account in, and two, by platform. */
function accountsOf({ platform }: Kind, count: 1 | 2): Settings {
  const names = ['{{userprincipalname}}', 'info@contoso.com'].slice(0, count).join(';');
  return platform === 'android' ? { [ALLOWED]: names } : { [MODE]: 'Enabled', IntuneMAMUPN: names };
}

function keys(title: string, from: (kind: Kind) => Settings, to: (kind: Kind) => Settings): Act {
  return {
    title,
    on: (kind) => change(title, 'configuration', [from(kind), to(kind)]).on(kind),
  };
}

function isManagedApps(kind: Kind): boolean {
  return kind.delivers === 'configuration' && kind.configures.channel === 'apps';
}

/** Accounts are set up and allowed on managed devices only. */
function onDevices(act: Act): Act {
  return { title: act.title, on: (kind) => (isManagedApps(kind) ? null : act.on(kind)) };
}

const FOCUSED = { [`${OUTLOOK}.Mail.FocusedInbox`]: true } as const;

function none(): Settings {
  return FOCUSED;
}

const CONFIGURATIONS: readonly Act[] = [
  first('arrives, with general keys', { configuration: FOCUSED }),
  onDevices(first('arrives, with the account', { configuration: { [ADDRESS]: '{{mail}}' } })),
  onDevices(
    keys(
      'names another address',
      () => ({ [ADDRESS]: '{{mail}}' }),
      () => ({ [ADDRESS]: '{{userprincipalname}}' }),
    ),
  ),
  onDevices(keys('lets named accounts in alone', none, (kind) => ({ ...FOCUSED, ...accountsOf(kind, 1) }))),
  onDevices(
    keys(
      'lets one account more in',
      (kind) => accountsOf(kind, 1),
      (kind) => accountsOf(kind, 2),
    ),
  ),
  onDevices(
    keys(
      'lets one account less in',
      (kind) => accountsOf(kind, 2),
      (kind) => accountsOf(kind, 1),
    ),
  ),
  keys('changes a general key', none, () => ({ [`${OUTLOOK}.Mail.FocusedInbox`]: false })),
  keys('saves contacts on the device', none, () => ({ ...FOCUSED, [`${OUTLOOK}.Contacts.LocalSyncEnabled`]: true })),
  keys('switches S/MIME on', none, () => ({ ...FOCUSED, [`${OUTLOOK}.Mail.SMIMEEnabled`]: true })),
  keys('changes a key that is not known', none, () => ({ ...FOCUSED, 'com.contoso.newer': 'yes' })),
  RENAMED,
  whole('is replaced by another one', ({ effects }) => effects.moved),
  TAKEN_AWAY,
];

export const ACT_GROUPS: readonly ActGroup[] = [
  { title: 'Mail', delivers: 'mail', acts: MAIL },
  { title: 'Configurations of apps', delivers: 'configuration', acts: CONFIGURATIONS },
  { title: 'Apps', delivers: 'app', acts: APPS },
  { title: 'Certificates', delivers: 'certificate', acts: CERTIFICATES },
];

/** A verdict as a cell: what people go through, and how well that is known. */
function verdictCell(verdict: EffectVerdict | null): string {
  if (verdict === null) return '–';
  return `${code(verdict.level)}${verdict.outage ? ', outage' : ''} (${verdict.confidence})`;
}

/** The acts of the group by kind. Of the many kinds of certificates each has a row, of the others a column. */
export function actTable({ acts, delivers }: ActGroup, kinds: readonly Kind[]): string {
  const fitting = kinds.filter((kind) => kind.delivers === delivers);
  const names = fitting.map(({ name }) => code(name));
  const titles = acts.map(({ title }) => title);
  return delivers === 'certificate'
    ? table(
        ['Kind', ...titles],
        fitting.map((kind) => [code(kind.name), ...acts.map(({ on }) => verdictCell(on(kind)))]),
      )
    : table(
        ['It …', ...names],
        acts.map(({ title, on }) => [title, ...fitting.map((kind) => verdictCell(on(kind)))]),
      );
}
