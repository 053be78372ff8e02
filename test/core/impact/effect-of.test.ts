/** The verdict on one change, for people counted by hand: the worst for anyone, for whom it counts, and how sure. */

import { describe, expect, it } from 'vitest';
import {
  type AssessedChange,
  effectOf,
  peopleConcerned,
  peopleDisturbed,
  peopleLosingMail,
  union,
  withOverrides,
} from '../../../src/core/impact/change-effect.ts';
import { iosScep } from '../../../src/kinds/certificates/ios.ts';
import { iosMail } from '../../../src/kinds/mail/ios.ts';
import { assigning, counted, differing, people } from './assessed-changes.ts';

const KEEPING = people({ kept: ['ann', 'bob'] });
const UNKNOWN = people({ basis: 'unknown' });
const WIDER = { assignments: assigning(['sales'], ['sales', 'board']) };
const NARROWER = { assignments: assigning(['sales', 'board'], ['sales']) };
const PASSWORD = { authentication: 'usernameAndPassword' };

function effect(parts: Partial<AssessedChange>) {
  return effectOf(counted(parts));
}

describe('a change of settings', () => {
  it('does to those who keep the profile what the worst of its fields does', () => {
    const differences = [...differing('sign-in'), ...differing('notice')];
    expect(effect({ differences, audience: KEEPING })).toEqual({
      level: 'sign-in',
      outage: false,
      mayAlso: ['sign-in also', 'notice also'],
      confidence: 'inferred',
      reasons: ['sign-in happens'],
      disturbs: 'sign-in',
      setUp: 'none',
      basis: 'exact',
      people: 2,
      kept: 2,
      gained: 0,
      lost: 0,
      devices: 0,
    });
  });

  it('tells an outage beside the worst, with both reasons, each once', () => {
    const differences = [...differing('silent', true), ...differing('sign-in'), ...differing('sign-in')];
    expect(effect({ differences, audience: KEEPING })).toMatchObject({
      level: 'sign-in',
      outage: true,
      reasons: ['silent happens', 'sign-in happens'],
      mayAlso: ['silent also', 'sign-in also'],
      disturbs: 'account-reset',
    });
  });

  it('is as sure as the verdict on the worst, not as an outage beside it', () => {
    const [outage, worst] = [differing('silent', true), differing('sign-in')];
    const sure = worst.map((one) => ({ ...one, verdict: { ...one.verdict, confidence: 'documented' as const } }));
    expect(effect({ differences: [...sure, ...outage], audience: KEEPING }).confidence).toBe('documented');
    expect(effect({ differences: [...outage, ...sure], audience: KEEPING }).confidence).toBe('documented');
  });

  it('disturbs nobody where nobody has it, and whoever it may be where nobody knows', () => {
    const differences = differing('sign-in');
    expect(effect({ differences })).toMatchObject({ level: 'sign-in', disturbs: 'none', people: 0 });
    expect(effect({ differences, audience: UNKNOWN })).toMatchObject({
      level: 'sign-in',
      disturbs: 'sign-in',
      people: null,
      kept: null,
      gained: null,
      lost: null,
    });
  });
});

describe('a change of nothing', () => {
  it('does nothing to anybody', () => {
    expect(effect({ audience: KEEPING })).toMatchObject({
      level: 'none',
      outage: false,
      reasons: [],
      mayAlso: [],
      confidence: 'documented',
      disturbs: 'none',
      setUp: 'none',
      people: 0,
      kept: 2,
    });
  });
});

describe('who loses the profile', () => {
  const lost = people({ lost: ['ann', 'bob'] });

  it('loses mail, or moves where all of them gain another', () => {
    const { removal, moved } = iosMail.effects;
    expect(effect({ ...NARROWER, audience: lost })).toMatchObject({
      level: 'mail-removed',
      disturbs: 'mail-removed',
      reasons: [removal.reason],
      people: 2,
    });
    const some = { ...NARROWER, audience: lost, movedAway: new Set(['ann']) };
    expect(effect(some)).toMatchObject({ level: 'mail-removed', reasons: [removal.reason] });
    const all = { ...NARROWER, audience: lost, movedAway: new Set(['ann', 'bob']) };
    expect(effect(all)).toMatchObject({ level: 'account-reset', reasons: [moved.reason] });
    expect(effect({ ...NARROWER, audience: UNKNOWN })).toMatchObject({ level: 'mail-removed', people: null });
  });

  it('does so only by a change of the assignments', () => {
    expect(effect({ audience: lost })).toMatchObject({ level: 'none', disturbs: 'none' });
    expect(effect({ assignments: assigning([], ['sales']), audience: lost }).disturbs).toBe('none');
    expect(effect({ ...NARROWER, audience: people({ kept: ['ann'] }) })).toMatchObject({ level: 'none' });
  });

  it('is locked out where a policy says so, unless all of them move', () => {
    const locked = { ...lost, lockOut: { people: new Set(['ann', 'bob']), policies: ['Mail'] } };
    const out = effect({ ...NARROWER, audience: locked });
    expect(out).toMatchObject({ level: 'lock-out', disturbs: 'lock-out' });
    expect(out.reasons.join()).toContain('"Mail"');
    expect(effect({ ...NARROWER, audience: locked, movedAway: new Set(['ann']) }).level).toBe('lock-out');
    expect(effect({ ...NARROWER, audience: locked, movedAway: new Set(['ann', 'bob']) }).level).toBe('account-reset');
    const unknown = { ...UNKNOWN, lockOut: { people: new Set<string>(), policies: ['Mail'] } };
    expect(effect({ ...NARROWER, audience: unknown }).level).toBe('lock-out');
  });
});

describe('who gains the profile', () => {
  it('is set up, which disturbs nobody', () => {
    const audience = people({ gained: ['ann'] });
    expect(effect({ ...WIDER, audience, settings: PASSWORD })).toMatchObject({
      level: 'sign-in',
      setUp: 'sign-in',
      disturbs: 'none',
      people: 1,
    });
    const certificate = { authentication: 'certificate' };
    expect(effect({ ...WIDER, audience, settings: certificate })).toMatchObject({ level: 'silent', setUp: 'silent' });
    expect(effect({ ...WIDER, audience: UNKNOWN, settings: PASSWORD }).setUp).toBe('sign-in');
  });

  it('does so only by a change of the assignments that gives it to somebody', () => {
    const audience = people({ gained: ['ann'] });
    expect(effect({ audience, settings: PASSWORD }).setUp).toBe('none');
    expect(effect({ assignments: assigning([], ['-sales']), audience, settings: PASSWORD }).setUp).toBe('none');
    expect(effect({ ...WIDER, audience: people({}), settings: PASSWORD }).setUp).toBe('none');
    const mixed = { assignments: assigning([], ['-contractors', 'sales']), audience, settings: PASSWORD };
    expect(effect(mixed).setUp).toBe('sign-in');
  });

  it('is set up by a new profile, whoever they are, and not disturbed by what it is made of', () => {
    const fresh = { action: 'create', live: null, settings: PASSWORD } as const;
    const differences = differing('lock-out', true);
    const made = effect({
      ...fresh,
      assignments: assigning([], ['sales']),
      differences,
      audience: people({ kept: ['ann'] }),
    });
    expect(made).toMatchObject({ level: 'sign-in', outage: false, setUp: 'sign-in', disturbs: 'none', people: 0 });
    expect(effect({ ...fresh, assignments: assigning([], []), differences }).setUp).toBe('none');
  });
});

describe('people', () => {
  const all = people({ kept: ['ann'], gained: ['bob'], lost: ['cid'] });
  const names = (set: ReadonlySet<string>) => [...set].sort();

  it('are concerned when they gain or lose, and when what they keep changes', () => {
    expect(names(peopleConcerned(counted({ audience: all })))).toEqual(['bob', 'cid']);
    const changed = counted({ audience: all, differences: differing('silent') });
    expect(names(peopleConcerned(changed))).toEqual(['ann', 'bob', 'cid']);
  });

  it('are disturbed when they lose, and when they notice what changes', () => {
    const disturbed = (differences: AssessedChange['differences']) =>
      names(peopleDisturbed(counted({ audience: all, differences })));
    expect(disturbed([])).toEqual(['cid']);
    expect(disturbed(differing('silent'))).toEqual(['cid']);
    expect(disturbed(differing('notice'))).toEqual(['ann', 'cid']);
    expect(disturbed(differing('silent', true))).toEqual(['ann', 'cid']);
    expect(disturbed([...differing('silent'), ...differing('notice')])).toEqual(['ann', 'cid']);
  });

  it('lose mail when they lose the profile without another, and when a setting removes it', () => {
    const losing = (parts: Partial<AssessedChange>) => names(peopleLosingMail(counted({ audience: all, ...parts })));
    expect(losing({})).toEqual(['cid']);
    expect(losing({ movedAway: new Set(['cid']) })).toEqual([]);
    expect(losing({ differences: differing('sign-in') })).toEqual(['cid']);
    expect(losing({ differences: [...differing('mail-removed'), ...differing('silent')] })).toEqual(['ann', 'cid']);
    expect(losing({ differences: differing('mail-removed'), action: 'create' })).toEqual(['cid']);
    expect(losing({ kind: iosScep })).toEqual([]);
  });

  it('are each once in a union', () => {
    expect(names(union([new Set(['a', 'b']), new Set(['b', 'c']), new Set()]))).toEqual(['a', 'b', 'c']);
    expect(union([]).size).toBe(0);
  });
});

describe("a tenant's observation", () => {
  const observed = { kind: 'ios-mail', field: 'ssl', level: 'notice', because: 'a pilot' } as const;

  it('takes the place of the verdict on its field', () => {
    const [found] = withOverrides('ios-mail', differing('sign-in', true), [observed]);
    expect(found).toMatchObject({
      path: '/settings/ssl',
      verdict: {
        level: 'notice',
        outage: false,
        confidence: 'practitioner',
        reason: 'a pilot (set in postilion.yaml; the catalogue says sign-in)',
        rule: 'EFF-METADATA',
        mayAlso: [],
      },
    });
  });

  it('knows name and description by what they are called, and leaves the rest', () => {
    const name = { ...differing('silent')[0], path: '/name', field: null };
    const found = differing('silent').map((one) => ({ ...one, ...name }));
    const [renamed] = withOverrides('ios-mail', found, [{ ...observed, field: 'name', level: 'lock-out' }]);
    expect(renamed?.verdict.level).toBe('lock-out');
    const plain = differing('sign-in');
    expect(withOverrides('ios-mail', plain, [])).toEqual(plain);
    expect(withOverrides('ios-mail', plain, [{ ...observed, field: 'host' }])).toEqual(plain);
    expect(withOverrides('windows-mail', plain, [observed])).toEqual(plain);
  });
});
