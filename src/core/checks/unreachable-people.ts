/** Profiles that meet a device without a person, or people without a device: APP-014, APP-024, ASG-007. */

import { configurationTraits } from '../../catalogue/traits.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { PLATFORMS } from '../../model/platforms.ts';

import { counted, peopleInWords } from '../../model/text.ts';
import { type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';

import { type AudienceFacts, REACHED, type SetEngine, setEngine } from '../people/audience.ts';

/** Findings about configurations that fail on devices without a person. */
export function userlessFindings(proposals: readonly ProposedChange[], facts: AudienceFacts): readonly Finding[] {
  const userless = userlessEngine(facts);
  return proposals.flatMap((proposed) => userlessFinding(proposed, userless));
}

/** Findings about configurations of enrolled devices for people who have none. */
export function notEnrolledFindings(
  proposals: readonly ProposedChange[],
  facts: AudienceFacts,
  engine: SetEngine,
): readonly Finding[] {
  return proposals.flatMap((proposed) => notEnrolled(proposed, facts, engine));
}

/**
 * Gmail and Nine Work are told an account with tokens about a person; a dedicated device has none, and the configuration
 * fails there (source: ACO).
 */
function userlessFinding(proposed: ProposedChange, userless: SetEngine | null): readonly Finding[] {
  const needsPerson = configurationTraits(proposed.kind)?.needsPerson?.(proposed.settings) === true;
  const reach = needsPerson ? userlessReach(proposed, userless) : null;
  if (reach === null) return [];
  const { certain, devices } = reach;
  const count = counted(devices, 'device');
  const text = `"${proposed.key}" is for ${certain ? '' : 'at most '}${count} without a person, where it fails: include groups of users, or leave dedicated devices out with a filter`;
  const severity = certain ? undefined : 'warning';
  return [finding('APP-014', text, { key: proposed.key, at: proposed.desired?.at, severity })];
}

/**
 * Findings about mail and certificates of people on devices that have no primary user: they are for the person who
 * enrolled the device, and may not arrive without one (source: CFG).
 */
export function nobodysDeviceFindings(proposals: readonly ProposedChange[], facts: AudienceFacts): readonly Finding[] {
  const userless = userlessEngine(facts);
  return proposals.flatMap((proposed) => {
    const { key, kind, settings, desired } = proposed;
    const isForPerson = kind.delivers === 'mail' || (kind.delivers === 'certificate' && settings['store'] === 'user');
    const reach = isForPerson ? userlessReach(proposed, userless) : null;
    if (reach === null) return [];
    const count = counted(reach.devices, 'device');
    const text = `"${key}" is for ${reach.certain ? '' : 'at most '}${count} without a primary user, and may not arrive there: include groups of users, or give the devices a primary user`;
    return [finding('ASG-007', text, { key, at: desired?.at })];
  });
}

/** An engine over the devices without a person: to it each is a person of its own, whom no group of users knows. */
function userlessEngine({ devices, ...facts }: AudienceFacts): SetEngine | null {
  if (devices === null) return null;
  const userless = devices.filter(({ person }) => person === null).map((device) => ({ ...device, person: device.id }));
  return setEngine({ ...facts, devices: userless });
}

/** How many devices without a person the assignments are for; null for none, and where devices are not known. */
function userlessReach(
  proposed: ProposedChange,
  userless: SetEngine | null,
): { readonly devices: number; readonly certain: boolean } | null {
  if (userless === null) return null;
  const targets = plannedAssignments(proposed).filter(({ target }) => target.type !== 'allUsers');
  const { marks, reached } = userless.reachOf(targets, proposed.kind.devices);
  return reached.length === 0 ? null : { devices: reached.length, certain: marks.includes(REACHED) };
}

/** Only the plain case: with one enrolled device among its groups, the configuration was not chosen by mistake. */
function notEnrolled(proposed: ProposedChange, facts: AudienceFacts, engine: SetEngine): readonly Finding[] {
  const { key, kind, desired } = proposed;
  const included = plannedAssignments(proposed).filter(({ intent }) => intent === 'include');
  if (configurationTraits(kind)?.channel !== 'devices' || facts.devices === null) return [];
  const people = new Set<string>();
  for (const { target } of included) {
    const group = target.type === 'group' ? facts.groups.get(target.id) : null;
    if (group === null || group === undefined || group.devices.size > 0) return [];
    for (const person of group.people) people.add(person);
  }
  const plain = included.map((one) => ({ ...one, filter: null }));
  if (people.size === 0 || engine.reachOf(plain, kind.devices).reached.length > 0) return [];
  const who =
    people.size === 1
      ? 'the person in its groups has none'
      : `none of the ${peopleInWords(people.size, 'exact')} in its groups has one`;
  const text = `"${key}" is for enrolled ${PLATFORMS[kind.platform].devices}, and ${who}: write a managed-app-config for people whose devices are not enrolled`;
  return [finding('APP-024', text, { key, at: desired?.at })];
}
