/** Which steps are at work at the same time: as many as may be, each behind those that it waits for, in the plan's order. */

import type { Step } from '../../model/plan.ts';

/**
 * Ends once every step has ended. A step begins when those that it names in `after` have ended, however they did, and never
 * while another step is about the same object. With a width of 1 the order is the plan's; with more, the next step on an object
 * goes before those on others as soon as it may. Where a step throws, those in flight end first.
 */
export async function runSideBySide(
  steps: readonly Step[],
  width: number,
  work: (step: Step) => Promise<void>,
): Promise<void> {
  const queue = queueOf(steps, width > 1);
  const inFlight = new Map<string, Promise<void>>();
  try {
    for (;;) {
      const step = inFlight.size < width ? queue.next() : undefined;
      if (step === undefined && inFlight.size === 0) return;
      if (step === undefined) await Promise.race(inFlight.values());
      else {
        const end = (): void => {
          inFlight.delete(step.id);
          queue.ended(step.id);
        };
        inFlight.set(step.id, work(step).then(end));
      }
    }
  } finally {
    await Promise.allSettled(inFlight.values());
  }
}

interface Queue {
  /** The first step of the plan that may begin and has not; undefined where none may begin now. */
  readonly next: () => Step | undefined;
  readonly ended: (id: string) => void;
}

function queueOf(steps: readonly Step[], isObjectFirst: boolean): Queue {
  const objects = new Map(steps.map((step) => [step.id, objectOf(step)]));
  const places = new Map(steps.map(({ id }, place) => [id, place]));
  const waitsFor = new Map(steps.map((step) => [step.id, new Set(step.after.filter((id) => places.has(id)))]));
  const onObject = new Map<string, string>();
  for (const step of steps) {
    const before = onObject.get(objectOf(step));
    if (before !== undefined) waitsFor.get(step.id)?.add(before);
    onObject.set(objectOf(step), step.id);
  }
  const behind = new Map<string, string[]>();
  for (const [id, firsts] of waitsFor)
    for (const first of firsts) behind.set(first, [...(behind.get(first) ?? []), id]);
  /** Places of steps that may begin, in order; before them those on objects that a step has just ended on. */
  const ready: number[] = [];
  const next: number[] = [];
  const release = (id: string): void => {
    const place = places.get(id) ?? 0;
    const at = ready.findIndex((other) => other > place);
    ready.splice(at === -1 ? ready.length : at, 0, place);
  };
  for (const [id, firsts] of waitsFor) if (firsts.size === 0) release(id);
  return {
    next: () => {
      const place = next.shift() ?? ready.shift();
      return place === undefined ? undefined : steps[place];
    },
    ended: (id) => {
      for (const other of behind.get(id) ?? []) {
        const firsts = waitsFor.get(other);
        firsts?.delete(id);
        if (firsts?.size !== 0) continue;
        if (isObjectFirst && objects.get(other) === objects.get(id)) next.push(places.get(other) ?? 0);
        else release(other);
      }
    },
  };
}

/** What a step writes to, as the plan names it: `{key}` in its path, an object's path, or what it makes. */
function objectOf({ verb, key, request: { path } }: Step): string {
  if (verb === 'create') return `{${key}}`;
  return /\{[^}]+\}/.exec(path)?.[0] ?? path;
}
