/** Sane repositories are let through, and each mistake is told by exactly the findings that it deserves. */

import { describe, expect, it } from 'vitest';
import { families, judged } from './corpus.ts';

const FAMILIES = families();

describe.each(FAMILIES.map((family) => [family.name, family] as const))('%s', (_, { sane, broken }) => {
  it('has nothing against what is sane', () => {
    const told = sane.map((one) => [one.name, judged(one).filter((said) => !one.says.includes(said))]);
    expect(told).toEqual(sane.map(({ name }) => [name, []]));
  });

  it('says of each mistake what it is, and no more', () => {
    expect(broken.map((one) => [one.name, judged(one)])).toEqual(broken.map(({ name, says }) => [name, says]));
  });
});

it('the corpus has 60 sane repositories and 150 broken ones', () => {
  const count = (part: 'sane' | 'broken') => FAMILIES.flatMap((family) => family[part]).length;
  expect(count('sane')).toBeGreaterThanOrEqual(60);
  expect(count('broken')).toBeGreaterThanOrEqual(150);
});

it('what is sane in two ways at once is sane', () => {
  const pairs = FAMILIES.flatMap(({ pairs: some }) => some);
  expect(pairs.length).toBeGreaterThanOrEqual(100);
  const wrong = pairs.map((one) => [one.name, judged(one).filter((said) => said.endsWith(' error'))] as const);
  expect(wrong.filter(([, errors]) => errors.length > 0)).toEqual([]);
});

it('no sane repository has an error', () => {
  const errors = FAMILIES.flatMap(({ sane }) => sane.flatMap(judged)).filter((said) => said.endsWith(' error'));
  expect(errors).toEqual([]);
});
