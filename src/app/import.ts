/** The use case `import`: live objects that nobody manages yet → texts of profiles. It gets a reader, and writes nothing. */

import { chooseKeys } from '../core/import/choose-keys.ts';
import { type Composed, compose, type ImportSubject, type Place, type Refused } from '../core/import/compose.ts';
import type { KeysById } from '../core/import/key-references.ts';
import { findLeftAlone, type LeftAlone } from '../core/import/left-alone.ts';
import { type Belongings, managedKey } from '../core/state/managed-key.ts';
import { directoryEntry } from '../core/tenant/directory.ts';
import { decodeLive } from '../core/tenant/live-profile.ts';
import { fillReferences, listUsedReferenceReads } from '../core/tenant/references.ts';
import { isAboutMail, kindNamed, legacyNamed, READ_KINDS } from '../kinds/catalogue.ts';
import type { CertificateFacts } from '../model/certificate.ts';
import type { Config } from '../model/config.ts';
import { type Finding, finding } from '../model/finding.ts';
import { type JsonObject, stringAt } from '../model/json.ts';
import type { Problem } from '../model/plan.ts';
import type { DesiredProfile, LiveProfile } from '../model/profile.ts';
import type { Inventory } from '../model/state/inventory.ts';
import { nameLive } from './name-live.ts';
import { allCollections, type CollectionListing, listCollections, withAssignments } from './plan/read-collections.ts';
import { readState } from './plan/read-state.ts';
import type { StateReader } from './ports/state.ts';
import type { TenantReader } from './ports/tenant.ts';

export interface ImportRequest {
  readonly config: Config;
  /** The profiles that the repository has: their keys are taken. */
  readonly profiles: readonly DesiredProfile[];
  /** Ids, or everything that isn't managed. */
  readonly selection: 'all' | readonly string[];
  readonly place: Place;
  /** Whether the base64 of a certificate is one; left out: nobody looks. */
  readonly describe?: (base64: string) => CertificateFacts | null;
}

export interface Imported extends Composed {
  /** Ids of the selection that no object of a known kind has. */
  readonly unknown: readonly string[];
  /** What the tenant holds beside all that can be imported, in the lists that were read. */
  readonly leftAlone: readonly LeftAlone[];
  /** What could not be read; then there is nothing else. */
  readonly problems: readonly Problem[];
}

/** Reads and composes. A tenant that can't be read whole gives problems and no texts: a name might be taken twice. */
export async function importProfiles(
  request: ImportRequest,
  reader: TenantReader,
  state: StateReader,
): Promise<Imported> {
  const [{ inventory, problem }, lists] = await Promise.all([
    readState(state),
    listCollections(allCollections(), reader),
  ]);
  const { selection } = request;
  const matters = (object: JsonObject): boolean =>
    selection === 'all'
      ? isAboutMail(object)
      : selection.some((asked) => isSameId(asked, stringAt(object, 'id') ?? ''));
  const listings = await withAssignments(lists, matters, reader);
  const unread = listings.filter(({ listing }, index) => index > 0 && listing.problem?.type === 'permission');
  const needed = listings.filter((one) => !unread.includes(one));
  const listed = [...needed.flatMap(({ listing }) => listing.problem ?? []), ...(problem === null ? [] : [problem])];
  if (listed.length > 0) return failed(listed);
  const live = decodeLive(
    listings.flatMap(({ listing }) => listing.items),
    READ_KINDS,
  );
  const chosen = choose(live, request, inventory);
  const objects = new Map(
    listings.map(({ path, listing }) => [path, listing.items.flatMap((object) => directoryEntry(object) ?? [])]),
  );
  const directory = await nameLive(chosen.live, objects, request.config.groups.allow, reader);
  const references = await readReferences(chosen.live, reader);
  const problems = [...directory.problems, ...references.problems];
  if (problems.length > 0) return failed(problems);
  const keys = chooseKeys(references.live, takenKeys(live, request, inventory));
  const subjects = references.live.flatMap((one): readonly ImportSubject[] => {
    const [kind, key] = [kindNamed(one.kind), keys.get(one.id)];
    return kind === undefined || key === undefined ? [] : [{ live: one, kind, key }];
  });
  const composed = compose(subjects, directory, request.place, knownKeys(live, request, inventory));
  const refused = [...chosen.refused, ...composed.refused];
  const findings = [...composed.findings, ...unread.map(unreadFinding)];
  const belongings = { config: request.config, inventory };
  const managed = new Set<string>(live.flatMap((one) => (managedKey(one, belongings) === null ? [] : [one.id])));
  const leftAlone = findLeftAlone(
    listings.flatMap(({ listing }) => listing.items),
    (object) => isAboutMail(object) || managed.has(stringAt(object, 'id') ?? ''),
  );
  return { ...composed, findings, refused, leftAlone, unknown: chosen.unknown, problems: [] };
}

/** Who may not read apps may still take over mail profiles. */
function unreadFinding({ path, listing }: CollectionListing): Finding {
  const text = `${path} could not be read, and nothing of it is imported: ${listing.problem?.message ?? ''}`;
  return finding('APP-103', text);
}

function failed(problems: readonly Problem[]): Imported {
  const unique = new Map(problems.map((problem) => [`${problem.type} ${problem.message}`, problem]));
  return { written: [], refused: [], findings: [], unknown: [], leftAlone: [], problems: [...unique.values()] };
}

interface Choice {
  readonly live: readonly LiveProfile[];
  readonly refused: readonly Refused[];
  readonly unknown: readonly string[];
}

function choose(
  live: readonly LiveProfile[],
  { config, selection, describe }: ImportRequest,
  inventory: Inventory | null,
): Choice {
  const belongings = { config, inventory };
  const wanted =
    selection === 'all'
      ? live.filter((one) => isAboutMail(one.raw) && managedKey(one, belongings) === null)
      : live.filter(({ id }) => selection.some((asked) => isSameId(asked, id)));
  const judged = wanted.map((one) => ({
    one,
    reason: reasonNotTo(one, belongings) ?? brokenCertificate(one, describe),
  }));
  const unknown = selection === 'all' ? [] : selection.filter((asked) => !live.some(({ id }) => isSameId(asked, id)));
  return {
    live: judged.flatMap(({ one, reason }) => (reason === null ? [one] : [])),
    refused: judged.flatMap(({ one: { id, name, kind }, reason }) =>
      reason === null ? [] : [{ id, name, kind, reason }],
    ),
    unknown,
  };
}

/** A plan takes only files that hold a certificate; the service takes anything. */
function brokenCertificate({ raw }: LiveProfile, describe: ImportRequest['describe']): string | null {
  const base64 = stringAt(raw, 'trustedRootCertificate');
  if (base64 === undefined || describe === undefined || describe(base64) !== null) return null;
  return 'what it holds is no certificate: put one there in the admin center, or delete it';
}

function isSameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function reasonNotTo(live: LiveProfile, belongings: Belongings): string | null {
  const legacy = legacyNamed(live.kind);
  if (legacy !== undefined) return `${legacy.title}: ${legacy.advice}`;
  const key = managedKey(live, belongings);
  if (key !== null) return `it is managed already, as ${key}`;
  if (live.marker === null) return null;
  const { owner, key: marked } = live.marker;
  if (owner === belongings.config.owner) {
    return `it carries the marker of ${marked}, and the inventory has another object for that: take the marker out of the description of the copy first`;
  }
  return `it carries the marker of another repository, whose owner is ${owner}: release it there first`;
}

/** The profiles of the repository whose objects are known, by the ids of these. */
function knownKeys(
  live: readonly LiveProfile[],
  { config, profiles }: ImportRequest,
  inventory: Inventory | null,
): KeysById {
  const kinds = new Map<string, string>(profiles.map(({ key, kind }) => [key, kind]));
  return new Map(
    live.flatMap((one) => {
      const key = managedKey(one, { config, inventory });
      const kind = kindNamed(one.kind);
      return key === null || kind === undefined || kinds.get(key) !== one.kind
        ? []
        : [[one.id, { key, kind }] as const];
    }),
  );
}

/** Keys that mean something already: of profiles, of objects, and of what has been renamed, adopted or released. */
function takenKeys(
  live: readonly LiveProfile[],
  { config, profiles }: ImportRequest,
  inventory: Inventory | null,
): ReadonlySet<string> {
  const { moved, adopt, release } = config;
  const marked = live.flatMap(({ marker }) => (marker?.owner === config.owner ? [marker.key] : []));
  const named = [
    ...Object.keys(moved),
    ...Object.values(moved),
    ...Object.keys(adopt),
    ...Object.keys(release),
    ...Object.keys(inventory?.entries ?? {}),
  ];
  return new Set<string>([...profiles.map(({ key }) => key), ...marked, ...named]);
}

/** References that the settings make use of; bound ones that nothing uses stay where they are. */
async function readReferences(
  live: readonly LiveProfile[],
  reader: TenantReader,
): Promise<{ readonly live: readonly LiveProfile[]; readonly problems: readonly Problem[] }> {
  const reads = live.flatMap((one) => {
    const kind = kindNamed(one.kind);
    return kind === undefined ? [] : listUsedReferenceReads(one, kind);
  });
  const answers = await reader.batch(reads.map(({ request }) => request));
  return {
    live: live.map(fillReferences(reads, answers)),
    problems: answers.flatMap((answer) => (answer.status === 'unreadable' ? [answer.problem] : [])),
  };
}
