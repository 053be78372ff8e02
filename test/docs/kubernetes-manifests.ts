/** What is wrong with a manifest: by Kubernetes' published schemas, by names that these don't have, and by what we promise of pods. */

import { CronJob, Job } from 'kubernetes-models/batch/v1';
import { ConfigMap, Namespace, ServiceAccount } from 'kubernetes-models/v1';
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectsAt,
  stringAt,
} from '../../src/model/json.ts';

const MODELS = { CronJob, Job, ConfigMap, Namespace, ServiceAccount };

/** Complaints about one document; empty when there are none. */
export function manifestFaults(document: JsonValue): readonly string[] {
  if (!isJsonObject(document)) return ['is no mapping'];
  const kind = Object.entries(MODELS).find(([name]) => name === document['kind']);
  if (kind === undefined) return [`has a kind that nobody checks: ${JSON.stringify(document['kind'])}`];
  const read = new Set<string>();
  const faults: string[] = [];
  try {
    const model = new kind[1]({});
    Object.assign(model, watched(document, '', read));
    model.validate();
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  return [...faults, ...unread(document, '', read), ...podFaults(document)];
}

/** The schemas let names through that they don't know. A validator made of one looks up every name that it does know. */
function watched(value: JsonObject, path: string, read: Set<string>): JsonObject {
  return new Proxy(value, {
    get: (target, name) => {
      const at = `${path}/${String(name)}`;
      read.add(at);
      const member = target[String(name)];
      if (isJsonArray(member))
        return member.map((item, index) => (isJsonObject(item) ? watched(item, `${at}/${index}`, read) : item));
      return isJsonObject(member) ? watched(member, at, read) : member;
    },
  });
}

function unread(value: JsonValue, path: string, read: ReadonlySet<string>): readonly string[] {
  if (isJsonArray(value)) return value.flatMap((item, index) => unread(item, `${path}/${index}`, read));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = `${path}/${name}`;
    return read.has(at) ? unread(member, at, read) : [`${at} is no name of Kubernetes`];
  });
}

/** Nobody is root, nothing is written outside of volumes, and no container is without a limit. */
function podFaults(document: JsonObject): readonly string[] {
  const spec = podSpec(document);
  if (spec === null) return [];
  const context = objectAt(spec, 'securityContext');
  const containers = [...objectsAt(spec, 'initContainers'), ...objectsAt(spec, 'containers')];
  return [
    ...(context['runAsNonRoot'] === true ? [] : ['may run as root']),
    ...containers.flatMap((container) => {
      const own = objectAt(container, 'securityContext');
      const isLocked = own['readOnlyRootFilesystem'] === true && own['allowPrivilegeEscalation'] === false;
      const isLimited = objectAt(objectAt(container, 'resources'), 'limits')['memory'] !== undefined;
      return [
        ...(isLocked ? [] : [`${stringAt(container, 'name')} may write to its image or gain rights`]),
        ...(isLimited ? [] : [`${stringAt(container, 'name')} has no limit of memory`]),
      ];
    }),
  ];
}

/** The pods that a document starts; null where it starts none. */
export function podSpec(document: JsonObject): JsonObject | null {
  const job = jobSpec(document);
  return job === null ? null : objectAt(objectAt(job, 'template'), 'spec');
}

/** The job that a document is, or makes. */
export function jobSpec(document: JsonObject): JsonObject | null {
  const spec = objectAt(document, 'spec');
  if (document['kind'] === 'Job') return spec;
  return document['kind'] === 'CronJob' ? objectAt(objectAt(spec, 'jobTemplate'), 'spec') : null;
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const member = object[name];
  return isJsonObject(member) ? member : {};
}
