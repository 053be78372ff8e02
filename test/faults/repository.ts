/** A profiles repository as texts in memory: what git says before and after a change. */

import { withCertificates } from '../../src/core/config/certificate-files.ts';
import { readConfig } from '../../src/core/config/postilion-yaml.ts';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { parseCertificate } from '../../src/io/files/parse-certificate.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import type { Certificate } from '../../src/model/certificate.ts';
import type { Config } from '../../src/model/config.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { DesiredProfile } from '../../src/model/profile.ts';
import { runRules } from '../../src/rules/run-rules.ts';
import { CERTIFICATES, der } from '../certificates.ts';

export interface Repository {
  readonly config: Config;
  readonly profiles: readonly DesiredProfile[];
  readonly certificates: readonly Certificate[];
  readonly findings: readonly Finding[];
  readonly source: Plan['source'];
  readonly tool: string;
}

/** One profile in git; what is left out takes a default. */
export interface ProfileWish {
  readonly kind?: string;
  readonly name?: string;
  readonly description?: string;
  readonly scopeTags?: readonly string[];
  /** Groups; none leaves `assign` out. */
  readonly groups?: readonly string[];
  readonly assign?: JsonObject;
  readonly settings?: JsonObject;
  readonly protect?: boolean;
  readonly unmanaged?: readonly string[];
}

export interface RepositoryText {
  /** Key → profile. */
  readonly profiles: Readonly<Record<string, ProfileWish>>;
  /** More members of postilion.yaml. */
  readonly config?: JsonObject;
  /** Key → id. */
  readonly adopt?: JsonObject;
}

const SETTINGS = {
  accountName: 'Contoso mail',
  host: 'outlook.office365.com',
  ssl: true,
  username: 'userPrincipalName',
  emailAddress: 'primarySmtpAddress',
  authentication: 'usernameAndPassword',
  oauth: true,
};

const CONFIG = { version: 1, owner: 'contoso-mail', tenant: { embedded: 'tenant' } };

/** The certificates are valid then; the time of stories is another one. */
const READ = '2027-01-01T00:00:00Z';

/** Certificate files that profiles may name. */
const FILES = new Map([
  ['certs/root.cer', parseCertificate(der(CERTIFICATES.root))],
  ['certs/other.cer', parseCertificate(der(CERTIFICATES.otherRoot))],
]);

const known = new Map<string, Repository>();

/** Reads the texts as the program does. Throws where they aren't valid: a situation that was written wrong. */
export function readRepository(text: RepositoryText): Repository {
  const key = JSON.stringify(text);
  const found = known.get(key) ?? readAnew(text);
  known.set(key, found);
  return found;
}

function readAnew({ profiles, config, adopt }: RepositoryText): Repository {
  const postilion = { path: 'postilion.yaml', text: JSON.stringify({ ...CONFIG, ...config }) };
  const adopted = adopt === undefined ? null : { path: 'adopt.yaml', text: JSON.stringify(adopt) };
  const configured = readConfig(postilion, adopted, CATALOGUE);
  const files = Object.entries(profiles).map(([key, wish]) => ({
    path: `profiles/${key}.yaml`,
    text: JSON.stringify(documentOf(key, wish)),
  }));
  const read = readProfiles(files, CATALOGUE);
  if (!configured.ok || !read.ok) {
    throw new Error(`not a valid repository: ${JSON.stringify([...configured.findings, ...read.findings])}`);
  }
  const completed = withCertificates(read.value, FILES, READ);
  return {
    config: configured.value,
    profiles: completed.profiles,
    certificates: completed.certificates,
    findings: [...read.findings, ...completed.findings, ...runRules(completed.profiles, CATALOGUE)],
    source: { commit: null, dirty: false },
    tool: 'postilion 0.1.0',
  };
}

function documentOf(key: string, { kind, name, groups, assign, settings, ...rest }: ProfileWish): JsonObject {
  const targets = (groups ?? []).map((group) => ({ group }));
  return {
    kind: kind ?? 'ios-mail',
    key,
    name: name ?? `Mail ${key}`,
    settings: { ...defaultsOf(kind ?? 'ios-mail'), ...settings },
    ...(assign === undefined ? (targets.length === 0 ? {} : { assign: { include: targets } }) : { assign }),
    ...rest,
  };
}

function defaultsOf(kind: string): JsonObject {
  const { authentication: _authentication, oauth: _oauth, ...plain } = SETTINGS;
  if (kind === 'ios-mail') return SETTINGS;
  return kind === 'windows-mail' ? plain : {};
}
