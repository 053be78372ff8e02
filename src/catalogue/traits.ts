/** What rules and checks ask about a kind, by what it delivers, so that none of them names a kind. */

import type { FindingCode } from '../model/findings/table.ts';
import type { JsonValue } from '../model/json.ts';
import type { Settings } from '../model/profile.ts';

/** What a profile puts on a device, with the traits that only such profiles have. */
export type Delivery =
  | { readonly delivers: 'mail'; readonly mail: MailTraits }
  | { readonly delivers: 'certificate'; readonly certificate: CertificateTraits }
  | { readonly delivers: 'app' }
  | { readonly delivers: 'configuration'; readonly configures: ConfigurationTraits };

/** Of profiles because of which people have mail: losing one removes mail. */
export interface MailTraits {
  /** What happens to people who get a second profile for the account; null where nothing is known of it. */
  readonly account: AccountTraits | null;
  /** The apps that show the mail, any of which has to be on the device; none where the system itself does. */
  readonly apps: readonly MailApp[];
  /** `app`: an app that people update talks to the mail server. */
  readonly speaker: 'system' | 'app';
  /** The property by which compliance policies of a type demand such a profile; null where none does. */
  readonly compliance: ComplianceDemand | null;
  /** The app in Entra by which the mail app signs in where it uses OAuth. */
  readonly signInApp?: { readonly name: string; readonly id: string };
  /** What helps where the profile can't say that the app shall sign in by modern authentication. */
  readonly modernAuthentication?: string;
  /** The browser through which the app may sign in. */
  readonly browser?: BrowserSignIn;
  /** The server may be written with a port. */
  readonly takesPort?: true;
  /** Each update of the profile sets the period of mail back to what the profile says. */
  readonly resetsPeriod?: true;
  /** What the profile leaves out of `sync` is switched off at each sync. */
  readonly keepsSyncOff?: true;
  /** User names that Graph takes and the admin center does not offer. */
  readonly unofferedUsernames?: readonly string[];
  /** Since when the platform or the app of the profile is gone. */
  readonly ended?: Ending;
}

/** How devices recognise the account of a profile, so that two profiles get into each other's way. */
interface AccountTraits {
  /** Profiles of one family can be installed on the same device. */
  readonly family: string;
  /** `alike`: two profiles of one kind disturb each other; `different`: two of different kinds of the family. */
  readonly disturbs: 'alike' | 'different';
  /** The settings that make two accounts the same one. */
  readonly sameBy: readonly string[];
  readonly code: Extract<FindingCode, `CNF-${string}`>;
  /** What happens to people who get both. */
  readonly happens: string;
}

export interface MailApp {
  /** As kinds of apps and of their configurations spell it. */
  readonly name: string;
  /** Its id in the app store. */
  readonly id: string;
}

interface ComplianceDemand {
  /** Graph's type of the compliance policy, without `#microsoft.graph.`. */
  readonly type: string;
  readonly property: string;
}

/** A browser that has to be on the device too, where the server wants a modern sign-in. */
interface BrowserSignIn {
  /** Its id in the app store. */
  readonly id: string;
  /** The setting that names the mail server for the app. */
  readonly host: (settings: Settings) => JsonValue;
}

interface Ending {
  readonly code: Extract<FindingCode, `LIF-${string}`>;
  /** ISO 8601. */
  readonly since: string;
  /** What ended, and what to do. */
  readonly message: string;
}

/** What a certificate profile does: brings a root, or gets a certificate in one of three ways. */
export type CertificateSort = 'trusted-root' | 'scep' | 'pkcs' | 'imported-pfx';

interface CertificateTraits {
  readonly sort: CertificateSort;
  readonly untold: UntoldVariables;
  readonly asking: CertificateAsking;
}

/** How devices of a platform ask for certificates, where it isn't as everywhere. */
export interface CertificateAsking {
  /** SCEP servers are reached by HTTPS only. */
  readonly onlyByHttps?: true;
  /** A device has a security identifier of its own, which may stand in a URI. */
  readonly hasSecurityIdentifier?: true;
}

/** Variables that devices of the kind don't tell, in lower case: a template with one of them gets no certificate. */
export interface UntoldVariables {
  readonly anywhere: readonly string[];
  /** In names beside the subject only. */
  readonly besideSubject: readonly string[];
}

/** `devices`: the app is managed with the device. `apps`: the app itself is managed, enrolled or not. */
export type Channel = 'devices' | 'apps';

/** Platforms on which apps take a configuration. */
export type AppPlatform = 'ios' | 'android';

export interface ConfigurationTraits {
  readonly channel: Channel;
  readonly platforms: readonly AppPlatform[];
  /** `complete`: a text in double braces that isn't a documented token reaches people as it stands. */
  readonly tokens: 'complete' | 'open';
  /** Whether the app is told the account of a person, so that it fails on a device without one. */
  readonly needsPerson?: (settings: Settings) => boolean;
  readonly browser?: BrowserSignIn;
}

/** The traits of a kind that delivers mail; undefined for others. */
export function mailTraits(kind: Delivery): MailTraits | undefined {
  return kind.delivers === 'mail' ? kind.mail : undefined;
}

/** The traits of a kind that configures an app; undefined for others. */
export function configurationTraits(kind: Delivery): ConfigurationTraits | undefined {
  return kind.delivers === 'configuration' ? kind.configures : undefined;
}

/** What a certificate profile does; undefined for other kinds. */
export function certificateSort(kind: Delivery): CertificateSort | undefined {
  return kind.delivers === 'certificate' ? kind.certificate.sort : undefined;
}
