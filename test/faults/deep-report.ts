/** Adds up the pieces of a deep run and says, in words, what of its goals it misses. */

import { type DeepFamily, FEWEST_SITUATIONS } from './deep-definition.ts';
import type { DeepPiece, ToldCall } from './deep-piece.ts';

export interface DeepTerms {
  readonly families: readonly DeepFamily[];
  /** Names of the situations that the definition has for a family, told by what the pieces say they are a part of. */
  readonly wanted: (family: string, part: string) => readonly string[];
  /** Calls of ports in `src/app` which the families that strike calls must all have struck. */
  readonly sites: readonly string[];
}

interface DeepRow {
  readonly family: string;
  readonly part: string;
  readonly commit: string;
  readonly pieces: number;
  readonly situations: number;
  readonly calls: number;
  /** Distinct. */
  readonly triples: number;
  readonly goal: number;
  /** Of the call of Graph that met the fewest. */
  readonly fewestPerCall: number;
  /** Of all pieces together. */
  readonly seconds: number;
  readonly failures: number;
}

export interface DeepReport {
  readonly rows: readonly DeepRow[];
  /** Empty when the run is whole and reaches its goals. */
  readonly faults: readonly string[];
}

export function deepReport(pieces: readonly DeepPiece[], terms: DeepTerms): DeepReport {
  const judged = terms.families.map((family) =>
    judge(
      family,
      pieces.filter((piece) => piece.family === family.name),
      terms,
    ),
  );
  const rows = judged.flatMap(({ row }) => row ?? []);
  const faults = judged.flatMap(({ faults: some }) => some);
  return { rows, faults: [...faults, ...apart('commits', rows), ...apart('parts', rows)] };
}

function apart(what: 'commits' | 'parts', rows: readonly DeepRow[]): readonly string[] {
  const found = [...new Set(rows.map((row) => (what === 'commits' ? row.commit : row.part)))];
  return found.length < 2 ? [] : [`families of different ${what}: ${found.join(', ')}`];
}

function judge(
  family: DeepFamily,
  pieces: readonly DeepPiece[],
  { wanted, sites }: DeepTerms,
): { readonly row: DeepRow | null; readonly faults: readonly string[] } {
  const [first] = pieces;
  if (first === undefined) return { row: null, faults: [`${family.name}: nothing was run`] };
  const told = pieces.flatMap(({ situations }) => situations);
  const calls = told.flatMap((one) => one.calls);
  const row: DeepRow = {
    family: family.name,
    part: first.part,
    commit: first.commit,
    pieces: pieces.length,
    situations: new Set(told.map(({ name }) => name)).size,
    calls: calls.length,
    triples: sum(told.map(({ triples }) => triples)),
    goal: family.goal,
    fewestPerCall: Math.min(...calls.filter(({ port }) => port === 'graph').map((call) => call.disturbances)),
    seconds: sum(pieces.map(({ seconds }) => seconds)),
    failures: sum(pieces.map(({ failures }) => failures)),
  };
  const struck = new Set(calls.filter(({ disturbances }) => disturbances > 0).flatMap(({ sources }) => sources));
  // Other parts take their turn with what this one leaves out: what they come to isn't theirs to choose.
  const isFixed = first.part === '0' || first.part === 'all';
  const unmet = family.perCall.graph === 0 || !isFixed ? [] : sites.filter((site) => !struck.has(site));
  const faults = [
    ...unlike(pieces),
    ...missing(
      told.map(({ name }) => name),
      wanted(family.name, first.part),
    ),
    ...(row.situations < FEWEST_SITUATIONS ? [`${row.situations} situations, ${FEWEST_SITUATIONS} are needed`] : []),
    ...(isFixed && row.triples < family.goal ? [`${row.triples} triples, ${family.goal} are needed`] : []),
    ...(row.failures > 0 ? [`${row.failures} triples in which something was wrong`] : []),
    ...spared(calls, family),
    ...(unmet.length === 0 ? [] : [`calls that nothing struck: ${unmet.join(', ')}`]),
  ];
  return { row, faults: faults.map((fault) => `${family.name}: ${fault}`) };
}

/** Pieces of one cut, one commit and one part, all of them, and of files that the commit has. */
function unlike(pieces: readonly DeepPiece[]): readonly string[] {
  const faults: string[] = [];
  const commits = [...new Set(pieces.map(({ commit }) => commit))];
  if (commits.length > 1) faults.push(`pieces of different commits: ${commits.join(', ')}`);
  if (commits.some((commit) => commit.includes(' '))) faults.push('run with changes that are in no commit');
  const parts = [...new Set(pieces.map(({ part }) => part))];
  if (parts.length > 1) faults.push(`pieces of different parts: ${parts.join(', ')}`);
  const cuts = [...new Set(pieces.map(({ piece }) => piece.split('/')[1]))];
  const there = new Set(pieces.map(({ piece }) => piece));
  const count = Number(cuts[0]);
  const lost = Array.from({ length: count }, (_, index) => `${index + 1}/${count}`).filter((one) => !there.has(one));
  if (cuts.length > 1) faults.push(`pieces of different cuts: ${[...there].join(', ')}`);
  else if (lost.length > 0) faults.push(`pieces that were not run: ${lost.join(', ')}`);
  return faults;
}

function missing(told: readonly string[], wanted: readonly string[]): readonly string[] {
  const lost = wanted.filter((name) => !told.includes(name));
  const odd = told.filter((name, index) => !wanted.includes(name) || told.indexOf(name) !== index);
  return [
    ...(lost.length === 0 ? [] : [`${lost.length} situations were not told, as "${lost[0]}"`]),
    ...(odd.length === 0 ? [] : [`${odd.length} situations are not of this part or told twice, as "${odd[0]}"`]),
  ];
}

function spared(calls: readonly ToldCall[], { perCall }: DeepFamily): readonly string[] {
  const few = calls.filter(({ port, disturbances }) => disturbances < (port === 'git' ? perCall.git : perCall.graph));
  return few.length === 0
    ? []
    : [`${few.length} calls met fewer than ${perCall.graph} disturbances (git: ${perCall.git})`];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A Markdown table for the docs. */
export function deepTable({ rows }: DeepReport): string {
  const lines = rows.map((row) => {
    const fewest = Number.isFinite(row.fewestPerCall) && row.fewestPerCall > 0 ? String(row.fewestPerCall) : '—';
    const cells = [row.family, counted(row.situations), counted(row.calls), fewest, counted(row.triples)];
    return `| ${[...cells, counted(row.goal), counted(row.failures), `${row.seconds} in ${row.pieces}`].join(' | ')} |`;
  });
  const head = ['family', 'situations', 'calls', 'fewest at a call of Graph', 'distinct triples', 'goal', 'failures'];
  return [
    `| ${[...head, 'seconds, in pieces'].join(' | ')} |`,
    `|${'---|'.repeat(head.length + 1)}`,
    ...lines,
    '',
  ].join('\n');
}

function counted(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
