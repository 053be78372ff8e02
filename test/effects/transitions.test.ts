import { describe, expect, it } from 'vitest';
import type { Kind } from '../../src/catalogue/kind.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import type { EffectVerdict } from '../../src/model/effect.ts';
import { deliveriesOf, transitionsOf } from './transitions.ts';

/** Every judgement on the kind with a transition that it holds for, as a table. */
function transitionsPage(kind: Kind): string {
  const felt = ({ level, outage, confidence, rule }: EffectVerdict): string =>
    `${level}${outage ? ', outage' : ''} | ${confidence} | ${rule}`;
  const code = (value: unknown): string => `\`${JSON.stringify(value)}\``;
  const settings = transitionsOf(kind).flatMap(({ found }) => {
    if (found === undefined) return [];
    const { field, from, to, beside, verdict } = found;
    const circumstances = Object.keys(beside).length === 0 ? '' : code(beside);
    return [`| ${field} | ${code(from)} | ${code(to)} | ${circumstances} | ${felt(verdict)} |`];
  });
  const { removal, moved, metadata } = kind.effects;
  const whole = [
    ...kind.effects.firstDelivery.map(
      ({ whenText, verdict }) => `first delivery ${whenText ?? 'otherwise'} | ${felt(verdict)}`,
    ),
    `taken away | ${felt(removal)}`,
    `moved | ${felt(moved)}`,
    `name, description, scope tags | ${felt(metadata)}`,
  ];
  const head = '| Setting | From | To | Beside | Level | Confidence | Rule |\n|---|---|---|---|---|---|---|';
  const wholeHead = '| What | Level | Confidence | Rule |\n|---|---|---|---|';
  const tables = [`${head}\n${settings.join('\n')}`, `${wholeHead}\n${whole.map((row) => `| ${row} |`).join('\n')}`];
  return `# ${kind.title}: a transition for each judgement\n\n${tables.join('\n\n')}\n`;
}

describe.each(CATALOGUE.map((kind) => [kind.name, kind] as const))('the judgements on %s', (name, kind) => {
  it('each hold for some transition', () => {
    expect(transitionsOf(kind).filter(({ found }) => found === undefined)).toEqual([]);
    expect(deliveriesOf(kind).filter(({ beside }) => beside === undefined)).toEqual([]);
  });

  it('are what they were', async () => {
    await expect(transitionsPage(kind)).toMatchFileSnapshot(`golden/transitions-${name}.md`);
  });
});
