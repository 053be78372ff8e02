/** One moment in the spellings that different writers and readers of Graph leave behind. */

/**
 * `time` is in UTC, as the tenant stores it. `trimmed` and `seconds` cut what they don't show, so that a moment is the
 * same to a second only.
 */
export function spellTime(time: string, spelling: 'trimmed' | 'seconds' | 'offset'): string {
  const [, whole, fraction = ''] = /^(.{19})(?:\.(\d+))?Z$/.exec(time) ?? [];
  if (whole === undefined) return time;
  switch (spelling) {
    case 'seconds':
      return `${whole}Z`;
    case 'trimmed': {
      const digits = fraction.slice(0, 5).replace(/0+$/, '');
      return digits === '' ? `${whole}Z` : `${whole}.${digits}Z`;
    }
    case 'offset': {
      // The documentation's own samples are in Redmond's winter time.
      const there = new Date(Date.parse(`${whole}Z`) - 8 * 3_600_000).toISOString().slice(0, 19);
      return `${there}.${fraction.padEnd(7, '0')}-08:00`;
    }
    default:
      return spelling satisfies never;
  }
}
