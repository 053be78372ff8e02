/** Lets one call happen at a time, in an order that a test decides: the same decisions, the same history. */

interface Ticket {
  readonly runner: string;
  readonly grant: () => void;
}

/** Which of the waiting runners is next, as an index; -1: none of these, ask again. */
export type Pick = (waiting: readonly string[]) => number;

export class FaultRunner {
  readonly #pick: Pick;
  #waiting: readonly Ticket[] = [];
  #busy: string | null = null;
  #scheduled = false;

  constructor(pick: Pick = () => 0) {
    this.#pick = pick;
  }

  /** Resolves when it's this runner's turn; until `leave` nobody else's turn comes. */
  enter(runner: string): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = [...this.#waiting, { runner, grant: resolve }];
      this.#schedule();
    });
  }

  leave(runner: string): void {
    if (this.#busy !== runner) return;
    this.#busy = null;
    this.#schedule();
  }

  /** A dead runner waits for nothing any more. */
  forget(runner: string): void {
    this.#waiting = this.#waiting.filter((ticket) => ticket.runner !== runner);
    this.leave(runner);
  }

  /** What a call set off shows only after its promises have run: the next turn comes once they have. */
  #schedule(): void {
    if (this.#scheduled || this.#busy !== null || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#next();
    });
  }

  #next(): void {
    if (this.#busy !== null || this.#waiting.length === 0) return;
    const chosen = this.#waiting[this.#pick(this.#waiting.map(({ runner }) => runner))];
    // None for now, or its choosing was its death: ask again.
    if (chosen === undefined) return this.#schedule();
    this.#waiting = this.#waiting.filter((ticket) => ticket !== chosen);
    this.#busy = chosen.runner;
    chosen.grant();
  }
}
