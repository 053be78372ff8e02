/** How one set of assignments meets one device: reached, not reached, or open, and on what it then depends. */

import type { Truth } from './filters/compare-values.ts';

/** A device of a person; a person known only from a group has no device. */
export interface Unit {
  readonly person: string;
  /** Graph's id of the managed device. */
  readonly device: string | null;
  readonly entraId: string | null;
}

/** An assignment with everything that's known about it filled in. The names stand for what may be unknown. */
export interface Aim {
  readonly intent: 'include' | 'exclude';
  readonly mode: 'include' | 'exclude' | null;
  readonly targetName: string;
  readonly filterName: string;
  covers(unit: Unit): Truth;
  /** Whether the filter matches; not asked where there is none. */
  matches(unit: Unit): Truth;
}

/** The outcome for one unit. */
export interface Meeting {
  /** Reached in some reading of what isn't known (filters, groups that could not be read). */
  readonly possible: boolean;
  /** Reached in every reading. */
  readonly definite: boolean;
  /** Equal texts mean: whatever isn't known, the outcome is the same. */
  readonly signature: string;
}

const OUT: Meeting = { possible: false, definite: false, signature: 'out' };
const IN: Meeting = { possible: true, definite: true, signature: 'in' };

/**
 * Several assignments of one policy to one device: an exclusion takes it out, an exclude filter that matches bars it,
 * then an assignment without filter reaches it, then an include filter that matches; equal modes are or-ed (Microsoft
 * Intune documentation, filter reports and troubleshooting: precedence of filters).
 */
export function meet(aims: readonly Aim[], unit: Unit): Meeting {
  let certain = false;
  const bars: string[] = [];
  const chances: string[] = [];
  for (const aim of aims) {
    const covered = aim.covers(unit);
    if (covered === false) continue;
    const who = covered === 'unknown' ? aim.targetName : '';
    if (aim.intent === 'exclude') {
      if (covered === true) return OUT;
      bars.push(who);
      continue;
    }
    const match = aim.mode === null ? true : aim.matches(unit);
    // An exclude filter that matches bars; one that doesn't match leaves a plain assignment.
    if (aim.mode === 'exclude' && match !== false) {
      if (covered === true && match === true) return OUT;
      bars.push(condition(who, match, aim));
      if (match === true) continue;
    } else if (aim.mode === 'include' && match !== true) {
      if (match === 'unknown') chances.push(condition(who, match, aim));
      continue;
    }
    if (covered === true) certain = true;
    else chances.push(who);
  }
  if (certain && bars.length === 0) return IN;
  if (!certain && chances.length === 0) return OUT;
  const reached = certain ? 'in' : inOneOrder(chances);
  return { possible: true, definite: false, signature: `${reached} unless ${inOneOrder(bars)}` };
}

/** What must hold, of the things that aren't known. */
function condition(who: string, match: Truth, aim: Aim): string {
  const what = match === 'unknown' ? aim.filterName : '';
  return [who, what].filter((name) => name !== '').join('&');
}

function inOneOrder(conditions: readonly string[]): string {
  return [...new Set(conditions)].sort().join('|');
}
