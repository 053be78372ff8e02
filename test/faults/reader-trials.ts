/** A reading command whose calls go wrong: it ends with an error that tells why, and never calls absent what it could not read. */

import { onceAt } from './endure.ts';
import { GIT_FAULTS, GRAPH_FAULTS, ITEM_FAULTS } from './fault-kinds.ts';
import { PATIENCE } from './fault-trials.ts';
import type { FaultyServer } from './faulty-server.ts';
import type { Call } from './injected-faults.ts';
import type { Reading, Told } from './readers.ts';
import type { Ran } from './runner.ts';
import { runIn, type Story } from './story.ts';
import { callText, type Trial } from './triples.ts';
import { World } from './world.ts';

export interface ReaderTrial {
  readonly decide: ReturnType<typeof onceAt>;
  readonly timeoutSeconds?: number;
  /** Exit codes that the fault explains. */
  readonly codes: readonly number[];
  /** The service itself says that something isn't there: the result may say so too. */
  readonly saysAbsent: boolean;
}

/** The command, undisturbed, in a world that it doesn't change. */
export async function readUndisturbed(
  story: Story,
  reading: Reading,
  faulty: FaultyServer,
): Promise<Ran & { told: Told }> {
  const how = { ...story.situation, repository: story.repository, reading };
  const ran = await runIn(new World(story.start), faulty, how, { traced: true });
  if (ran.told === undefined) throw new Error('a reading command tells what it read');
  return { ...ran, told: ran.told };
}

/** Every fault of a read at every call, and in every item of its batches. */
export function readerTrials(calls: readonly Call[]): readonly Trial<ReaderTrial>[] {
  return calls.flatMap((call) => [
    ...[...GRAPH_FAULTS, ...GIT_FAULTS].flatMap(({ name, injected, hangs }) => {
      const struck = injected(call);
      if (struck === null) return [];
      const patience = hangs === true ? { timeoutSeconds: PATIENCE } : {};
      const what = { decide: onceAt(call.index, () => struck), ...explained(name, call.site), ...patience };
      return [{ name: `${callText(call)} | ${name}`, what }];
    }),
    ...call.items.flatMap((site, item) =>
      ITEM_FAULTS.map(({ name, answer }) => ({
        name: `${callText(call)} item ${item} ${site} | ${name}`,
        what: { decide: onceAt(call.index, () => ({ does: 'item', item, answer })), ...explained(name, site) },
      })),
    ),
  ]);
}

function explained(fault: string, site: string): Pick<ReaderTrial, 'codes' | 'saysAbsent'> {
  // Of a list nobody can say that: it may be empty, but is always there.
  const saysAbsent = fault.endsWith('404') && site.includes('{id}');
  if (/40[13]/.test(fault)) return { codes: [9], saysAbsent };
  return { codes: /429/.test(fault) ? [11, 12] : [12], saysAbsent };
}

/** What is wrong, in words; empty when the command told the truth. */
export async function misread(
  story: Story,
  reading: Reading,
  wanted: Told,
  { decide, codes, saysAbsent, timeoutSeconds }: ReaderTrial,
  faulty: FaultyServer,
): Promise<readonly string[]> {
  const how = { ...story.situation, repository: story.repository, reading };
  const world = new World(story.start);
  const { told, sent } = await runIn(world, faulty, how, {
    decide,
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
  });
  if (told === undefined) return ['nothing was told'];
  const { code, result, trouble } = told;
  const isError = code !== wanted.code;
  const isStack = /\n\s+at |\bundefined\b|\[object /.test(`${result}\n${trouble}`);
  return [
    ...(sent.length > 0 ? [`wrote ${sent.length} times`] : []),
    ...(isStack ? [`not for people: ${trouble.slice(0, 300)}`] : []),
    ...(isError && !codes.includes(code) ? [`exit code ${code}: ${trouble.slice(0, 300)}`] : []),
    ...(isError && trouble.trim() === '' ? [`exit code ${code} without a word`] : []),
    ...(!isError && !saysAbsent && result !== wanted.result && trouble === wanted.trouble
      ? [`tells something else, and not why: ${result.slice(0, 300)}`]
      : []),
  ];
}
