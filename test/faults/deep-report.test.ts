/** The report of a deep run fails when anything is missing in it. */

import { expect, test } from 'vitest';
import { DEEP_FAMILIES, deepSituations, subjectOf } from './deep-definition.ts';
import { type DeepPiece, pieceText, readPiece, type ToldCall } from './deep-piece.ts';
import { type DeepTerms, deepReport, deepTable } from './deep-report.ts';
import { situations } from './situations.ts';

const NAMES = Array.from({ length: 40 }, (_, index) => `situation ${index}`);
const TERMS: DeepTerms = {
  families: [{ name: 'faults', situations: 40, goal: 1000, perCall: { graph: 16, git: 1 } }],
  wanted: () => NAMES,
  sites: ['plan.ts:1 list'],
};
const READ: ToldCall = { port: 'graph', disturbances: 17, sources: ['plan.ts:1 list'] };
const PUSH: ToldCall = { port: 'git', disturbances: 3, sources: [] };

/** Half of a run in which all is well, with something else about it. */
function piece(number: 1 | 2, more: Partial<DeepPiece> = {}): DeepPiece {
  const names = NAMES.filter((_, index) => index % 2 === number - 1);
  return {
    family: 'faults',
    piece: `${number}/2`,
    part: '0',
    commit: 'abc',
    seconds: 10,
    failures: 0,
    situations: names.map((name) => ({ name, triples: 25, calls: [READ, PUSH] })),
    ...more,
  };
}

const SPARED = piece(2).situations.map((one) => ({ ...one, calls: [{ ...READ, disturbances: 15 }] }));
const UNMET = (number: 1 | 2) =>
  piece(number, { situations: piece(number).situations.map((one) => ({ ...one, calls: [{ ...READ, sources: [] }] })) });

test('a whole run passes, and its table has the sums', () => {
  const report = deepReport([piece(1), readPiece(pieceText(piece(2)))], TERMS);
  expect(report.faults).toEqual([]);
  expect(deepTable(report).split('\n')[2]).toBe('| faults | 40 | 80 | 17 | 1,000 | 1,000 | 0 | 20 in 2 |');
});

test.for<readonly [string, readonly DeepPiece[], string]>([
  ['nothing', [], 'faults: nothing was run'],
  ['a lost piece', [piece(1)], 'faults: pieces that were not run: 2/2'],
  ['another cut', [piece(1), piece(2, { piece: '2/3' })], 'faults: pieces of different cuts: 1/2, 2/3'],
  ['another commit', [piece(1), piece(2, { commit: 'def' })], 'faults: pieces of different commits: abc, def'],
  [
    'changes since',
    [piece(1, { commit: 'abc and changes' }), piece(2, { commit: 'abc and changes' })],
    'faults: run with changes that are in no commit',
  ],
  ['another part', [piece(1), piece(2, { part: '3' })], 'faults: pieces of different parts: 0, 3'],
  ['a failure', [piece(1), piece(2, { failures: 1 })], 'faults: 1 triples in which something was wrong'],
  [
    'a lost situation',
    [piece(1), piece(2, { situations: piece(2).situations.slice(1) })],
    'faults: 1 situations were not told, as "situation 1"',
  ],
  [
    'a situation told twice',
    [piece(1), piece(2, { situations: [...piece(2).situations, ...piece(1).situations.slice(0, 1)] })],
    'faults: 1 situations are not of this part or told twice, as "situation 0"',
  ],
  [
    'too few triples',
    [piece(1), piece(2, { situations: piece(2).situations.map((one) => ({ ...one, triples: 24 })) })],
    'faults: 980 triples, 1000 are needed',
  ],
  [
    'a spared call',
    [piece(1), piece(2, { situations: SPARED })],
    'faults: 20 calls met fewer than 16 disturbances (git: 1)',
  ],
  ['a call site that nobody meets', [UNMET(1), UNMET(2)], 'faults: calls that nothing struck: plan.ts:1 list'],
])('%s is found', ([, pieces, fault]) => {
  expect(deepReport(pieces, TERMS).faults).toContain(fault);
});

test('too few situations are found, whatever the definition says', () => {
  const few = deepReport([piece(1, { piece: '1/1' })], { ...TERMS, wanted: () => NAMES.slice(0, 20) });
  expect(few.faults).toContain('faults: 20 situations, 40 are needed');
});

test('a part of another night needs to be whole, not to reach the goals', () => {
  const night = ([1, 2] as const).map((number) => ({ ...UNMET(number), part: '7' }));
  expect(
    deepReport(night, { ...TERMS, families: TERMS.families.map((one) => ({ ...one, goal: 2000 })) }).faults,
  ).toEqual([]);
  expect(deepReport(night.slice(1), TERMS).faults).not.toEqual([]);
});

test('families of different commits are found', () => {
  const terms = { ...TERMS, families: [...TERMS.families, ...TERMS.families.map((one) => ({ ...one, name: 'b' }))] };
  const other = ([1, 2] as const).map((number) => piece(number, { family: 'b', commit: 'def' }));
  expect(deepReport([piece(1), piece(2), ...other], terms).faults).toEqual(['families of different commits: abc, def']);
});

test.for(DEEP_FAMILIES)(
  'a deep run of $name has every subject in it, and rotations come by all',
  ({ name, situations: size }) => {
    const all = situations();
    const subjects = (some: readonly { readonly name: string }[]) => [...new Set(some.map(subjectOf))].toSorted();
    const nights = Array.from({ length: Math.ceil(all.length / size) }, (_, night) => deepSituations(name, night));
    expect(subjects(deepSituations(name, 0))).toEqual(subjects(all));
    expect(new Set(nights.flat().map((one) => one.name)).size).toBe(all.length);
    for (const night of nights) expect(new Set(night.map((one) => one.name)).size).toBe(Math.min(size, all.length));
  },
);
