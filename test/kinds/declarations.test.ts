/** What a kind may not say, proven by the compiler: each line that must not compile is expected to be an error. */

import type { IosEasEmailProfileConfiguration } from '@microsoft/microsoft-graph-types-beta';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { verdict } from '../../src/catalogue/effects.ts';
import { fieldsOf } from '../../src/catalogue/fields/builders.ts';
import { iosMail } from '../../src/kinds/mail/ios.ts';
import type { SettingsOf } from './settings-of.ts';

const ios = fieldsOf<IosEasEmailProfileConfiguration>();
const named = { label: 'Label', doc: 'Doc.', changes: [] } as const;
const services = { ...named, graph: 'easServices', none: 'none' } as const;
const duration = { ...named, graph: 'durationOfEmailToSync' } as const;

describe('a declaration does not compile', () => {
  it('with a property that Graph does not have', () => {
    // @ts-expect-error: hostname is spelt hostName
    expect(ios.host({ ...named, graph: 'hostname', examples: [] }).shape.type).toBe('host');
  });

  it('with a property of another type', () => {
    // @ts-expect-error: requireSsl is a switch, not a text
    expect(ios.text({ ...named, graph: 'requireSsl', examples: [] }).shape.type).toBe('text');
    // @ts-expect-error: hostName is a text, not a switch
    expect(ios.flag({ ...named, graph: 'hostName', initial: true }).shape.type).toBe('boolean');
    // @ts-expect-error: an enumeration is not free text
    expect(ios.text({ ...named, graph: 'authenticationMethod', examples: [] }).shape.type).toBe('text');
    // @ts-expect-error: accountName holds no object
    expect(ios.navigation({ ...named, graph: 'accountName', target, usedWhen: () => true }).shape.type).toBe(
      'reference',
    );
  });

  it('with a member that the enumeration does not have', () => {
    // @ts-expect-error: the member is oneDay
    expect(ios.choice({ ...duration, meanings: { oneday: 'one day' } }).shape.type).toBe('choice');
  });

  it('with a default outside its meanings', () => {
    // @ts-expect-error: unlimited is a member of Graph's, but has no meaning here
    expect(ios.choice({ ...duration, meanings: { oneDay: 'one day' }, initial: 'unlimited' }).initial).toBe(
      'unlimited',
    );
    // @ts-expect-error: notes has no meaning here
    expect(ios.set({ ...services, meanings: { email: 'mail' }, initial: ['notes'] }).initial).toEqual(['notes']);
  });

  it('with an unknown effect level, confidence or source, or a rule id of another family', () => {
    const details = { sources: ['CFG'] } as const;
    // @ts-expect-error: the level is sign-in
    expect(verdict('EFF-TEST', 'signin', 'inferred', 'a prompt', details).level).toBe('signin');
    // @ts-expect-error: nothing is guessed
    expect(verdict('EFF-TEST', 'sign-in', 'guessed', 'a prompt', details).confidence).toBe('guessed');
    // @ts-expect-error: rumours are no source
    expect(verdict('EFF-TEST', 'sign-in', 'inferred', 'a prompt', { sources: ['RUMOUR'] }).rule).toBe('EFF-TEST');
    // @ts-expect-error: effects begin with EFF-
    expect(verdict('SCH-001', 'sign-in', 'inferred', 'a prompt', details).rule).toBe('SCH-001');
  });
});

const target = { collection: '/things', types: [], noun: 'thing' } as const;

describe('the settings of a kind', () => {
  type Settings = SettingsOf<typeof iosMail>;

  it('are typed by their declaration', () => {
    expectTypeOf<Settings['oauth']>().toEqualTypeOf<boolean | null | undefined>();
    expectTypeOf<Settings['host']>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<Settings['authentication']>().toEqualTypeOf<
      'usernameAndPassword' | 'certificate' | 'derivedCredential' | null | undefined
    >();
    expectTypeOf<Settings['sync']>().toEqualTypeOf<
      readonly ('calendars' | 'contacts' | 'email' | 'notes' | 'reminders')[] | null | undefined
    >();
    expectTypeOf<Settings['usernameDomain']>().toEqualTypeOf<
      'fullDomainName' | 'netBiosDomainName' | { readonly custom: string } | null | undefined
    >();
    expectTypeOf<Settings>().not.toHaveProperty('colour');
  });

  it('refuse a misspelt name or value', () => {
    const right: Settings = { host: 'mail.contoso.com', mailToSync: 'oneWeek', sync: ['email'] };
    // @ts-expect-error: the setting is host
    const misspelt: Settings = { hots: 'mail.contoso.com' };
    // @ts-expect-error: the value is oneWeek
    const wrong: Settings = { mailToSync: 'oneweek' };
    expect([right, misspelt, wrong]).toHaveLength(3);
    expect(Object.keys(iosMail.fields)).toContain('host');
  });
});
