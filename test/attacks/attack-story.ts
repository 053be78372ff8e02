/** One attack or accident: who does what, what must not follow, and the play that shows whether it did. */

import type { Scene } from './scene.ts';

export interface AttackStory {
  /** Unique. */
  readonly name: string;
  /** The kind of fault that it tries, `D1`. */
  readonly section: string;
  /** What the attacker or the accident does. */
  readonly does: string;
  readonly mustNot: string;
  /** Runs the program on a folder and starts git, which takes twenty times longer. */
  readonly isSlow?: true;
  /** Gives what must not have happened, and did; empty is right. */
  readonly play: () => Promise<readonly string[]>;
}

/** A story on a tenant of eight people, whose runs are judged by what they wrote. */
export function played(
  open: () => Promise<Scene>,
  act: (scene: Scene) => Promise<void>,
): () => Promise<readonly string[]> {
  return async () => {
    const scene = await open();
    await act(scene);
    return scene.wrongs;
  };
}
