/** Multi admin approval: writes that wait until another admin has approved the very same request (Intune documentation). */
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../model/json.ts';
import { badRequest, notFound, Refusal } from '../errors.ts';
import { ok, type TenantAnswer, type TenantRequest } from '../exchange.ts';
import { guidOf } from '../store/identifiers.ts';

/** One request for an approval; `digest` is what must come again. */
interface ApprovalRequest {
  readonly code: string;
  readonly digest: string;
  /** The object that it's about: there is one open request for each. */
  readonly about: string;
  readonly justification: string;
  readonly expires: number;
  status: 'needsApproval' | 'approved' | 'rejected' | 'completed';
}

export interface Approvals {
  /** Names of the access policies; with none nothing waits. */
  readonly policies: readonly string[];
  readonly requests: readonly ApprovalRequest[];
  /**
   * `{"policies": […]}` protects configurations, `{"code": …, "status": …}` decides, `{"refusal": …}` is how a write is
   * told to wait. Throws refusals.
   */
  set(wish: JsonObject): void;
  /** The refusal of a write that must wait; undefined where it may pass, which `settle` then ends. */
  hold(asked: TenantRequest): TenantAnswer | undefined;
  settle(asked: TenantRequest): void;
}

/** A request for an approval lives for three days. */
const LIFE = 3 * 86_400_000;

/** As the page about it says, and as tenants were seen to answer. */
const REFUSALS = {
  documented: { status: 403, code: 'ApprovalRequired' },
  'inner code': { status: 403, code: 'Forbidden' },
  'precondition failed': { status: 412, code: 'BadRequest' },
  'bad request': { status: 400, code: 'BadRequest' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly code: string }>>;

type RefusalName = keyof typeof REFUSALS;

/** The longest reason that is taken. */
const LONGEST = 1024;

export function newApprovals(): Approvals {
  let policies: readonly string[] = [];
  let requests: readonly ApprovalRequest[] = [];
  let refusal: RefusalName = 'documented';
  const codeIn = (asked: TenantRequest): string | undefined => asked.headers.get('x-msft-approval-code');
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
      if (wish['refusal'] !== undefined) refusal = refusalIn(wish);
      const code = stringAt(wish, 'code');
      if (code === undefined) return;
      const found = known(code);
      if (found === undefined) throw notFound(`The approval '${code}' was not found.`);
      found.status = stringAt(wish, 'status') === 'approved' ? 'approved' : 'rejected';
    },
    hold(asked) {
      if (policies.length === 0 || asked.actor.portal || asked.segments[1] !== 'deviceConfigurations') return undefined;
      const now = asked.now.getTime();
      const isOpen = (one: ApprovalRequest): boolean => one.status === 'needsApproval' && one.expires > now;
      const given = codeIn(asked);
      if (given !== undefined) {
        const found = known(given);
        if (found !== undefined && isOpen(found)) return waiting(found.code, refusal);
        if (found?.status !== 'approved' || found.expires <= now) {
          throw badRequest(`The approval '${given}' can not be used: ${found?.status ?? 'unknown'}.`);
        }
        if (found.digest === digestOf(asked)) return undefined;
        throw badRequest('The request differs from the one that was approved.');
      }
      const told = justificationIn(asked, refusal);
      const same = requests.find((one) => one.digest === digestOf(asked) && isOpen(one));
      if (same !== undefined && refusal === 'documented') return waiting(same.code, refusal);
      if (refusal !== 'documented' && requests.some((one) => one.about === aboutOf(asked) && isOpen(one))) {
        throw new Refusal(409, 'Conflict', 'An active Approval Request already exists for this object.');
      }
      const code = guidOf(`approval/${requests.length}`);
      const made = { code, digest: digestOf(asked), about: aboutOf(asked), justification: told, expires: now + LIFE };
      requests = [...requests, { ...made, status: 'needsApproval' }];
      return waiting(code, refusal);
    },
    settle(asked) {
      const found = known(codeIn(asked));
      if (found?.status === 'approved') found.status = 'completed';
    },
  };
}

/** `operationApprovalPolicies` and `operationApprovalRequests`, as far as a client reads them. */
export function answerApprovals(approvals: Approvals, name: string): TenantAnswer | undefined {
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

function digestOf({ method, segments, text }: TenantRequest): string {
  return JSON.stringify([method, segments, text]);
}

/** An object with what hangs on it; a create is about itself. */
function aboutOf(asked: TenantRequest): string {
  return asked.segments.length > 2 ? asked.segments.slice(0, 3).join('/') : digestOf(asked);
}

function refusalIn(wish: JsonObject): RefusalName {
  const names = Object.keys(REFUSALS).filter(isRefusal);
  const found = names.find((name) => name === wish['refusal']);
  if (found === undefined) throw badRequest(`'refusal' is one of ${names.join(', ')}.`);
  return found;
}

function isRefusal(name: string): name is RefusalName {
  return Object.hasOwn(REFUSALS, name);
}

/** The reason that came with a request. Throws the refusal of one that has none, or too long a one. */
function justificationIn(asked: TenantRequest, refusal: RefusalName): string {
  const header = asked.headers.get('x-msft-approval-justification') ?? '';
  const missing = "Header 'x-msft-approval-justification' is required to request approval.";
  if (header === '' && refusal === 'documented') throw new Refusal(403, 'ApprovalRequired', missing);
  if (header === '') throw badRequest(missing);
  const told = Buffer.from(header, 'base64').toString('utf8');
  if (told.length > LONGEST) throw badRequest(`The reason is longer than ${LONGEST} characters.`);
  return told;
}

function waiting(given: string, name: RefusalName): TenantAnswer {
  const { status, code } = REFUSALS[name];
  const message = `Approval Required. x-msft-approval-code: ${given}`;
  const error =
    name === 'inner code'
      ? { code, message: 'Forbidden', innerError: { code: 'ApprovalRequired' } }
      : { code, message };
  return { status, headers: { 'x-msft-approval-code': given }, body: { error } };
}
