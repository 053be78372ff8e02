/** Work on many things, so many at a time. */

/** So many beside those that have a place, so that what they hold stays within bounds, too. */
const MOST_BESIDE = 48;

/**
 * The results in the order of the things. `work` must not reject: what goes wrong with one thing is a result. Whoever only
 * waits calls `leave`, and the next thing takes the place.
 */
export async function runAtMost<In, Out>(
  things: readonly In[],
  limit: number,
  work: (thing: In, leave: () => void) => Promise<Out>,
): Promise<readonly Out[]> {
  const made: Out[] = [];
  const waiting = [...things.entries()];
  let beside = 0;
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      let hasLeft = false;
      const leave = (): void => {
        if (hasLeft || beside >= MOST_BESIDE) return;
        hasLeft = true;
        beside += 1;
        places.push(next());
      };
      made[one[0]] = await work(one[1], leave);
      if (!hasLeft) continue;
      beside -= 1;
      return;
    }
  };
  const places: Promise<void>[] = [];
  for (let count = 0; count < Math.min(limit, things.length); count += 1) places.push(next());
  // Places that are left meanwhile stand behind these.
  for (const place of places) await place;
  return made;
}
