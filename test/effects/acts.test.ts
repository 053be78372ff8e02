import { describe, expect, it } from 'vitest';
import { ACT_GROUPS, actTable } from '../../src/dev/reference-docs/acts.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';

/** Acts whose level differs from kind to kind, and what makes it differ. */
const DIFFER: Readonly<Record<string, string>> = {
  'mail: no longer synchronizes contacts': 'iOS asks for the password whenever services change (IOS)',
  'mail: synchronizes contacts too': 'iOS asks for the password whenever services change (IOS)',
  'app: is no longer assigned': 'no page says what Android does (RET speaks of Microsoft 365, VPP of iOS)',
  'certificate: arrives': 'corporate Android asks before an app uses a certificate (SCP)',
  'certificate: gets another name, description or scope tag': 'SCEP is issued anew at any edit (CRM)',
};

function levelsOf(group: (typeof ACT_GROUPS)[number], title: string): readonly string[] {
  const act = group.acts.find((one) => one.title === title);
  const verdicts = CATALOGUE.filter(({ delivers }) => delivers === group.delivers).flatMap(
    (kind) => act?.on(kind) ?? [],
  );
  return [...new Set(verdicts.map(({ level }) => level))];
}

describe('an act', () => {
  it('has one level on every kind, unless a source makes it differ', () => {
    const differing = ACT_GROUPS.flatMap((group) =>
      group.acts
        .filter(({ title }) => levelsOf(group, title).length > 1)
        .map(({ title }) => `${group.delivers}: ${title}`),
    );
    expect(differing.sort()).toEqual(Object.keys(DIFFER).sort());
  });

  it('is possible on some kind', () => {
    const dead = ACT_GROUPS.flatMap((group) => group.acts.filter(({ title }) => levelsOf(group, title).length === 0));
    expect(dead.map(({ title }) => title)).toEqual([]);
  });

  it.each(ACT_GROUPS.map((group) => [group.delivers, group] as const))(
    'of %s does what it did',
    async (name, group) => {
      await expect(`${actTable(group, CATALOGUE)}\n`).toMatchFileSnapshot(`golden/acts-${name}.md`);
    },
  );
});
