/** What follows a disturbed run. Runs on equal worlds are equal, so each world that comes up is followed once a story. */

import type { FaultyServer } from './faulty-server.ts';
import type { Sent } from './sent.ts';
import { runIn, type Story } from './story.ts';
import type { World } from './world.ts';

/** One more run, with nothing in its way. */
interface NextRun {
  readonly code: number | null;
  readonly sent: readonly Sent[];
}

export interface Sequel {
  /** In order, until one is at rest; the last one may not be. */
  readonly runs: readonly NextRun[];
  readonly atRest: boolean;
  /** As it was left: to be looked at only. */
  readonly world: World;
}

/** Runs in which the tenant must come to rest; one more shows that it does so later, or never. */
const RUNS = 2;

const known = new WeakMap<Story, Map<string, Sequel>>();

/** Goes on from a world, an hour between two runs. `rest` says what a run is like behind which nothing is left to do. */
export async function sequelOf(
  world: World,
  story: Story,
  faulty: FaultyServer,
  rest: 'nothing written' | 'as undisturbed',
): Promise<Sequel> {
  const sequels = known.get(story) ?? new Map<string, Sequel>();
  known.set(story, sequels);
  const key = `${rest} ${fingerprint(world, story)}`;
  const before = sequels.get(key);
  if (before !== undefined) return before;
  const how = { ...story.situation, repository: story.repository };
  const runs: NextRun[] = [];
  let atRest = false;
  while (runs.length <= RUNS && !atRest) {
    world.pass(1);
    const { code, sent } = await runIn(world, faulty, how);
    runs.push({ code, sent });
    atRest = sent.length === 0 && (rest === 'nothing written' || code === story.codes[1]);
  }
  const sequel = { runs, atRest, world };
  sequels.set(key, sequel);
  return sequel;
}

/** All that a later run can see: the time, the branch, and what became of the tenant since the story began. */
function fingerprint({ store, branch, time, tenant }: World, { start }: Story): string {
  const { collections, writes, labels } = store.image();
  const tenantNow = [...collections].map(([name, entities]) => {
    const before = start.store.collections.get(name);
    const changed = [...entities].filter(([id, entity]) => before?.get(id) !== entity);
    const gone = [...(before?.keys() ?? [])].filter((id) => !entities.has(id));
    return [name, changed, gone];
  });
  const commits = branch.commits.filter((commit, index) => start.branch[index] !== commit);
  const whole = [time.now, branch.commits.length, commits, writes, tenantNow, [...labels], tenant.approvals.requests];
  // The names of runs and the ids of requests are new each time, and nothing is decided by them.
  return JSON.stringify(whole, (name, value: unknown) => (NAMELESS.has(name) ? null : value));
}

const NAMELESS = new Set([
  'requestIds',
  'who',
  'correlationId',
  'applicationId',
  'applicationDisplayName',
  'servicePrincipalName',
]);
