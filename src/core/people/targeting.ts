/** Whether one set of assignments reaches one device: yes, no, or unknown together with the facts that are missing. */

/** Answers as bytes, one for each device: a large tenant asks millions of these questions. */
export const NO = 0;
export const YES = 1;
export const OPEN = 2;

/** An assignment with everything that's known about it filled in. The names stand for what may be unknown. */
export interface Aim {
  readonly intent: 'include' | 'exclude';
  readonly mode: 'include' | 'exclude' | null;
  readonly targetName: string;
  readonly filterName: string;
  /** Whether the target covers the device of that index. */
  readonly covers: Uint8Array;
  /** Whether the filter matches it; of no meaning where there is no filter. */
  readonly matches: Uint8Array;
}

/** The outcome for one device. */
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
const NOTHING: readonly string[] = [];

/**
 * Several assignments of one policy to one device: an exclusion takes it out, an exclude filter that matches bars it,
 * then an assignment without filter reaches it, then an include filter that matches; equal modes are or-ed (Microsoft
 * Intune documentation, filter reports and troubleshooting: precedence of filters).
 */
export function meet(aims: readonly Aim[], device: number): Meeting {
  let certain = false;
  let bars = NOTHING;
  let chances = NOTHING;
  for (const aim of aims) {
    const covered = aim.covers[device] ?? NO;
    if (covered === NO) continue;
    const who = covered === OPEN ? aim.targetName : '';
    if (aim.intent === 'exclude') {
      if (covered === YES) return OUT;
      bars = [...bars, who];
      continue;
    }
    const match = aim.mode === null ? YES : (aim.matches[device] ?? OPEN);
    // An exclude filter that matches bars; one that doesn't match leaves a plain assignment.
    if (aim.mode === 'exclude' && match !== NO) {
      if (covered === YES && match === YES) return OUT;
      bars = [...bars, condition(who, match, aim)];
      if (match === YES) continue;
    } else if (aim.mode === 'include' && match !== YES) {
      if (match === OPEN) chances = [...chances, condition(who, match, aim)];
      continue;
    }
    if (covered === YES) certain = true;
    else chances = [...chances, who];
  }
  if (certain && bars.length === 0) return IN;
  if (!certain && chances.length === 0) return OUT;
  const reached = certain ? 'in' : inOneOrder(chances);
  return { possible: true, definite: false, signature: `${reached} unless ${inOneOrder(bars)}` };
}

/** What must hold, of the things that aren't known. */
function condition(who: string, match: number, aim: Aim): string {
  const what = match === OPEN ? aim.filterName : '';
  return [who, what].filter((name) => name !== '').join('&');
}

function inOneOrder(conditions: readonly string[]): string {
  return [...new Set(conditions)].sort().join('|');
}
