/** What a scheduled run may set back by itself: drift that people wouldn't notice, as far as the policy allows. */

import { judge } from '../../catalogue/effects.ts';
import { authorWords, type ChangedBy } from '../../model/audit.ts';
import type { Config } from '../../model/config.ts';
import { compareLevels, gateLevel, LEVEL_WORDS, verdictWords } from '../../model/effect.ts';
import { type Finding, finding } from '../../model/finding.ts';
import { canonical } from '../../model/json.ts';
import type { InventoryEntry } from '../../model/state/inventory.ts';
import { assignmentsOfGit, withoutPart } from '../diff/partial-change.ts';
import { type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { Difference } from '../diff/three-way.ts';
import { withOverrides } from '../impact/change-effect.ts';
import type { HealLoop } from '../state/heal-loops.ts';

export interface Healed {
  readonly proposed: ProposedChange;
  /** What stays as somebody left it, and why. */
  readonly findings: readonly Finding[];
}

/**
 * The proposed change without the drift that is left alone; what git intends stays, so drift on one field doesn't hold up a
 * change of another. Who moved is unknown: that counts as drift. Fields that were healed again and again are left too.
 * What the tenant has observed of an effect counts, as it does in the plan.
 */
export function healing(
  proposed: ProposedChange,
  config: Pick<Config, 'heal' | 'effects'>,
  healLoops: readonly HealLoop[],
  author: ChangedBy | null,
): Healed {
  if (proposed.live === null || proposed.desired === null) return { proposed, findings: [] };
  const fought = new Map(healLoops.filter(({ key }) => key === proposed.key).map((loop) => [loop.path, loop]));
  const policy = config.heal;
  const { own, isPart } = assignmentsOfGit(proposed);
  const keepAssignments = isPart && (policy !== 'all' || fought.has('/assign'));
  const observed = withOverrides(proposed.kind.name, proposed.differences, config.effects);
  const left = proposed.differences.filter((one, index) => staysLeft(observed[index] ?? one, policy, fought));
  if (left.length === 0 && !keepAssignments) return { proposed, findings: [] };
  const told = observed.filter((one) => left.some(({ path }) => path === one.path));
  return {
    proposed: withoutPart(proposed, left, keepAssignments ? own : proposed.assignments),
    findings: [
      ...told.map((difference) => leftFinding(proposed, difference, fought, author)),
      ...(keepAssignments ? [assignFinding(proposed, fought, author)] : []),
    ],
  };
}

/**
 * A new object in place of one that somebody took out of the tenant (`gone`) is a heal like any other: people are set up
 * anew. Null where it may be made; otherwise why it isn't. What was taken away by git and is put back there is git's wish.
 */
export function recreation(
  proposed: ProposedChange,
  gone: InventoryEntry | undefined,
  policy: Config['heal'],
): readonly Finding[] | null {
  if (proposed.action !== 'create' || gone === undefined || gone.tombstone !== null || policy === 'all') return null;
  const { level } = judge(proposed.kind.effects.firstDelivery, {
    from: null,
    to: null,
    before: {},
    after: proposed.settings,
  });
  const isFelt = plannedAssignments(proposed).length > 0 && compareLevels(level, 'silent') > 0;
  if (policy === 'silent' && !isFelt) return null;
  const text = `${gone.id} was taken out of the tenant beside git; making it anew would mean for people: ${LEVEL_WORDS[level]}. no run does it unasked: approve it with the code that postilion plan shows, or take its YAML away`;
  return [finding('DRF-003', text, { key: proposed.key, at: proposed.desired?.at })];
}

function staysLeft(
  { origin, verdict, path }: Difference,
  policy: Config['heal'],
  fought: ReadonlyMap<string, HealLoop>,
): boolean {
  if (origin === 'intended') return false;
  if (fought.has(path) || policy === 'never') return true;
  return policy === 'silent' && compareLevels(gateLevel(verdict), 'silent') > 0;
}

function leftFinding(
  { key, desired }: ProposedChange,
  difference: Difference,
  fought: ReadonlyMap<string, HealLoop>,
  author: ChangedBy | null,
): Finding {
  const { path, from, to, verdict } = difference;
  const where = { key, at: desired?.at };
  const loop = fought.get(path);
  if (loop !== undefined) {
    const text = `${path}: healed ${loop.times.length} times within a day, and changed again each time${byWhom(author)}: two write it, these runs and somebody else. it stays ${canonical(from)} until you settle who decides`;
    return finding('DRF-004', text, where);
  }
  const text = `${path}: the tenant has ${canonical(from)}${byWhom(author)}, git ${canonical(to)}; setting it back would mean for people: ${verdictWords(verdict)}. no run does it unasked: approve it with the code that postilion plan shows, or write the tenant's value into YAML`;
  return finding('DRF-003', text, where);
}

function assignFinding(
  { key, desired }: ProposedChange,
  fought: ReadonlyMap<string, HealLoop>,
  author: ChangedBy | null,
): Finding {
  const where = { key, at: desired?.at };
  if (fought.has('/assign')) {
    const text = `assignments: healed again and again within a day, and changed again each time${byWhom(author)}: two write them, these runs and somebody else. they stay as they are until you settle who decides`;
    return finding('DRF-004', text, where);
  }
  const text = `assignments: changed in the tenant${byWhom(author)}; setting them back gives or takes mail. no run does it unasked: approve it with the code that postilion plan shows, or write the tenant's assignments into YAML`;
  return finding('DRF-003', text, where);
}

/** ` (last by admin@contoso.example on 22 Nov 2026 14:31 UTC)`. */
export function byWhom(author: ChangedBy | null): string {
  return author === null ? '' : ` (last ${authorWords(author)})`;
}
