/** Multi admin approval: writes that wait until another admin has approved the very same request (Intune documentation). */
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../model/json.ts';
import { badRequest, notFound, Refusal } from '../errors.ts';
import { type Answer, type Asked, ok } from '../exchange.ts';
import { guidOf } from '../store/identifiers.ts';

/** One request for an approval; `digest` is what must come again. */
interface ApprovalRequest {
  readonly code: string;
  readonly digest: string;
  readonly justification: string;
  readonly expires: number;
  status: 'needsApproval' | 'approved' | 'rejected' | 'completed';
}

export interface Approvals {
  /** Names of the access policies; with none nothing waits. */
  readonly policies: readonly string[];
  readonly requests: readonly ApprovalRequest[];
  /** `{"policies": […]}` protects configurations, `{"code": …, "status": …}` decides. Throws refusals. */
  set(wish: JsonObject): void;
  /** The refusal of a write that must wait; undefined where it may pass, which `settle` then ends. */
  hold(asked: Asked): Answer | undefined;
  settle(asked: Asked): void;
}

/** A request for an approval lives for three days. */
const LIFE = 3 * 86_400_000;

export function newApprovals(): Approvals {
  let policies: readonly string[] = [];
  let requests: readonly ApprovalRequest[] = [];
  const codeIn = (asked: Asked): string | undefined => asked.headers.get('x-msft-approval-code');
  const known = (code: string | undefined) => requests.find((request) => request.code === code);
  return {
    get policies() {
      return policies;
    },
    get requests() {
      return requests;
    },
    set(wish) {
      if (wish['policies'] !== undefined) policies = objectsAt(wish, 'policies').map(nameOf);
      const code = stringAt(wish, 'code');
      if (code === undefined) return;
      const found = known(code);
      if (found === undefined) throw notFound(`The approval '${code}' was not found.`);
      found.status = stringAt(wish, 'status') === 'approved' ? 'approved' : 'rejected';
    },
    hold(asked) {
      if (policies.length === 0 || asked.actor.portal || asked.segments[1] !== 'deviceConfigurations') return undefined;
      const justification = asked.headers.get('x-msft-approval-justification');
      const found = known(codeIn(asked));
      const now = asked.now.getTime();
      if (found?.status === 'approved' && found.expires > now) {
        if (found.digest === digestOf(asked)) return undefined;
        throw badRequest('The request differs from the one that was approved.');
      }
      if (justification === undefined || justification === '') throw approvalRequired();
      if (found !== undefined && found.status === 'needsApproval' && found.expires > now) return waiting(found.code);
      const same = requests.find((one) => one.digest === digestOf(asked) && one.status === 'needsApproval');
      if (same !== undefined && same.expires > now) return waiting(same.code);
      const code = guidOf(`approval/${requests.length}`);
      const told = Buffer.from(justification, 'base64').toString('utf8');
      const made = { code, digest: digestOf(asked), justification: told, expires: now + LIFE };
      requests = [...requests, { ...made, status: 'needsApproval' }];
      return waiting(code);
    },
    settle(asked) {
      const found = known(codeIn(asked));
      if (found?.status === 'approved') found.status = 'completed';
    },
  };
}

/** `operationApprovalPolicies` and `operationApprovalRequests`, as far as a client reads them. */
export function answerApprovals(approvals: Approvals, name: string): Answer | undefined {
  if (name === 'operationApprovalPolicies') {
    return ok({ value: approvals.policies.map((displayName) => ({ displayName, policyType: 'deviceConfiguration' })) });
  }
  if (name !== 'operationApprovalRequests') return undefined;
  return ok({
    value: approvals.requests.map(({ code, status, justification }) => ({
      id: code,
      status,
      requestJustification: justification,
    })),
  });
}

function nameOf(policy: JsonObject): string {
  return stringAt(isJsonObject(policy) ? policy : {}, 'displayName') ?? 'a policy';
}

function digestOf({ method, segments, text }: Asked): string {
  return JSON.stringify([method, segments, text]);
}

function approvalRequired(): Refusal {
  return new Refusal(403, 'ApprovalRequired', 'The operation needs the approval of another administrator.');
}

function waiting(code: string): Answer {
  const { code: name, message } = approvalRequired();
  return { status: 403, headers: { 'x-msft-approval-code': code }, body: { error: { code: name, message } } };
}
