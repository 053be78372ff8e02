/** What the tenant keeps of its answers is what it would answer anew, and nothing longer than that is true. */

import { expect, it } from 'vitest';
import { bodyText, keptItems } from '../../src/embedded/routes/kept-items.ts';
import type { Entity } from '../../src/embedded/store/store.ts';

const phone: Entity = { id: 'a', order: 1, type: 'managedDevice', properties: {} };

it('a list is answered as before, until it is another list or another question', () => {
  const list = [phone];
  const answer = (name: string) => () => [{ name }];
  const first = keptItems(list, 'names', answer('first'));
  expect(keptItems(list, 'names', answer('second'))).toBe(first);
  expect(keptItems(list, 'ids', answer('third'))).toEqual([{ name: 'third' }]);
  expect(keptItems([phone], 'names', answer('fourth'))).toEqual([{ name: 'fourth' }]);
  for (let question = 0; question < 20; question += 1) keptItems(list, `names ${question}`, answer('other'));
  expect(keptItems(list, 'names', answer('fifth'))).toEqual([{ name: 'fifth' }]);
});

it('a kept list is spelt once, and what stands around it each time', () => {
  const value = keptItems([phone], 'names', () => [{ name: 'ä "b"' }, {}]);
  const bodies = [
    { context: 'x', value },
    { context: 'y', value, next: null },
    { value },
    { context: 'z', value: [1] },
  ];
  for (const body of [...bodies, ...bodies]) expect(JSON.parse(bodyText(body))).toEqual(body);
  expect(bodyText('text')).toBe('"text"');
});
