/** Two profiles that get into each other's way on the devices of the same people: CNF-001 to CNF-006. */

import { type Finding, finding, type Severity } from '../../model/finding.ts';
import type { JsonValue } from '../../model/json.ts';
import type { Draft } from '../diff/proposed-change.ts';
import type { Reach, SetEngine } from '../people/audience.ts';
import { type Overlap, overlapsIn } from '../people/overlap.ts';
import { draftsWithPeople } from '../people/reads.ts';
import { configureTwice, contradict } from './conflicting-app-configs.ts';

/** A clash of two kinds on one device, judged by the settings. */
interface Clash {
  readonly code: string;
  readonly kinds: readonly [string, string];
  /** Settings that must be equal for a clash. */
  readonly same: readonly string[];
  readonly severity: Severity;
  readonly what: string;
  /** Where equal settings don't tell. */
  readonly when?: (one: Draft, other: Draft) => boolean;
  /** Settings besides those whose change may make it. */
  readonly by?: readonly string[];
  /** What both do, where it isn't setting up an account. */
  readonly both?: string;
}

const CONTRADICTING = {
  code: 'CNF-006',
  same: [],
  severity: 'error',
  what: 'they give a key two values, and nobody knows which of them the app follows',
  when: contradict,
  by: ['targetedApp', 'configuration', 'applicability'],
  both: 'configure the same app',
} as const;

const TWICE = {
  code: 'CNF-005',
  same: [],
  severity: 'warning',
  what: 'the app may ignore the account of the mail profile',
  when: configureTwice,
  by: ['app', 'applicability'],
  both: 'set up the same app',
} as const;

/**
 * The keys by which each platform recognises a duplicate account are those of "Add email settings to devices"
 * (MicrosoftDocs/memdocs); that two Intune profiles meet the same fate as a profile and a person's own account is inferred.
 */
const CLASHES: readonly Clash[] = [
  {
    code: 'CNF-001',
    kinds: ['ios-mail', 'ios-mail'],
    same: ['host', 'emailAddress'],
    severity: 'error',
    what: 'the second one fails with "account not unique" (0x87D1791D)',
  },
  {
    code: 'CNF-002',
    kinds: ['samsung-knox-mail', 'samsung-knox-mail'],
    same: ['emailAddress'],
    severity: 'error',
    what: 'they overwrite each other',
  },
  {
    code: 'CNF-003',
    kinds: ['windows-mail', 'windows-mail'],
    same: ['host', 'emailAddress'],
    severity: 'warning',
    what: 'one overwrites the account of the other',
  },
  {
    code: 'CNF-004',
    kinds: ['android-work-gmail', 'android-work-nine'],
    same: [],
    severity: 'warning',
    what: 'people get two managed mail apps',
  },
  { ...TWICE, kinds: ['android-work-gmail', 'android-app-config'] },
  { ...TWICE, kinds: ['android-work-nine', 'android-app-config'] },
  { ...CONTRADICTING, kinds: ['ios-app-config', 'ios-app-config'] },
  { ...CONTRADICTING, kinds: ['android-app-config', 'android-app-config'] },
];

/** Two profiles that clash wherever both arrive; at least `draft` changes in this plan. */
export interface Rivalry {
  readonly draft: Draft;
  readonly other: Draft;
  readonly clash: Clash;
}

/**
 * The pairs worth counting: a profile that this plan makes, assigns anew or gives another account, and any other one of
 * the same account. Each pair once. Other changes make no new clash, so nobody's members are read for them.
 */
export function rivalriesOf(drafts: readonly Draft[]): readonly Rivalry[] {
  const found = new Map<string, Rivalry>();
  for (const draft of draftsWithPeople(drafts).filter(isAssigned)) {
    for (const other of drafts) {
      const pair = [draft.key, other.key].sort().join(' ');
      if (other.key === draft.key || found.has(pair) || !isAssigned(other)) continue;
      const clash = CLASHES.find((one) => clashes(one, draft, other) && mayBeNew(one, draft));
      if (clash !== undefined) found.set(pair, { draft, other, clash });
    }
  }
  return [...found.values()];
}

function mayBeNew({ same, by = [] }: Clash, { action, before, after, differences }: Draft): boolean {
  return (
    action === 'create' ||
    before !== after ||
    differences.some(({ field }) => field !== null && [...same, ...by].includes(field))
  );
}

/** Findings about the pairs that share people. An error only where both are ours and somebody surely gets both. */
export function rivalryFindings(rivalries: readonly Rivalry[], engine: SetEngine): readonly Finding[] {
  if (rivalries.length === 0) return [];
  const sets = overlapsIn(engine);
  const reaches = new Map<Draft, Reach>();
  const reach = (draft: Draft): Reach => {
    const known = reaches.get(draft) ?? engine.reachOf(draft.after, draft.kind.devices);
    reaches.set(draft, known);
    return known;
  };
  const shared = new Map<string, { readonly rivalry: Rivalry; readonly both: Overlap }[]>();
  for (const rivalry of rivalries) {
    const both = sets.whoGetsBoth(reach(rivalry.draft), reach(rivalry.other));
    if (both.people === 0) continue;
    const of = shared.get(rivalry.draft.key) ?? [];
    of.push({ rivalry, both });
    shared.set(rivalry.draft.key, of);
  }
  return [...shared.values()].flatMap((found) => {
    const worst = found.toSorted((a, b) => b.both.sure - a.both.sure);
    const told = worst.slice(0, MOST_TOLD).map(({ rivalry, both }) => rivalryFinding(rivalry, both));
    return [...told, ...restFinding(worst.slice(MOST_TOLD))];
  });
}

/** A profile that clashes with a hundred others needs no hundred sentences. */
const MOST_TOLD = 3;

function restFinding(rest: readonly { readonly rivalry: Rivalry; readonly both: Overlap }[]): readonly Finding[] {
  const [first] = rest;
  if (first === undefined) return [];
  const { draft, clash } = first.rivalry;
  const does = clash.both ?? 'set up the same account';
  const text = `"${draft.key}" shares people with ${rest.length} more profiles that ${does}: ${clash.what}`;
  return [finding(clash.code, 'warning', text, { key: draft.key, at: draft.desired?.at })];
}

function rivalryFinding({ draft, other, clash }: Rivalry, both: Overlap): Finding {
  const certain = isOurs(other) && both.sure > 0;
  const name = isOurs(other) ? `"${other.key}"` : `"${other.live?.name ?? other.key}", which is not managed here,`;
  const does = clash.both ?? `set up ${clash.same.length === 0 ? 'managed mail' : 'the same account'}`;
  const text = `"${draft.key}" and ${name} ${does} for ${peopleText(both)}: ${clash.what}. assign these people to one of them`;
  const where = { key: draft.key, at: draft.desired?.at };
  return finding(clash.code, certain ? clash.severity : 'warning', text, where);
}

function peopleText({ basis, people, sure }: Overlap): string {
  if (people === null) return 'people who could not be counted';
  const count = people === 1 ? '1 person' : `${people} people`;
  return basis === 'exact' || sure === people ? count : `at most ${count}`;
}

function isAssigned({ after }: Draft): boolean {
  return after.some(({ intent }) => intent === 'include');
}

function isOurs({ action }: Draft): boolean {
  return action !== 'unmanaged';
}

function clashes({ kinds, same, when }: Clash, draft: Draft, other: Draft): boolean {
  const names = [draft.kind.name, other.kind.name].sort();
  return (
    names.join(' ') === [...kinds].sort().join(' ') &&
    same.every((field) => sameText(draft.settings[field], other.settings[field])) &&
    (when?.(draft, other) ?? true)
  );
}

/** Hosts and the names of address sources mean the same in any case. */
function sameText(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
}
