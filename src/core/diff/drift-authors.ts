/** Audit events → who changed what git wants otherwise. Silence is no answer: events come late, and not everybody may read them. */

import type { ChangedBy } from '../../model/audit.ts';
import type { Origin } from '../../model/change.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../model/json.ts';
import type { ReadRequest } from '../../model/reads.ts';
import { CLOCK_SKEW_MS, instantOf, instantText } from '../../model/time.ts';
import type { Pairing } from '../state/pair.ts';
import type { ProposedChange } from './proposed-change.ts';

/** By key. */
export type Authors = ReadonlyMap<string, ChangedBy>;

/** An object that somebody changed beside git, and when it was last as agreed (ISO 8601, UTC). */
export interface Drifted {
  readonly key: string;
  readonly id: string;
  readonly since: string;
  /** Graph's names of what differs. */
  readonly properties: ReadonlySet<string>;
}

/** Pages of the audit log, newest first: some twenty thousand events of a tenant, and a few seconds of waiting. */
const MOST_AUDIT_PAGES = 20;

const METADATA: Readonly<Record<string, string>> = {
  '/name': 'displayName',
  '/description': 'description',
  '/scopeTags': 'roleScopeTagIds',
};

/** The proposed changes in which the tenant moved, alone or beside git. */
export function driftedIn(proposals: readonly ProposedChange[], { identities }: Pairing): readonly Drifted[] {
  return proposals.flatMap((proposed) => {
    const since = identities.claims.get(proposed.key)?.entry?.applied?.at;
    const properties = movedProperties(proposed);
    if (proposed.live === null || since === undefined || properties.length === 0) return [];
    return [{ key: proposed.key, id: proposed.live.id, since, properties: new Set(properties.map(lower)) }];
  });
}

/** The newest audit events since the earliest of the agreements (reference page of auditEvent: activityDateTime). */
export function auditRead(drifted: readonly Drifted[]): ReadRequest {
  const earliest = Math.min(...drifted.map(({ since }) => instantOf(since) ?? 0));
  const filter = encodeURIComponent(`activityDateTime ge ${instantText(Math.max(0, earliest - CLOCK_SKEW_MS))}`);
  return {
    path: `/deviceManagement/auditEvents?$filter=${filter}&$orderby=activityDateTime%20desc`,
    mostPages: MOST_AUDIT_PAGES,
  };
}

/**
 * Who changed each object last. An event that names one of the properties goes before one that doesn't. Only people are
 * named: the events of apps include our own writes, which nothing in an event tells from another app's. Of a log that was
 * not read to its end (`isWhole`) only an event that names a property counts: a better one may be further back.
 */
export function authorsIn(drifted: readonly Drifted[], events: readonly JsonObject[], isWhole = true): Authors {
  const newest = events.flatMap(eventOf).toSorted((a, b) => b.instant - a.instant);
  return new Map(
    drifted.flatMap(({ key, id, since, properties }) => {
      const from = (instantOf(since) ?? 0) - CLOCK_SKEW_MS;
      const about = newest.filter(({ instant, ids }) => instant >= from && ids.includes(id));
      const found =
        about.find((event) => event.properties.some((name) => properties.has(name))) ??
        (isWhole ? about[0] : undefined);
      return found === undefined ? [] : [[key, { actor: found.actor, at: instantText(found.instant) }] as const];
    }),
  );
}

/** Says that the log was longer than what was read of it, where somebody stays unnamed for that. */
export function shortLogFindings(drifted: readonly Drifted[], authors: Authors, read: number): readonly Finding[] {
  const nameless = drifted.filter(({ key }) => !authors.has(key)).map(({ key }) => key);
  if (nameless.length === 0) return [];
  const text = `who changed ${nameless.join(', ')} in the tenant is not known: the ${read} newest events of the audit log were read, and it goes further back. look there in the Intune admin center`;
  return [finding('DRF-005', text)];
}

interface AuditEvent {
  readonly instant: number;
  readonly actor: string;
  readonly ids: readonly string[];
  readonly properties: readonly string[];
}

function eventOf(event: JsonObject): readonly AuditEvent[] {
  const instant = instantOf(stringAt(event, 'activityDateTime') ?? '');
  const { actor: who } = event;
  const actor = isJsonObject(who) ? stringAt(who, 'userPrincipalName') : undefined;
  if (instant === undefined || actor === undefined || actor === '') return [];
  const resources = objectsAt(event, 'resources');
  const properties = resources.flatMap((resource) =>
    objectsAt(resource, 'modifiedProperties').map((property) => lower(stringAt(property, 'displayName') ?? '')),
  );
  return [{ instant, actor, ids: resources.flatMap((resource) => stringAt(resource, 'resourceId') ?? []), properties }];
}

function movedProperties(proposed: ProposedChange): readonly string[] {
  const fields = proposed.differences
    .filter(({ origin }) => isDrift(origin))
    .flatMap(({ path, field }) =>
      field === null ? [METADATA[path] ?? path] : (proposed.kind.fields[field]?.graph ?? []),
    );
  const assigned = proposed.assignments !== null && isDrift(proposed.assignments.origin);
  return assigned ? [...fields, 'assignments'] : fields;
}

function isDrift(origin: Origin): boolean {
  return origin === 'drift' || origin === 'conflict';
}

function lower(text: string): string {
  return text.toLowerCase();
}
