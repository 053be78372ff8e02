/** Retry-After in its two spellings (RFC 9110, section 10.2.3). */

/**
 * Milliseconds to wait, or null when the header is absent or unreadable. `reference` is the sender's own time in
 * milliseconds since 1970, so that a clock gone wrong on our side doesn't stretch the wait.
 */
export function readRetryAfter(value: string | null, reference: number): number | null {
  if (value === null) return null;
  const text = value.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - reference);
}
