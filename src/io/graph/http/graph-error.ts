/** Graph's error bodies in all the shapes seen: its own, Intune's JSON within a string, those of middle boxes. */

import { isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../../model/json.ts';

/** What an error body says. `code` is for decisions, `message` for people. */
export interface GraphFault {
  readonly code: string | null;
  readonly message: string;
  readonly requestIds: readonly string[];
}

/** The fault that a body describes, null when it describes none. */
export function readFault(body: JsonValue): GraphFault | null {
  if (!isJsonObject(body)) return null;
  const error = body['error'];
  if (isJsonObject(error)) return graphFault(error);
  if (typeof error === 'string') return plainFault(error, stringAt(body, 'error_description') ?? '');
  const code = stringAt(body, 'ErrorCode') ?? stringAt(body, 'code') ?? null;
  const message = stringAt(body, 'Message') ?? stringAt(body, 'message') ?? '';
  return code === null && message === '' ? null : { ...intuneMessage(message), code };
}

function plainFault(code: string, message: string): GraphFault {
  return { code, message, requestIds: [] };
}

function graphFault(error: JsonObject): GraphFault {
  // Both spellings are documented (Graph's error reference page).
  const inner = error['innerError'] ?? error['innererror'];
  const requestId = isJsonObject(inner) ? stringAt(inner, 'request-id') : undefined;
  const innerCode = isJsonObject(inner) ? stringAt(inner, 'code') : undefined;
  const outer = stringAt(error, 'code') ?? null;
  const text = intuneMessage(stringAt(error, 'message') ?? '');
  return {
    // Multi admin approval may hide its code below a general one.
    code: innerCode === 'ApprovalRequired' ? innerCode : outer,
    message: text.message,
    requestIds: requestId === undefined ? text.requestIds : [requestId, ...text.requestIds],
  };
}

/** Intune writes a JSON document into `message`: a sentence, a phrase and the activity id that support asks for. */
function intuneMessage(message: string): Omit<GraphFault, 'code'> {
  const document = message.trimStart().startsWith('{') ? parse(message) : null;
  const text = document === null ? message : (stringAt(document, 'Message') ?? message);
  const activity = /Activity ID: ([0-9a-f-]{36})/i.exec(text)?.[1];
  const phrase = document === null ? '' : (stringAt(document, 'CustomApiErrorPhrase') ?? '');
  const sentence = text.replace(/\s+-\s+Operation ID \(for customer support\):[\s\S]*$/i, '');
  return {
    message: [sentence, phrase].filter((part) => part !== '').join('; '),
    requestIds: activity === undefined ? [] : [activity],
  };
}

function parse(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
