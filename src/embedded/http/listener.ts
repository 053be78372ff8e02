/** The HTTP side: reads a request whole, has it answered, and writes the answer, or fails as a fault says. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { answerOne, isWrite, refused } from '../dispatch.ts';
import { Refusal } from '../errors.ts';
import { splitAddress, type TenantAnswer, type TenantRequest } from '../exchange.ts';
import { bodyText } from '../routes/kept-items.ts';
import { guidOf } from '../store/identifiers.ts';
import { parseBody } from '../validate/body.ts';
import { actorOf, portalActor } from './authorize.ts';
import { answerBatch } from './batch.ts';
import { answerControl, type Control } from './control.ts';
import type { Fault } from './faults.ts';

const guidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The request listener of a tenant; `origin` is called once the port is known. Each answer takes `latency` milliseconds more. */
export function newListener(
  control: Control,
  clock: () => Date,
  origin: () => string,
  latency = 0,
): (request: IncomingMessage, response: ServerResponse) => void {
  let count = 0;
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    const answer = (): void => {
      count += 1;
      const text = Buffer.concat(chunks).toString('utf8');
      const asked = askedOf(request, text, { now: clock(), origin: origin(), count });
      try {
        respond(control, asked, request.url ?? '/', response);
      } catch (problem) {
        // A bug of this server, or a folder that can't be written: the client sees a 500 and the reason.
        const message = problem instanceof Error ? problem.message : String(problem);
        write(response, asked, { status: 500, body: { error: { code: 'InternalServerError', message } } });
      }
    };
    request.on('end', () => {
      if (latency === 0) answer();
      else setTimeout(answer, latency);
    });
  };
}

interface Moment {
  readonly now: Date;
  readonly origin: string;
  readonly count: number;
}

function askedOf(request: IncomingMessage, text: string, moment: Moment): TenantRequest {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const requestId = guidOf(`request/${moment.now.toISOString()}/${moment.count}`);
  const given = headers.get('client-request-id');
  return {
    method: request.method ?? 'GET',
    ...splitAddress(request.url ?? '/'),
    headers,
    text,
    origin: moment.origin,
    now: moment.now,
    actor: portalActor,
    requestId,
    clientRequestId: given !== undefined && guidPattern.test(given) ? given : requestId,
  };
}

function respond(control: Control, asked: TenantRequest, path: string, response: ServerResponse): void {
  if (asked.version === '__tenant') {
    write(
      response,
      asked,
      guarded(asked, () => answerControl(control, asked)),
    );
    return;
  }
  const fault = control.faults.strike(asked.method, path);
  if (fault?.kind === 'reset-before') {
    response.destroy();
    return;
  }
  const answer = guarded(
    asked,
    () => answerGraph(control, asked, path, fault),
    (refusal) => noted(control, asked, path, false, refusal),
  );
  if (fault?.kind === 'reset-after') response.destroy();
  else if (fault?.kind === 'truncated') write(response, asked, truncated(answer));
  else write(response, asked, answer);
}

function answerGraph(control: Control, asked: TenantRequest, path: string, fault: Fault | undefined): TenantAnswer {
  const actor = actorOf(asked.headers.get('authorization'), asked.now);
  const whole: TenantRequest = { ...asked, actor };
  if (asked.segments[0] === '$batch' && asked.segments.length === 1) {
    if (fault !== undefined && replaces(fault)) return noted(control, whole, path, false, fault.answer);
    const body = parseBody(asked.text);
    const answer = answerBatch(whole, body, (item, itemPath) => answerNoted(control, item, itemPath, true));
    return noted(control, whole, path, false, answer);
  }
  return answerNoted(control, whole, path, false, fault);
}

function answerNoted(
  control: Control,
  asked: TenantRequest,
  path: string,
  inBatch: boolean,
  struck?: Fault,
): TenantAnswer {
  const fault = struck ?? (inBatch ? control.faults.strike(asked.method, path) : undefined);
  const answer = fault !== undefined && replaces(fault) ? fault.answer : answerOne(control.tenant, known(asked));
  const looped = fault?.kind === 'loop' && isJsonObject(answer.body) ? looping(asked, path, answer.body) : answer;
  return noted(control, asked, path, inBatch, looped);
}

/** Versions other than Graph's two have no routes. */
function known(asked: TenantRequest): TenantRequest {
  if (asked.version === 'beta' || asked.version === 'v1.0') return asked;
  return { ...asked, segments: [asked.version, ...asked.segments], version: '' };
}

function noted(
  control: Control,
  asked: TenantRequest,
  path: string,
  inBatch: boolean,
  answer: TenantAnswer,
): TenantAnswer {
  const isBatch = asked.segments[0] === '$batch';
  control.ledger.add({
    method: asked.method,
    path,
    status: answer.status,
    inBatch,
    write: isWrite(asked) && !isBatch,
    changed: answer.changed ?? false,
  });
  return answer;
}

/** Refusals as answers; `note` sees the ones that never reached a route. */
function guarded(
  asked: TenantRequest,
  work: () => TenantAnswer,
  note: (answer: TenantAnswer) => TenantAnswer = (answer) => answer,
): TenantAnswer {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof Refusal) return note(refused(asked, problem));
    throw problem;
  }
}

function replaces(fault: Fault): boolean {
  return fault.kind === undefined || fault.kind === 'html';
}

/** The same page for ever: its next link leads to itself. */
function looping(asked: TenantRequest, path: string, body: JsonObject): TenantAnswer {
  return { status: 200, body: { ...body, '@odata.nextLink': `${asked.origin}${path}` } };
}

function truncated(answer: TenantAnswer): TenantAnswer {
  const text = answer.text ?? JSON.stringify(answer.body ?? {});
  return {
    ...answer,
    headers: { 'Content-Type': 'application/json', ...answer.headers },
    text: text.slice(0, Math.ceil(text.length / 2)),
  };
}

function write(response: ServerResponse, asked: TenantRequest, answer: TenantAnswer): void {
  const text = answer.text ?? (answer.body === undefined ? '' : bodyText(answer.body));
  const type =
    answer.text === undefined
      ? 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'
      : 'text/plain';
  response.writeHead(answer.status, {
    'request-id': asked.requestId,
    'client-request-id': asked.clientRequestId,
    date: asked.now.toUTCString(),
    ...(text === '' ? {} : { 'Content-Type': type }),
    ...answer.headers,
    ...(answer.status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(text)) }),
  });
  response.end(text);
}
