/** Work on many things, so many at a time. */

/** The results in the order of the things. `work` must not reject: what goes wrong with one thing is a result. */
export async function atMost<In, Out>(
  things: readonly In[],
  limit: number,
  work: (thing: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const made: Out[] = [];
  const waiting = [...things.entries()];
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) made[one[0]] = await work(one[1]);
  };
  await Promise.all(Array.from({ length: Math.min(limit, things.length) }, next));
  return made;
}
