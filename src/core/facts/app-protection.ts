/** App protection policies that hold for Outlook, asked for where a configuration of it says what they say too. */

import { type AppPlatform, configurationTraits } from '../../catalogue/traits.ts';
import { keyNamed } from '../../kinds/app-config/keys/known-keys.ts';
import type { Assignment } from '../../model/assignment.ts';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../model/json.ts';
import { PERMISSIONS } from '../../model/permissions.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import { decodeAssignments } from '../assignments/graph.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import { groupsOf } from '../people/reads.ts';
import { brings, listedIn, type Question } from './question.ts';

export interface AppProtection {
  readonly platform: AppPlatform;
  readonly name: string;
  readonly assignments: readonly Assignment[];
  readonly asksForPin: boolean;
}

const PLATFORMS: readonly AppPlatform[] = ['ios', 'android'];

/** By store id on both platforms. */
const OUTLOOK_ID = 'com.microsoft.office.outlook';

export const APP_PROTECTION: Question<readonly AppProtection[]> = {
  what: 'the app protection policies',
  needs: PERMISSIONS.apps,
  isAsked: (proposed) =>
    brings(proposed, ['configuration']) && (fingerPlatforms(proposed).length > 0 || generalKeys(proposed).length > 0),
  reads: () =>
    PLATFORMS.map((platform) => ({
      path: `/deviceAppManagement/${platform}ManagedAppProtections?$expand=apps,assignments`,
    })),
  answer: (answers) => {
    const found = PLATFORMS.map((platform, index) => protectionsFrom(platform, answers[index]));
    return found.includes(null) ? null : found.flatMap((some) => some ?? []);
  },
  groups: (policies) => groupsOf(policies.flatMap(({ assignments }) => assignments)),
};

function protectionsFrom(platform: AppPlatform, answer: ReadAnswer | undefined): readonly AppProtection[] | null {
  const policies = listedIn(answer);
  if (policies === null) return null;
  return policies.filter(isForOutlook).map((policy) => ({
    platform,
    name: stringAt(policy, 'displayName') ?? '',
    assignments: decodeAssignments(policy),
    asksForPin: policy['pinRequired'] === true,
  }));
}

function isForOutlook(policy: JsonObject): boolean {
  if (stringAt(policy, 'appGroupType')?.startsWith('all') === true) return true;
  return objectsAt(policy, 'apps').some(({ mobileAppIdentifier: app = null }) => {
    const id = isJsonObject(app) ? (stringAt(app, 'bundleId') ?? stringAt(app, 'packageId')) : undefined;
    return id?.toLowerCase() === OUTLOOK_ID;
  });
}

const BIOMETRIC = 'com.microsoft.outlook.Auth.Biometric';

/** The platforms on which Outlook is told to ask for a finger or a face; none where it is not, or the key does nothing. */
export function fingerPlatforms(proposed: ProposedChange): readonly AppPlatform[] {
  if (configurationIn(proposed)[BIOMETRIC] !== true) return [];
  return platformsOf(proposed).filter((platform) => keyNamed(BIOMETRIC)?.platforms.includes(platform));
}

/** Keys of Outlook that say how it behaves, told by way of managed devices although managed apps take them too. */
export function generalKeys(proposed: ProposedChange): readonly string[] {
  if (configurationTraits(proposed.kind)?.channel !== 'devices') return [];
  return Object.keys(configurationIn(proposed)).filter((name) => {
    const key = keyNamed(name);
    return (
      key?.concern === 'behaviour' && key.channels.includes('apps') && key.key.startsWith('com.microsoft.outlook.')
    );
  });
}

/** The platforms for which the configuration is. */
export function platformsOf({ kind }: ProposedChange): readonly AppPlatform[] {
  return configurationTraits(kind)?.platforms ?? [];
}

function configurationIn({ settings }: ProposedChange): JsonObject {
  const value = settings['configuration'];
  return isJsonObject(value) ? value : {};
}
