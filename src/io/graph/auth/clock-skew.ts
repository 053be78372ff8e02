/** A clock gone wrong looks like a bad token: who signs in from such a machine should be told about the clock. */

import { isJsonObject, type JsonObject } from '../../../model/json.ts';

/** This machine's time and the service's, both in milliseconds since 1970. */
export interface Clocks {
  readonly ours: number;
  readonly theirs: number;
}

/** The service's Date header counts whole seconds, and an answer takes a while: less than this is no difference. */
const TOLERANCE = 60_000;

/**
 * How far this machine's clock is off, with both times: "this machine's clock is 14 minutes ahead of Microsoft's (it
 * says …, Microsoft's says …)". Null when it is right to a minute.
 */
function clockDifference({ ours, theirs }: Clocks): string | null {
  const off = Math.abs(ours - theirs);
  if (off < TOLERANCE) return null;
  const direction = ours > theirs ? 'ahead of' : 'behind';
  return `this machine's clock is ${span(off)} ${direction} Microsoft's (it says ${iso(ours)}, Microsoft's says ${iso(theirs)})`;
}

/**
 * Why a token is good by one clock and bad by the other, with the difference and what to do. Null when both clocks agree
 * about the token, or when it isn't a JSON web token. Its signature is the service's business.
 */
export function describeClockFault(token: string, clocks: Clocks): string | null {
  const claims = tokenClaims(token);
  const difference = clockDifference(clocks);
  if (claims === null || difference === null) return null;
  const here = trouble(claims, clocks.ours);
  const there = trouble(claims, clocks.theirs);
  if (here === there) return null;
  const verdict = here === null ? `${there} by Microsoft's clock only` : `${here} by this machine's clock only`;
  return `the access token ${verdict}: ${difference}; set this machine's clock`;
}

function trouble(claims: JsonObject, now: number): string | null {
  const from = claims['nbf'];
  const until = claims['exp'];
  if (typeof until === 'number' && now >= until * 1000) return 'has expired';
  return typeof from === 'number' && now < from * 1000 ? 'is not valid yet' : null;
}

/** What a JSON web token says of itself; null for anything else. Its signature is the service's business. */
export function tokenClaims(token: string): JsonObject | null {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isJsonObject(claims) ? claims : null;
  } catch {
    return null;
  }
}

function iso(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** The largest unit that fits twice, so that "1 hour" isn't said of 119 minutes. */
function span(ms: number): string {
  const [unit, size] = UNITS.find(([, one]) => ms >= 2 * one) ?? (['minute', 60_000] as const);
  const count = Math.round(ms / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
