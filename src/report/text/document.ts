/** The shapes between a plan and its faces: texts with a role, in order, not yet escaped, wrapped or coloured. */

/**
 * What a text is, not how it looks. `name` and `quoted` are foreign texts (keys, values, file names; display names),
 * `plain`, `strong` and `dim` are sentences, the others sentences that ask for attention or carry an action's symbol.
 */
export type Tone = 'plain' | 'strong' | 'dim' | 'name' | 'quoted' | 'add' | 'remove' | 'alarm' | 'error' | 'warning';

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/**
 * A line of spans, or a long text before and after; `indent` counts levels. The last span of a `whole` line is
 * never wrapped: it is something to be copied.
 */
export type Line =
  | { readonly type: 'text'; readonly indent: number; readonly spans: readonly Span[]; readonly whole?: true }
  | { readonly type: 'diff'; readonly indent: number; readonly from: string; readonly to: string };

/** One change or finding: its head says the essential, `short` is all of it in one line. */
export interface Block {
  readonly head: Line;
  readonly body: readonly Line[];
  readonly short: Line;
}

export type SectionId = 'losing' | 'acting' | 'visible' | 'waiting' | 'new' | 'silent' | 'drift' | 'findings' | 'rest';

export interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** What holds for several of the blocks, said once below them. */
  readonly notes: readonly Line[];
}

/** A whole plan in reading order: the truth about people, what is wrong with the plan itself, then the rest. */
export interface PlanView {
  /** What happens to how many people, worst first, and what waits. */
  readonly headlines: readonly Line[];
  readonly alerts: readonly Line[];
  readonly sections: readonly Section[];
  /** What the signs and words mean that occur. */
  readonly legend: readonly Line[];
  /** Where the plan comes from and what it cost to make. */
  readonly origin: Line;
  readonly digest: string;
  /** The last line of every face. */
  readonly summary: string;
}

/** A span; `plain` unless told. */
export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** A line of spans at a level. */
export function line(indent: number, ...spans: readonly Span[]): Line {
  return { type: 'text', indent, spans };
}

/** A line that stays on one line, however narrow the terminal. */
export function wholeLine(indent: number, ...spans: readonly Span[]): Line {
  return { type: 'text', indent, spans, whole: true };
}

/** A block that has nothing but its head. */
export function lineBlock(head: Line): Block {
  return { head, body: [], short: head };
}
