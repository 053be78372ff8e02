/** What a scheduled run may set back by itself: drift that people wouldn't notice, as far as the policy allows. */

import { authorWords, type ChangedBy } from '../model/author.ts';
import type { Config } from '../model/config.ts';
import { compareLevels, type EffectLevel, gateLevel } from '../model/effect.ts';
import { type Finding, finding } from '../model/finding.ts';
import { canonical, type JsonValue } from '../model/json.ts';
import type { Difference } from './compare.ts';
import type { Draft } from './draft.ts';
import type { Approval } from './gates.ts';
import type { Fight } from './inventory/fights.ts';

export interface Healed {
  readonly draft: Draft;
  /** What stays as somebody left it, and why. */
  readonly findings: readonly Finding[];
}

/**
 * The draft without the drift that is left alone; what git intends stays, so drift on one field doesn't hold up a
 * change of another: where both would share a gate, what git intends goes first, and the drift in a later run. Who moved is
 * unknown: that counts as drift. Fields that were healed again and again are left too.
 */
export function healing(
  draft: Draft,
  config: Pick<Config, 'heal' | 'approval'>,
  fights: readonly Fight[],
  author: ChangedBy | null,
): Healed {
  if (draft.live === null || draft.desired === null) return { draft, findings: [] };
  const fought = new Map(fights.filter(({ key }) => key === draft.key).map((fight) => [fight.path, fight]));
  const policy = config.heal;
  const reassigned = draft.before !== draft.after;
  const gate = hasIntention(draft) ? config.approval.from : null;
  const left = draft.differences.filter((difference) => staysLeft(difference, policy, gate, fought));
  const keepAssignments =
    reassigned && draft.assignOrigin !== 'intended' && (policy !== 'all' || fought.has('/assign'));
  if (left.length === 0 && !keepAssignments) return { draft, findings: [] };
  const differences = draft.differences.filter((difference) => !left.includes(difference));
  const after = keepAssignments ? draft.before : draft.after;
  const nothing = differences.length === 0 && draft.before === after;
  const action = nothing ? 'unchanged' : draft.action === 'unassign' && keepAssignments ? 'update' : draft.action;
  return {
    draft: { ...draft, differences, after, action, settings: settingsWithout(draft, left) },
    findings: [
      ...left.map((difference) => leftFinding(draft, difference, fought, author)),
      ...(keepAssignments ? [assignFinding(draft, fought, author)] : []),
    ],
  };
}

/**
 * For a run that somebody asked for: where git wants something of the object, drift that waits for an approval is left
 * for a later run, so that it doesn't hold up what git wants. An approval of the level lets it through; one by digest is
 * about a plan that somebody has seen whole, and nothing is left out of it.
 */
export function intentionFirst(draft: Draft, from: EffectLevel, { levels, digests }: Approval): Healed {
  if (draft.live === null || digests.length > 0 || !hasIntention(draft)) return { draft, findings: [] };
  const named = levels.filter(({ keys }) => keys === null || keys.includes(draft.key));
  const isShut = (level: EffectLevel): boolean =>
    compareLevels(level, from) >= 0 && !named.some((one) => compareLevels(one.level, level) >= 0);
  const left = draft.differences.filter(({ origin, verdict }) => origin !== 'intended' && isShut(gateLevel(verdict)));
  if (left.length === 0) return { draft, findings: [] };
  const differences = draft.differences.filter((difference) => !left.includes(difference));
  return {
    draft: { ...draft, differences, settings: settingsWithout(draft, left) },
    findings: left.map(({ path, from: now, to, verdict }) => {
      const text = `${path}: the tenant has ${canonical(now)}, git ${canonical(to)}; setting it back would mean ${verdict.level} for people and waits for an approval, what git changes goes first`;
      return finding('DRF-003', 'warning', text, { key: draft.key, at: draft.desired?.at });
    }),
  };
}

/** True where git itself wants something of the object. */
function hasIntention({ differences, before, after, assignOrigin }: Draft): boolean {
  return differences.some(({ origin }) => origin === 'intended') || (before !== after && assignOrigin === 'intended');
}

/** `gate`: the level from which a change waits, null where the drift would hold up nothing else. */
function staysLeft(
  { origin, verdict, path }: Difference,
  policy: Config['heal'],
  gate: EffectLevel | null,
  fought: ReadonlyMap<string, Fight>,
): boolean {
  if (origin === 'intended') return false;
  if (fought.has(path) || policy === 'never') return true;
  if (gate !== null && compareLevels(gateLevel(verdict), gate) >= 0) return true;
  return policy === 'silent' && compareLevels(gateLevel(verdict), 'silent') > 0;
}

function settingsWithout(draft: Draft, left: readonly Difference[]): Draft['settings'] {
  const settings: Record<string, JsonValue> = { ...draft.settings };
  for (const { field, from } of left) if (field !== null) settings[field] = from;
  return settings;
}

function leftFinding(
  { key, desired }: Draft,
  difference: Difference,
  fought: ReadonlyMap<string, Fight>,
  author: ChangedBy | null,
): Finding {
  const { path, from, to, verdict } = difference;
  const where = { key, at: desired?.at };
  const fight = fought.get(path);
  if (fight !== undefined) {
    const text = `${path}: healed ${fight.times.length} times within a day, and changed again each time${byWhom(author)}: two write it, these runs and somebody else. it stays ${canonical(from)} until you settle who decides`;
    return finding('DRF-004', 'warning', text, where);
  }
  const text = `${path}: the tenant has ${canonical(from)}${byWhom(author)}, git ${canonical(to)}; setting it back would mean ${verdict.level} for people, so no run does it unasked: apply it, or write the tenant's value into YAML`;
  return finding('DRF-003', 'warning', text, where);
}

function assignFinding({ key, desired }: Draft, fought: ReadonlyMap<string, Fight>, author: ChangedBy | null): Finding {
  const where = { key, at: desired?.at };
  if (fought.has('/assign')) {
    const text = `assignments: healed again and again within a day, and changed again each time${byWhom(author)}: two write them, these runs and somebody else. they stay as they are until you settle who decides`;
    return finding('DRF-004', 'warning', text, where);
  }
  const text = `assignments: changed in the tenant${byWhom(author)}; setting them back gives or takes mail, so no run does it unasked: apply it, or write the tenant's assignments into YAML`;
  return finding('DRF-003', 'warning', text, where);
}

/** ` (last by admin@contoso.example on 22 Nov 2026 14:31 UTC)`. */
function byWhom(author: ChangedBy | null): string {
  return author === null ? '' : ` (last ${authorWords(author)})`;
}
