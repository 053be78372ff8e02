import { expect, it } from 'vitest';
import { readProfiles } from '../../../src/core/config/profiles.ts';
import { CATALOGUE } from '../../../src/kinds/catalogue.ts';
import { profileText } from './profile-text.ts';

it('references in a circle are an error that prints the way around, once', () => {
  const text = ['ios-a', 'ios-b', 'ios-c']
    .map((key, index, keys) =>
      profileText({ key, settings: { identityCertificate: `{key: ${keys[(index + 1) % keys.length] ?? ''}}` } }),
    )
    .join('---\n');
  const { findings } = readProfiles([{ path: 'mail.yaml', text }], CATALOGUE);
  const circles = findings.filter(({ code }) => code === 'REF-003');
  expect(circles.map(({ message, hard }) => [message, hard])).toEqual([
    [
      'these profiles refer to each other in a circle: ios-a → ios-b → ios-c → ios-a: take one of the references away',
      true,
    ],
  ]);
});
