/** A profiles repository as texts in memory: what git says before and after a change. */

import type { UsableRepository } from '../../src/app/load-repository.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { CERTIFICATES, der } from '../certificates.ts';
import { readFiles } from '../scenarios/memory-repository.ts';
import { usable } from '../scenarios/scenario-repository.ts';

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
  ['certs/root.cer', der(CERTIFICATES.root)],
  ['certs/other.cer', der(CERTIFICATES.otherRoot)],
]);

const known = new Map<string, Promise<UsableRepository>>();

/** Reads the texts as the program does. Throws where they aren't valid: a situation that was written wrong. */
export function readRepository(text: RepositoryText): Promise<UsableRepository> {
  const key = JSON.stringify(text);
  const found = known.get(key) ?? readAnew(text);
  known.set(key, found);
  return found;
}

async function readAnew({ profiles, config, adopt }: RepositoryText): Promise<UsableRepository> {
  const documents = [
    ['postilion.yaml', { ...CONFIG, ...config }] as const,
    ...(adopt === undefined ? [] : [['adopt.yaml', adopt] as const]),
    ...Object.entries(profiles).map(([key, wish]) => [`profiles/${key}.yaml`, makeDocument(key, wish)] as const),
  ];
  const texts = documents.map(([path, document]) => [path, Buffer.from(JSON.stringify(document))] as const);
  return usable(await readFiles(new Map([...FILES, ...texts]), { now: () => READ }));
}

function makeDocument(key: string, { kind, name, groups, assign, settings, ...rest }: ProfileWish): JsonObject {
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
