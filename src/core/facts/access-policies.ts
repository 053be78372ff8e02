/** Policies of conditional access, as far as they decide whether a mail app reaches Exchange Online. */

import { isExchangeOnline } from '../../catalogue/conditions.ts';
import { configurationTraits, mailTraits } from '../../catalogue/traits.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../model/json.ts';
import { PERMISSIONS } from '../../model/permissions.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import { brings, listedIn, type Question } from './question.ts';

/** Whom a policy is for: ids of people and groups; `everybody` for all. */
export interface AccessUsers {
  readonly everybody: boolean;
  readonly people: readonly string[];
  readonly groups: readonly string[];
  /** Roles or guests are named too: who has them is not read. */
  readonly isOpen: boolean;
}

/** A policy that is on, holds whatever the circumstances, and is about Exchange Online. */
export interface AccessPolicy {
  readonly name: string;
  readonly included: AccessUsers;
  readonly excluded: AccessUsers;
  /** Conditional access's names of platforms; null for any. */
  readonly platforms: { readonly included: readonly string[]; readonly excluded: readonly string[] } | null;
  readonly clients: readonly string[];
  readonly isBlock: boolean;
  /** Nobody gets in without a second factor. */
  readonly wantsSecondFactor: boolean;
  /** Only apps with app protection get in. */
  readonly wantsProtection: boolean;
  /** Approved client apps are let in, and nothing else is asked for: a grant that has ended. */
  readonly isRetiredGrant: boolean;
}

/** Exchange Online, alone or among others (Microsoft Entra documentation, conditional access: target resources). */
const EXCHANGE = ['All', 'Office365', '00000002-0000-0ff1-ce00-000000000000'];

export const ACCESS_POLICIES: Question<readonly AccessPolicy[]> = {
  what: 'the policies of conditional access',
  needs: PERMISSIONS.accessPolicies,
  isAsked: (proposed) => isForExchangeOnline(proposed) && brings(proposed, ACCESS_FIELDS),
  reads: () => [{ path: '/identity/conditionalAccess/policies' }],
  answer: ([answer]) => listedIn(answer)?.flatMap((policy) => policyFrom(policy) ?? []) ?? null,
  groups: (policies) => policies.flatMap(({ included, excluded }) => [...included.groups, ...excluded.groups]),
};

const ACCESS_FIELDS = ['host', 'oauth', 'authentication', 'configuration'];

/** Mail for Exchange Online in an app that a profile sets up. Outlook is left out: every policy lets it in. */
function isForExchangeOnline({ kind, settings }: ProposedChange): boolean {
  if (mailTraits(kind) !== undefined) return isExchangeOnline(settings);
  const browser = configurationTraits(kind)?.browser;
  return browser !== undefined && isExchangeOnline({ host: browser.host(settings) });
}

function policyFrom(policy: JsonObject): AccessPolicy | null {
  const conditions = objectAt(policy, 'conditions');
  const users = objectAt(conditions, 'users');
  const isOn = stringAt(policy, 'state') === 'enabled';
  if (!isOn || !isAboutExchange(objectAt(conditions, 'applications')) || dependsOnCircumstances(conditions))
    return null;
  return {
    name: stringAt(policy, 'displayName') ?? '',
    included: usersFrom(users, 'include'),
    excluded: usersFrom(users, 'exclude'),
    platforms: platformsFrom(conditions['platforms']),
    clients: textsAt(conditions, 'clientAppTypes'),
    ...grantFrom(policy['grantControls']),
  };
}

function isAboutExchange(applications: JsonObject): boolean {
  const excluded = textsAt(applications, 'excludeApplications');
  // A filter over attributes of apps may leave any of them out.
  if ((applications['applicationFilter'] ?? null) !== null) return false;
  return (
    textsAt(applications, 'includeApplications').some((one) => EXCHANGE.includes(one) && !excluded.includes(one)) &&
    !excluded.some((one) => one !== 'All' && EXCHANGE.includes(one))
  );
}

/** Conditions under which a policy holds for a sign-in and not for the next: what will be nobody can say. */
const CIRCUMSTANCES = [
  'signInRiskLevels',
  'userRiskLevels',
  'servicePrincipalRiskLevels',
  'insiderRiskLevels',
  'agentIdRiskLevels',
  'devices',
  'deviceStates',
  'times',
  'authenticationFlows',
];

function dependsOnCircumstances(conditions: JsonObject): boolean {
  const locations = objectAt(conditions, 'locations');
  const [inside, outside] = [textsAt(locations, 'includeLocations'), textsAt(locations, 'excludeLocations')];
  const isLocal = outside.length > 0 || inside.some((one) => one !== 'All');
  return isLocal || CIRCUMSTANCES.some((name) => isSaid(conditions[name]));
}

function isSaid(value: JsonValue | undefined): boolean {
  return isJsonArray(value) ? value.length > 0 : (value ?? null) !== null;
}

function usersFrom(users: JsonObject, side: 'include' | 'exclude'): AccessUsers {
  const people = textsAt(users, `${side}Users`);
  return {
    everybody: people.includes('All'),
    people: people.filter((one) => !['All', 'None', 'GuestsOrExternalUsers'].includes(one)),
    groups: textsAt(users, `${side}Groups`),
    isOpen:
      people.includes('GuestsOrExternalUsers') ||
      isSaid(users[`${side}Roles`]) ||
      isSaid(users[`${side}GuestsOrExternalUsers`]),
  };
}

function platformsFrom(value: JsonValue | undefined): AccessPolicy['platforms'] {
  if (!isJsonObject(value)) return null;
  return { included: textsAt(value, 'includePlatforms'), excluded: textsAt(value, 'excludePlatforms') };
}

type Grant = Pick<AccessPolicy, 'isBlock' | 'wantsSecondFactor' | 'wantsProtection' | 'isRetiredGrant'>;

/** With AND all controls are asked for, with OR any of them; approved client apps no longer count as one. */
function grantFrom(value: JsonValue | undefined): Grant {
  const grant = isJsonObject(value) ? value : {};
  const built = textsAt(grant, 'builtInControls');
  const strength = isSaid(grant['authenticationStrength']) ? ['mfa'] : [];
  const own = [...textsAt(grant, 'customAuthenticationFactors'), ...textsAt(grant, 'termsOfUse')];
  const controls = [...built, ...strength, ...own].filter((one) => one !== 'approvedApplication');
  const isAnd = stringAt(grant, 'operator') === 'AND';
  const isWanted = (control: string): boolean =>
    controls.includes(control) && (isAnd || controls.every((one) => one === control));
  return {
    isBlock: controls.includes('block'),
    wantsSecondFactor: isWanted('mfa'),
    wantsProtection: isWanted('compliantApplication'),
    isRetiredGrant: built.includes('approvedApplication') && controls.length === 0,
  };
}

function objectAt(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

function textsAt(object: JsonObject, name: string): readonly string[] {
  const value = object[name];
  return isJsonArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
