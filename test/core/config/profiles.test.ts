import { describe, expect, it } from 'vitest';
import { readProfiles } from '../../../src/core/config/profiles.ts';
import { CATALOGUE } from '../../../src/kinds/catalogue.ts';
import { INPUT_FINDINGS } from '../../../src/model/findings/input.ts';
import type { DesiredProfile } from '../../../src/model/profile.ts';
import { BROKEN } from './broken-profiles.ts';
import { lines, profileText } from './profile-text.ts';

function read(...texts: readonly string[]) {
  return readProfiles(
    texts.map((text, index) => ({ path: `profiles/${index}.yaml`, text })),
    CATALOGUE,
  );
}

function one(text: string): DesiredProfile {
  const result = read(text);
  const [profile] = result.ok ? result.value : [];
  if (profile === undefined) throw new Error(lines(result.findings));
  return profile;
}

describe('a mistake in a profile', () => {
  it.each(BROKEN)('$name is told with its place and remedy', async ({ name, text, more = [] }) => {
    const result = readProfiles([{ path: 'ios.yaml', text }, ...more], CATALOGUE);
    expect(result.ok).toBe(false);
    for (const finding of result.findings) {
      expect(finding).toMatchObject({ severity: 'error', hard: true });
      expect(Object.keys(INPUT_FINDINGS)).toContain(finding.code);
    }
    await expect(lines(result.findings)).toMatchFileSnapshot(`expected/profiles/${name}.txt`);
  });

  it('doesn’t hide the mistakes of other documents and files', () => {
    const result = read(
      'kind: ios-mial\n---\nkind: ios-mail\n',
      '\tkind: x\n',
      profileText({ settings: { oauth: 'no' } }),
    );
    expect(result.findings.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'profiles/0.yaml KND-001',
      'profiles/0.yaml SCH-102',
      'profiles/0.yaml SCH-102',
      'profiles/0.yaml SCH-102',
      'profiles/1.yaml YML-002',
      'profiles/2.yaml SCH-104',
    ]);
  });

  it('in one text doesn’t make the keys of that text unknown to others', () => {
    const result = read('kind: ios-mail\nkey: @b\n', profileText({ rest: 'assign: {sameAs: [b]}' }));
    expect(result.findings.map(({ file }) => file)).toEqual(['profiles/0.yaml']);
  });

  it('is counted, not repeated, where there are many', () => {
    const result = read(Array.from({ length: 300 }, (_, index) => `k${index}:`).join('\n'));
    expect(result.findings.filter(({ code }) => code.startsWith('YML')).length).toBe(101);
    expect(result.findings.at(-1)?.message).toContain('200 more problems');
  });

  it('of size is told before the text is parsed', () => {
    expect(read(`# ${'x'.repeat(1_048_576)}`).findings[0]?.code).toBe('FIL-003');
    const many = Array.from({ length: 20_001 }, (_, index) => ({ path: `${index}.yaml`, text: '' }));
    expect(readProfiles(many, CATALOGUE).findings[0]?.code).toBe('YML-011');
  });
});

describe('a profile', () => {
  it('comes out in normal form with its references and targets', () => {
    const profile = one(
      profileText({
        settings: {
          host: 'MAIL.Contoso.com',
          sync: '[email, contacts, calendars]',
          identityCertificate: '{name: SCEP}',
          perAppVpn: 'null',
        },
        rest: [
          'description: null',
          'scopeTags: [Default, "42", {id: "3"}]',
          'assign:',
          '  include:',
          '    - id: 11111111-2222-3333-4444-55555555555A',
          '      filter: {exclude: Kiosks}',
          '    - allUsers: true',
          '  exclude: [{group: Contractors}]',
          'unmanaged: [mailToSync]',
        ].join('\n'),
      }),
    );
    expect(profile).toMatchObject({
      key: 'ios-sales',
      kind: 'ios-mail',
      description: '',
      scopeTags: [
        { by: 'name', name: 'Default' },
        { by: 'name', name: '42' },
        { by: 'id', id: '3' },
      ],
      settings: { host: 'mail.contoso.com', sync: ['calendars', 'contacts', 'email'], oauth: true },
      references: { identityCertificate: { by: 'name', name: 'SCEP', at: { line: 13, column: 3 } }, perAppVpn: null },
      assign: [
        {
          intent: 'include',
          target: { by: 'id', id: '11111111-2222-3333-4444-55555555555a' },
          filter: { mode: 'exclude', ref: { name: 'Kiosks' } },
        },
        { intent: 'include', target: 'allUsers', filter: null },
        { intent: 'exclude', target: { by: 'name', name: 'Contractors' }, filter: null },
      ],
      protect: false,
      unmanaged: ['mailToSync'],
    });
    expect(profile.settings).not.toHaveProperty('identityCertificate');
    expect(profile.places['/settings/oauth']).toEqual({ file: 'profiles/0.yaml', line: 11, column: 10 });
  });

  it('that says nothing about assign leaves it alone, null means nobody', () => {
    expect(one(profileText({ rest: 'protect: true' })).assign).toBeUndefined();
    expect(one(profileText({ rest: 'assign: null' })).assign).toEqual([]);
    expect(one(profileText({ rest: 'assign: {include: []}' })).assign).toEqual([]);
  });

  it('takes over the targets of others once, through any number of steps', () => {
    const result = read(
      profileText({ key: 'a', rest: 'assign: {include: [{group: A}]}' }),
      profileText({ key: 'b', rest: 'assign: {sameAs: [a], include: [{group: B}]}' }),
      profileText({ key: 'c', rest: 'assign: {sameAs: [a]}' }),
      profileText({ key: 'd', rest: 'assign: {sameAs: [b, c], exclude: [{group: D}]}' }),
    );
    expect(lines(result.findings)).toBe('');
    const targets = result.ok
      ? result.value.map(({ assign = [] }) =>
          assign.map(({ target }) => (typeof target === 'string' ? target : 'name' in target ? target.name : '')),
        )
      : [];
    expect(targets).toEqual([['A'], ['B', 'A'], ['A'], ['D', 'B', 'A']]);
  });

  it('is found beside empty documents, comments and a byte order mark', () => {
    const result = read(`\ufeff${profileText()}---\n# nothing\n---\n`, '', '# only a comment\n', '---\n---\n');
    expect(lines(result.findings)).toBe('');
    expect(result.ok ? result.value.length : 0).toBe(1);
  });

  it('may be nested, long and full of letters of any language', () => {
    expect(one(profileText({ name: '"iOS: Продажи – 売上 👩🏽"' })).name).toBe('iOS: Продажи – 売上 👩🏽');
    expect(one(profileText({ name: '"iOS: Cafe\\u0301"' })).name).toBe('iOS: Café');
    expect(one(profileText({ rest: 'description: |\n  two\n  lines' })).description).toBe('two\nlines');
  });

  it('reads with Windows line ends', () => {
    expect(one(profileText().replaceAll('\n', '\r\n')).name).toBe('iOS: Mail - Sales');
  });
});
