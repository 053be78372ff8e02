/** What the last run tells of itself, whether it wrote anything or not: its text, and what is told when it is out of reach. */

import type { Finding } from '../finding.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import type { Result } from '../result.ts';
import {
  countIn,
  flagIn,
  laterIn,
  objectIn,
  type ReadingFaults,
  readStateFile,
  STATE_VERSION,
  textIn,
  textOrNullIn,
  timeIn,
} from './reading.ts';

/** A run that came to a good end, with the commit that it followed. */
export interface GoodRun {
  readonly commit: string | null;
  readonly ended: string;
}

/** Numbers are null where the run could not tell them. */
export interface Heartbeat {
  readonly verb: 'apply' | 'reconcile';
  readonly who: string;
  readonly tool: string;
  readonly commit: string | null;
  /** Times of the service, which all runners share. */
  readonly started: string;
  readonly ended: string;
  /** Seconds from start to end. */
  readonly duration: number;
  /** Nothing is left to do. */
  readonly converged: boolean;
  /** Changes that wait for an approval. */
  readonly waiting: number | null;
  /** Profiles that somebody changed in the tenant, and that stay so. */
  readonly drift: number | null;
  /** People whom what was written concerns, each once. */
  readonly people: number | null;
  /** Why the run is no good one, for people; null where it is. */
  readonly fault: string | null;
  /** The last good run, this one included; null where none is known. */
  readonly good: GoodRun | null;
  /** Event → digest of the news that was told last; left out where nobody is told. */
  readonly told?: Readonly<Record<string, string>>;
}

/** `none`: the place was reached, and no run has told of itself there. */
export type HeartbeatReading =
  | { readonly status: 'found'; readonly heartbeat: Heartbeat }
  | { readonly status: 'none' }
  | { readonly status: 'unreadable'; readonly message: string; readonly findings: readonly Finding[] };

export const HEARTBEAT_FILE = 'last.json';

/** The text of `last.json` → the heartbeat, or what is wrong with it. */
export function readHeartbeat(text: string): Result<Heartbeat> {
  return readStateFile(HEARTBEAT_FILE, text, (document, faults) => {
    const { verb } = document;
    const told = laterIn(document['told'], '/told', faults, textsByName);
    if (verb !== 'apply' && verb !== 'reconcile') faults.push('/verb: apply or reconcile');
    return {
      verb: verb === 'apply' ? 'apply' : 'reconcile',
      who: textIn(document['who'], '/who', faults),
      tool: textIn(document['tool'], '/tool', faults),
      commit: textOrNullIn(document['commit'], '/commit', faults),
      started: timeIn(document['started'], '/started', faults),
      ended: timeIn(document['ended'], '/ended', faults),
      duration: countIn(document['duration'], '/duration', faults),
      converged: flagIn(document['converged'], '/converged', faults),
      waiting: laterIn(document['waiting'], '/waiting', faults, countIn),
      drift: laterIn(document['drift'], '/drift', faults, countIn),
      people: laterIn(document['people'], '/people', faults, countIn),
      fault: textOrNullIn(document['fault'], '/fault', faults),
      good: laterIn(document['good'], '/good', faults, goodIn),
      ...(told === null ? {} : { told }),
    };
  });
}

/** The heartbeat as a document for `writeStateFile`. */
export function heartbeatJson({ good, told, ...rest }: Heartbeat): JsonObject {
  const news = told === undefined ? {} : { told: { ...told } };
  return { version: STATE_VERSION, ...rest, ...news, good: good === null ? null : { ...good } };
}

function textsByName(
  value: JsonValue | undefined,
  place: string,
  faults: ReadingFaults,
): Readonly<Record<string, string>> {
  const members = Object.entries(objectIn(value, place, faults));
  return Object.fromEntries(members.map(([name, text]) => [name, textIn(text, `${place}/${name}`, faults)]));
}

function goodIn(value: JsonValue | undefined, place: string, faults: ReadingFaults): GoodRun {
  const good = objectIn(value, place, faults);
  return {
    commit: textOrNullIn(good['commit'], `${place}/commit`, faults),
    ended: timeIn(good['ended'], `${place}/ended`, faults),
  };
}
