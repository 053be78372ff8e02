/** A proposed change taken apart: what git wants of it, what somebody else did, and what neither may do without the other. */

import { expect, test } from 'vitest';
import { agreedPart, gitsPart } from '../../../src/core/assignments/three-way.ts';
import { assignmentsOfGit, isWanted, withoutPart } from '../../../src/core/diff/partial-change.ts';
import { proposeForPair } from '../../../src/core/diff/proposed-change.ts';
import { healing } from '../../../src/core/policy/heal.ts';
import { recordAdopted } from '../../../src/core/state/record.ts';
import { iosMail } from '../../../src/kinds/mail/ios.ts';
import { type Assignment, assignmentIds } from '../../../src/model/assignment.ts';
import type { LiveProfile, ResolvedProfile } from '../../../src/model/profile.ts';
import { liveProfile } from '../impact/assessed-changes.ts';
import { AT, recorded } from '../state/objects.ts';
import { assignments, profile } from '../tenant.ts';

function gitsOf(base: string, live: string, desired: string): string {
  return spelled(gitsPart(assignmentIds(set(base)), set(live), set(desired)));
}

function set(texts: string): readonly Assignment[] {
  return texts === '' ? [] : assignments(...texts.split(' '));
}

function spelled(all: readonly Assignment[]): string {
  return all
    .map(({ intent, target, filter }) => {
      const name = target.type === 'group' ? target.id : target.type;
      const mode = filter === null ? '' : `${filter.mode === 'include' ? '+' : '-'}${filter.id}`;
      return `${intent === 'exclude' ? '-' : ''}${name}${mode}`;
    })
    .sort()
    .join(' ');
}

test.each([
  ['git adds, the portal added', 'staff', 'staff sales', 'staff board', 'board sales staff'],
  ['git removes, the portal added', 'board staff', 'board staff sales', 'staff', 'sales staff'],
  ['git adds, the portal removed', 'board staff', 'staff', 'board sales staff', 'sales staff'],
  ['both removed the same', 'board staff', 'staff', 'staff sales', 'sales staff'],
  ['both moved one target', 'staff', 'staff+corporate', 'staff+personal', 'staff+corporate'],
  ['git filters, the portal added', 'staff', 'staff sales', 'staff+corporate', 'sales staff+corporate'],
  ['git excludes, the portal added', 'staff', 'staff sales', '-board staff', '-board sales staff'],
  ['nothing of git', 'staff', 'staff sales', 'staff', 'sales staff'],
])('%s', (_, base, live, desired, wanted) => {
  expect(gitsOf(base, live, desired)).toBe(wanted);
});

test('both agree upon a target where it is as git wants it; elsewhere the record stays', () => {
  const ids = (text: string) => assignmentIds(set(text));
  expect(agreedPart(ids('staff'), ids('staff sales board'), ids('staff board'))).toEqual(ids('board staff'));
  expect(agreedPart(ids('staff+corporate'), ids('staff'), ids('staff+personal'))).toEqual(ids('staff+corporate'));
});

/** A proposed change of an object that was agreed upon as `base`, and moved on both sides. */
function proposalOf(base: LiveProfile, now: Partial<LiveProfile>, desired: Partial<ResolvedProfile>) {
  const wish = profile('mail', { name: base.name, settings: {}, ...desired });
  const inventory = recordAdopted(recorded({ mail: base }), 'mail', base, wish, iosMail, AT);
  const entry = inventory.entries['mail'] ?? null;
  return proposeForPair({ desired: wish, live: { ...base, ...now }, adopted: false, entry, generation: 1 }, new Map());
}

test('without a record nobody knows which part is git’s, and the assignments stay', () => {
  const wish = profile('mail', { assignments: assignments('board') });
  const pair = { desired: wish, live: liveProfile(), adopted: false, entry: null, generation: 1 };
  const proposed = proposeForPair(pair, new Map());
  expect(assignmentsOfGit(proposed)).toEqual({ own: null, isPart: true });
});

test('a set of which each side took its half away empties the object, and counts as a removal', () => {
  const base = liveProfile({ assignments: assignments('sales', 'board') });
  const proposed = proposalOf(
    base,
    { assignments: assignments('board') },
    { assignments: assignments('sales', 'staff') },
  );
  expect(spelled(assignmentsOfGit(proposed).own?.after ?? [])).toBe('staff');
  const less = proposalOf(base, { assignments: assignments('board') }, { assignments: assignments('sales') });
  const part = withoutPart(less, [], assignmentsOfGit(less).own);
  expect(part).toMatchObject({ action: 'unassign', assignments: { after: [], origin: 'intended' } });
});

const PASSWORD = { ...liveProfile().settings, authentication: 'usernameAndPassword', identityCertificate: null };

test('a certificate is not unbound while the drift that uses it stays', () => {
  const base = liveProfile({ settings: PASSWORD });
  const moved = { settings: { ...PASSWORD, authentication: 'certificate', identityCertificate: { id: 'cert' } } };
  const proposed = proposalOf(base, moved, { name: 'New', settings: { authentication: 'usernameAndPassword' } });
  expect(proposed.differences.map(({ path }) => path)).toEqual([
    '/name',
    '/settings/authentication',
    '/settings/identityCertificate',
  ]);
  const left = proposed.differences.filter(({ path }) => path === '/settings/authentication');
  const part = withoutPart(proposed, left, proposed.assignments);
  expect(part.differences.map(({ path }) => path)).toEqual(['/name']);
  expect(part.settings).toMatchObject({ authentication: 'certificate', identityCertificate: { id: 'cert' } });
  const untitled = proposalOf(base, moved, { settings: { authentication: 'usernameAndPassword' } });
  expect(isWanted(untitled)).toBe(false);
});

test('what people notice by the tenant’s own observation is not healed unattended', () => {
  const base = liveProfile();
  const proposed = proposalOf(base, { name: 'renamed' }, {});
  const because = 'seen in the pilot';
  const paths = (level: 'notice' | 'silent') => {
    const effects = [{ kind: 'ios-mail', field: 'name', level, because }] as const;
    return healing(proposed, { heal: 'silent', effects }, [], null).proposed.differences.map(({ path }) => path);
  };
  expect(paths('silent')).toEqual(['/name']);
  expect(paths('notice')).toEqual([]);
});
