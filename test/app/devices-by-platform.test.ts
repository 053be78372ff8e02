/** A plan about iPhones lists iPhones alone, as long as the tenant's own counts agree with the list. */

import { afterEach, beforeEach, expect, it } from 'vitest';
import { devicesOf } from '../../src/core/people/device-list.ts';
import { type Company, openCompany } from '../core/people/sets-company.ts';

let company: Company;
beforeEach(async () => {
  company = await openCompany();
});
afterEach(() => company.close());

const PROFILE = `kind: ios-mail
key: ios-a
name: iOS A
settings: {accountName: Contoso, host: mail.contoso.com, ssl: true, username: userPrincipalName, emailAddress: primarySmtpAddress, authentication: usernameAndPassword}
assign: {include: [{group: HR users}]}
`;

const OVERVIEW = 'managedDeviceOverview';

interface Found {
  readonly gained: number | null | undefined;
  readonly basis: string | undefined;
  readonly lists: number;
}

async function planned(): Promise<Found> {
  const made = await company.plan(PROFILE);
  const lists = (await company.asked()).filter((path) => path.endsWith('/managedDevices')).length;
  const effect = made.changes.find(({ key }) => key === 'ios-a')?.effect;
  return { gained: effect?.gained, basis: effect?.basis, lists };
}

it('finds the people whom a list of all devices finds', async () => {
  const some = await planned();
  expect(some.basis).toBe('exact');
  expect(some.gained).toBeGreaterThan(0);
  // Without a count of iPhones nothing shows that a list of them is whole.
  await company.server.faults([{ method: 'GET', path: OVERVIEW, status: 200, body: { enrolledDeviceCount: 1 } }]);
  const all = await planned();
  expect(all.lists).toBeGreaterThan(some.lists);
  expect(all).toEqual({ ...some, lists: all.lists });
});

it('takes a list of everything where the service ignores the wish', async () => {
  const some = await planned();
  await company.server.shapes({ filters: 'ignored' });
  const found = await planned();
  expect(found).toEqual({ ...some, lists: found.lists });
});

it('lists everything where the service answers too narrowly: iPhones without iPads', async () => {
  const some = await planned();
  await company.server.shapes({ filters: 'narrow' });
  const found = await planned();
  expect(found.lists).toBeGreaterThan(some.lists);
  expect(found).toEqual({ ...some, lists: found.lists });
});

it('asks for all devices where a platform is not counted by itself', () => {
  expect(devicesOf(new Set(['ios', 'windows']))).toEqual({
    systems: ['iOS', 'iPadOS', 'Windows'],
    counts: ['iosCount', 'windowsCount'],
  });
  expect(devicesOf(new Set(['ios', 'android']))).toBeNull();
  expect(devicesOf(new Set(['mobile']))).toBeNull();
});
