/** The refusals of the embedded tenant, in the two shapes that Graph uses. */
import type { JsonObject } from '../model/json.ts';

/** A request that is refused: thrown where it is noticed, shaped where it is answered. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }
}

export function badRequest(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message);
}

/** What Intune answers for an id it doesn't have. */
export function notFound(message: string): Refusal {
  return new Refusal(404, 'ResourceNotFound', message);
}

export function unknownSegment(segment: string): Refusal {
  return new Refusal(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
}

export interface ErrorIds {
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly date: Date;
}

/** The body of an error answer; Intune wraps the message in a JSON text (Graph error documentation, live samples). */
export function makeErrorBody(refusal: Refusal, ids: ErrorIds, intune: boolean): JsonObject {
  const innerError = {
    date: ids.date.toISOString().slice(0, 19),
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
  };
  return {
    error: { code: refusal.code, message: intune ? intuneMessage(refusal, ids) : refusal.message, innerError },
  };
}

function intuneMessage(refusal: Refusal, ids: ErrorIds): string {
  const tail = `Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: ${ids.requestId} - Url: https://fef.embedded.manage.microsoft.com/`;
  return JSON.stringify({
    _version: 3,
    Message: `${refusal.message} - ${tail}`,
    CustomApiErrorPhrase: '',
    RetryAfter: null,
    ErrorSourceService: '',
    HttpHeaders: '{}',
  });
}
