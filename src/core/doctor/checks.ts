/** What was found out about machine, identity and tenant → sentences, each with what to do. */

import { EXIT, type ExitCode } from '../../model/exit-code.ts';
import type { JsonObject } from '../../model/json.ts';
import { isJsonObject, objectsAt, stringAt } from '../../model/json.ts';
import type { Problem } from '../../model/plan.ts';
import type { ReadAnswer } from '../../model/reads.ts';
import type { StateReading, StateSnapshot } from '../../model/state/snapshot.ts';
import { AREAS, type Area, isGranted } from './permissions.ts';

/** `advice` could be better, `unknown` could not be found out; only `problem` stops something. */
export interface DoctorCheck {
  readonly id: string;
  readonly status: 'ok' | 'advice' | 'unknown' | 'problem';
  readonly text: string;
  /** What to do; null where nothing is to be done. */
  readonly fix: string | null;
  /** Why it stops something: what may be done, or what can be reached. */
  readonly cause: 'permission' | 'unreachable' | null;
}

/** What a token says of itself. Never the token. */
export interface TokenFacts {
  readonly tenantId: string | null;
  readonly app: string | null;
  /** Application permissions, or those of a person with the app; null where the token can't be read. */
  readonly granted: readonly string[] | null;
}

export interface DoctorFacts {
  /** Which identity the environment offers, in words; `isSecret` for a client secret. */
  readonly identity: { readonly name: string; readonly isSecret: boolean } | { readonly fault: string };
  /** Null where the identity gives no token that can be read. */
  readonly token: TokenFacts | null;
  /** The tenant of the configuration, null where it names none. */
  readonly tenantId: string | null;
  readonly isEmbedded: boolean;
  /** Whether writing is asked for. */
  readonly purpose: 'plan' | 'apply';
  readonly node: string;
  /** Git's version, null where there is none. */
  readonly git: string | null;
  readonly branch: string;
  readonly state: StateReading;
  /** Milliseconds by which this machine is ahead of the service; null where no answer had a time. */
  readonly aheadMs: number | null;
  /** Answers to the probes, in the order of the areas. */
  readonly answers: readonly ReadAnswer[];
  readonly approvals: ReadAnswer;
}

/** All checks, in the order in which one would mend things. */
export function diagnose(facts: DoctorFacts): readonly DoctorCheck[] {
  return [nodeCheck(facts), gitCheck(facts), stateCheck(facts), ...identityChecks(facts), ...tenantChecks(facts)];
}

/** 12 where something can't be reached, 9 where something isn't allowed (which wins: it is the nearer cause), else 0. */
export function doctorExitCode(checks: readonly DoctorCheck[]): ExitCode {
  const causes = checks.filter(({ status }) => status === 'problem').map(({ cause }) => cause);
  if (causes.includes('permission')) return EXIT.denied;
  return causes.includes('unreachable') ? EXIT.unreadable : EXIT.ok;
}

function ok(id: string, text: string): DoctorCheck {
  return { id, status: 'ok', text, fix: null, cause: null };
}

function advice(id: string, text: string, fix: string | null): DoctorCheck {
  return { id, status: 'advice', text, fix, cause: null };
}

function unknown(id: string, text: string, fix: string | null): DoctorCheck {
  return { id, status: 'unknown', text, fix, cause: null };
}

function problem(id: string, cause: DoctorCheck['cause'], text: string, fix: string): DoctorCheck {
  return { id, status: 'problem', text, fix, cause };
}

const OLDEST_NODE = [20, 19] as const;

function nodeCheck({ node }: DoctorFacts): DoctorCheck {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [oldest, least] = OLDEST_NODE;
  const isFine = major > oldest || (major === oldest && minor >= least);
  if (isFine) return ok('node', `Node ${node}`);
  return advice(
    'node',
    `Node ${node} is older than ${OLDEST_NODE.join('.')}`,
    `install Node ${OLDEST_NODE.join('.')} or newer`,
  );
}

function gitCheck({ git }: DoctorFacts): DoctorCheck {
  if (git !== null) return ok('git', `git ${git}`);
  return problem(
    'git',
    'unreachable',
    'git is not there, and the state lives in it',
    'install git, and make it part of PATH',
  );
}

function rememberedTenant(branch: string, { inventory, lock }: StateSnapshot): DoctorCheck {
  const whose = inventory.tenant === null ? 'names no tenant yet' : `is that of the tenant ${inventory.tenant}`;
  return ok('state', `the state branch ${branch} can be read, ${whose}, and ${holderText(lock.holder?.who)}`);
}

function stateCheck({ branch, state }: DoctorFacts): DoctorCheck {
  switch (state.status) {
    case 'none':
      return ok('state', `the repository of the state branch answers; ${branch} is made by the first apply`);
    case 'found':
      return rememberedTenant(branch, state.state);
    case 'unreachable': {
      const fix = 'correct state.repo in postilion.yaml, or give this machine access to it';
      return problem('state', 'unreachable', `the state branch ${branch} cannot be reached: ${state.message}`, fix);
    }
    case 'unreadable': {
      const fix = 'look at the branch, or propose its inventory anew with "postilion state rebuild"';
      return problem('state', 'unreachable', `the state branch ${branch} is damaged: ${state.message}`, fix);
    }
  }
}

function holderText(who: string | undefined): string {
  return who === undefined ? 'its lock is open' : `${who} holds its lock`;
}

function identityChecks(facts: DoctorFacts): readonly DoctorCheck[] {
  const { identity, token } = facts;
  if ('fault' in identity) {
    return [
      problem(
        'identity',
        'permission',
        `no token: ${identity.fault}`,
        'give this machine an identity, as the README tells',
      ),
    ];
  }
  const who = token?.app ?? null;
  const named = `the identity is ${identity.name}${who === null ? '' : `, ${who}`}`;
  const first = identity.isSecret
    ? advice(
        'identity',
        `${named}: a secret can be copied and is forgotten until it expires`,
        'federate the app with GitHub (no secret at all), or use a certificate',
      )
    : ok('identity', named);
  return [first, tenantMatch(facts)];
}

function tenantMatch({ tenantId, token, isEmbedded, answers }: DoctorFacts): DoctorCheck {
  const found = organizationId(answers) ?? token?.tenantId ?? null;
  if (isEmbedded) return ok('tenant', 'the tenant is the embedded one: a stand-in on this machine');
  if (tenantId === null) {
    return advice(
      'tenant',
      'the configuration names no tenant',
      'write tenant.id in postilion.yaml, so that no plan meets the wrong one',
    );
  }
  if (found === null)
    return unknown('tenant', `nobody can say whether the token belongs to the tenant ${tenantId}`, null);
  if (found === tenantId) return ok('tenant', `the token belongs to the tenant of the configuration, ${found}`);
  const text = `the configuration names the tenant ${tenantId}, the token belongs to ${found}`;
  return problem('tenant', 'permission', text, 'sign in to the tenant of the configuration, or correct tenant.id');
}

function organizationId(answers: readonly ReadAnswer[]): string | null {
  const answer = answers[AREAS.findIndex(({ probe }) => probe.startsWith('/organization'))];
  const [organization] = answer?.status === 'found' && isJsonObject(answer.body) ? objectsAt(answer.body, 'value') : [];
  return organization === undefined ? null : (stringAt(organization, 'id') ?? null);
}

function tenantChecks(facts: DoctorFacts): readonly DoctorCheck[] {
  if ('fault' in facts.identity) return [];
  const faults = facts.answers.flatMap((answer) => (answer.status === 'unreadable' ? [answer.problem] : []));
  const isReached = faults.length < facts.answers.length || faults.some(({ type }) => type === 'permission');
  if (!isReached) return [unreached(faults), clockCheck(facts)];
  return [ok('reach', 'the tenant answers'), clockCheck(facts), ...permissionChecks(facts), approvalCheck(facts)];
}

function unreached([first]: readonly Problem[]): DoctorCheck {
  const text = `the tenant gives no answer that can be used: ${first?.message ?? 'nothing was asked'}`;
  if (first?.type === 'auth') return problem('reach', 'permission', text, 'get a new token for this tenant and cloud');
  return problem('reach', 'unreachable', text, 'look at network, proxy, tenant.cloud and tenant.graphUrl');
}

/** A token is good from five minutes before it was made, by the usual tolerance; half of that is reason to look. */
const CLOCK_TOLERANCE = 150_000;

function clockCheck({ aheadMs }: DoctorFacts): DoctorCheck {
  if (aheadMs === null) return unknown('clock', 'the service told no time to compare the clock with', null);
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (Math.abs(aheadMs) < CLOCK_TOLERANCE) return ok('clock', `the clock agrees with the service (${seconds} s apart)`);
  const text = `this machine's clock is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} the service's`;
  return advice('clock', text, 'set the clock: tokens and the lock of the state branch depend on it');
}

function permissionChecks({ answers, token, purpose }: DoctorFacts): readonly DoctorCheck[] {
  const granted = token?.granted ?? null;
  const reading = AREAS.map((area, index): DoctorCheck => {
    const answer = answers[index];
    const id = `read-${area.read}`;
    if (answer?.status === 'found') return ok(id, `may read ${area.what} (${area.read})`);
    if (answer?.status !== 'unreadable' || answer.problem.type !== 'permission') {
      const why = answer?.status === 'unreadable' ? answer.problem.message : 'the tenant knows no such collection';
      return unknown(id, `nobody can say whether ${area.what} may be read: ${why}`, null);
    }
    const fix = `grant the app ${area.read} with admin consent, then get a new token`;
    if (area.without !== null) return advice(id, `may not read ${area.what}: ${area.without}`, fix);
    return problem(id, 'permission', `may not read ${area.what}: no plan without it`, fix);
  });
  return [
    ...reading,
    ...AREAS.flatMap((area) => (area.write === null ? [] : [writing(area, area.write, granted, purpose)])),
  ];
}

/** Writing is never tried: the token's own list has to do. */
function writing(
  { what, without }: Area,
  permission: string,
  granted: readonly string[] | null,
  purpose: string,
): DoctorCheck {
  const id = `write-${permission}`;
  if (granted === null) return unknown(id, `the token does not tell whether ${what} may be written`, null);
  if (isGranted(permission, granted)) {
    if (purpose === 'apply') return ok(id, `may write ${what} (${permission})`);
    return advice(
      id,
      `may write ${what}, which a plan does not need`,
      'plan with an identity that can only read, apply with another',
    );
  }
  if (purpose === 'plan') return ok(id, `can only read, which is enough for a plan; an apply needs ${permission}`);
  const fix = `grant the app ${permission} with admin consent, then get a new token`;
  if (without !== null) return advice(id, `may not write ${what}, so an apply leaves them as they are`, fix);
  return problem(id, 'permission', `may not write ${what}: no apply without it`, fix);
}

/** Which policy covers template mail profiles is documented nowhere, so every policy is told (source: MAA page). */
function approvalCheck({ approvals }: DoctorFacts): DoctorCheck {
  if (approvals.status !== 'found' || !isJsonObject(approvals.body)) {
    return unknown(
      'approvals',
      'nobody can say whether multi admin approval is on',
      'expect applies that wait for another admin (exit code 8)',
    );
  }
  const policies = objectsAt(approvals.body, 'value').map(policyName);
  if (policies.length === 0)
    return ok('approvals', 'multi admin approval has no policy: no apply waits for another admin');
  const text = `multi admin approval is on: ${policies.join(', ')}`;
  return advice(
    'approvals',
    text,
    'expect applies that wait for another admin (exit code 8), and run them again once approved',
  );
}

function policyName(policy: JsonObject): string {
  const set = policy['policySet'];
  const types = isJsonObject(set) ? stringAt(set, 'policyType') : stringAt(policy, 'policyType');
  return `"${stringAt(policy, 'displayName') ?? 'a policy'}" (${types ?? 'of an unknown type'})`;
}
