/** From a request to its answer: rights, route, and refusals in the shape of the service they come from. */
import { makeErrorBody, Refusal, unknownSegment } from './errors.ts';
import type { TenantAnswer, TenantRequest } from './exchange.ts';
import { authorize } from './http/authorize.ts';
import { answerDirectory, isDirectory } from './routes/directory.ts';
import { answerEntraList, entraListAt } from './routes/entra-lists.ts';
import { answerIntune } from './routes/intune.ts';
import type { Tenant } from './tenant.ts';

const intuneRoots = ['deviceManagement', 'deviceAppManagement'];

/** Whether the request is meant to change something. */
export function isWrite(asked: Pick<TenantRequest, 'method'>): boolean {
  return asked.method !== 'GET' && asked.method !== 'HEAD';
}

/** Answers one request (not a batch). Never throws for what a client can do wrong. */
export function answerOne(tenant: Tenant, asked: TenantRequest): TenantAnswer {
  try {
    authorize(asked, isWrite(asked));
    if (!isWrite(asked)) return route(tenant, asked);
    const held = tenant.approvals.hold(asked);
    if (held !== undefined) return held;
    const answer = route(tenant, asked);
    tenant.approvals.settle(asked);
    return answer;
  } catch (problem) {
    if (problem instanceof Refusal) return refused(asked, problem);
    throw problem;
  }
}

/** The error answer of a refusal. */
export function refused(asked: TenantRequest, refusal: Refusal): TenantAnswer {
  const root = asked.segments[0] ?? '';
  const ids = { requestId: asked.requestId, clientRequestId: asked.clientRequestId, date: asked.now };
  // A missing token is noticed by Graph itself, before Intune sees the request.
  const intune = intuneRoots.includes(root) && refusal.status !== 401;
  return { status: refusal.status, body: makeErrorBody(refusal, ids, intune) };
}

function route(tenant: Tenant, asked: TenantRequest): TenantAnswer {
  const [root = ''] = asked.segments;
  // The mail types exist in beta only; v1.0 serves the directory here (v1.0 CSDL).
  if (intuneRoots.includes(root) && asked.version === 'beta') return answerIntune(tenant, asked);
  const list = entraListAt(asked.segments);
  if (list !== undefined) return answerEntraList(tenant, asked, list);
  if (isDirectory(root)) return answerDirectory(tenant, asked, root);
  throw unknownSegment(root);
}
