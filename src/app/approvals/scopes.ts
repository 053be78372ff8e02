/** Since which commit each waiting change came about: whoever wrote anything since then may not approve it. */

import { withBundleMates } from '../../core/bundles/waiting.ts';
import { countedAs } from '../../core/policy/policy-changes.ts';
import type { Scope } from '../../core/reviews/cover.ts';
import { entryOf, rename } from '../../core/state/record.ts';
import { openableGates } from '../../model/change.ts';
import type { Plan } from '../../model/plan.ts';
import { EMPTY_INVENTORY, type Inventory } from '../../model/state/inventory.ts';
import type { RunRecord } from '../../model/state/log.ts';
import type { UsableRepository } from '../load-repository.ts';
import type { Planned } from '../plan/plan.ts';
import type { CommitHistory, CommitRange } from '../ports/reviews.ts';

/** Scopes by key of what a code could open; a setting that the commit loosens counts under `policy:…`. */
export async function readScopes(
  { plan, refresh }: Pick<Planned, 'plan' | 'refresh'>,
  runs: readonly RunRecord[],
  moved: Readonly<Record<string, string>>,
  history: CommitHistory,
  policyPaths: readonly string[],
): Promise<ReadonlyMap<string, Scope>> {
  const { commit } = plan.source;
  if (commit === null) return new Map();
  const { inventory } = rename(refresh.memory.inventory ?? EMPTY_INVENTORY, moved);
  const converged = runs.findLast((run) => run.converged && run.commit !== null) ?? null;
  const ranges = new Map<string, CommitRange>([
    ...waitingKeys(plan).map(
      (key) => [key, { from: startOf(key, inventory, converged), to: commit, paths: null }] as const,
    ),
    ...(plan.policyChanges ?? []).map(
      ({ setting }) => [countedAs(setting), policyRange(setting, commit, policyPaths)] as const,
    ),
  ]);
  const known = new Map<string, Promise<Scope>>();
  const scopes = new Map<string, Scope>();
  for (const [key, range] of ranges) {
    const name = JSON.stringify(range);
    const asked = known.get(name) ?? scopeOf(range, history);
    known.set(name, asked);
    scopes.set(key, await asked);
  }
  return scopes;
}

/** Changes that wait, with those of their bundles. */
function waitingKeys({ changes, bundles }: Plan): readonly string[] {
  const waiting = changes.filter((change) => openableGates(change).length > 0);
  return withBundleMates(
    waiting.map(({ key }) => key),
    bundles,
  );
}

/**
 * The later one of the commit that the profile was applied at and of the one at which all was as git said. Null where neither is
 * known: then everybody who ever wrote to the branch counts.
 */
function startOf(key: string, inventory: Inventory, converged: RunRecord | null): string | null {
  const applied = entryOf(inventory, key)?.applied ?? null;
  if (converged === null) return applied?.commit ?? null;
  if (applied === null || applied.commit === null) return converged.commit;
  return converged.ended >= applied.at ? converged.commit : applied.commit;
}

/** A loosened setting waits until it is approved, however many commits later: all that ever touched its files count. */
function policyRange(setting: string, to: string, files: readonly string[]): CommitRange {
  const isOfProfile = /^(?:protect|waive)\./.test(setting);
  return { from: null, to, paths: isOfProfile ? null : files };
}

/** Where settings stand: in one file, and of a repository for many tenants in several that are laid over each other. */
export function policyFiles({
  configFile,
  config,
}: Pick<UsableRepository, 'configFile' | 'config'>): readonly string[] {
  const { tenantName } = config;
  return tenantName === undefined ? [configFile] : [configFile, 'tenants.yaml', 'base', `tenants/${tenantName}`];
}

async function scopeOf(range: CommitRange, history: CommitHistory): Promise<Scope> {
  const ids = await history.between(range);
  return 'unknown' in ids ? ids : { commits: new Set(ids) };
}
