import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/core/config/postilion-yaml.ts';
import { CATALOGUE } from '../../../src/kinds/catalogue.ts';
import { INPUT_FINDINGS } from '../../../src/model/findings/input.ts';
import { lines } from './profile-text.ts';

const HEAD = 'version: 1\nowner: contoso-mail\n';
const ID = '00000000-0000-0000-0000-00000000000A';

function read(text: string, adopt: string | null = null) {
  return readConfig(
    { path: 'postilion.yaml', text },
    adopt === null ? null : { path: 'adopt.yaml', text: adopt },
    CATALOGUE,
  );
}

/** The configuration with a tenant, and these lines. */
function withTenant(rest: string): string {
  return `${HEAD}tenant: {id: ${ID}}\n${rest}\n`;
}

const BROKEN = [
  { name: 'empty', text: '# nothing yet\n' },
  { name: 'two-documents', text: `${withTenant('')}---\n${withTenant('')}` },
  { name: 'missing-keys', text: 'branch: main\n' },
  { name: 'unknown-key', text: withTenant('heel: silent') },
  { name: 'wrong-version', text: 'version: 2\nowner: a\ntenant: {embedded: x}\n' },
  { name: 'no-tenant', text: `${HEAD}tenant: {cloud: global}\n` },
  { name: 'two-tenants', text: `${HEAD}tenant: {embedded: a, graphUrl: "https://127.0.0.1:8443"}\n` },
  { name: 'tenant-name', text: `${HEAD}tenant: {id: contoso.onmicrosoft.com}\n` },
  { name: 'wrong-cloud', text: `${HEAD}tenant: {id: ${ID}, cloud: usgov-do}\n` },
  { name: 'plain-http', text: `${HEAD}tenant: {graphUrl: "http://graph.contoso.com"}\n` },
  { name: 'url-version', text: `${HEAD}tenant: {graphUrl: "https://graph.microsoft.com/beta"}\n` },
  { name: 'url-password', text: `${HEAD}tenant: {graphUrl: "https://me:secret@graph.contoso.com"}\n` },
  { name: 'url-query', text: `${HEAD}tenant: {graphUrl: "https://graph.contoso.com/?access_token=secret"}\n` },
  { name: 'url-stranger', text: `${HEAD}tenant: {id: ${ID}, graphUrl: "https://graph.contoso.com"}\n` },
  { name: 'url-nonsense', text: `${HEAD}tenant: {graphUrl: graph}\n` },
  { name: 'globs', text: withTenant('profiles: [../x/*.yaml, /etc/*, "a[b].yaml", "{a,b", ./a, "!b"]') },
  { name: 'glob-stars', text: withTenant(`profiles: ["${'*a'.repeat(40)}"]`) },
  { name: 'glob-braces', text: withTenant(`profiles: ["${'{a,b}'.repeat(30)}"]`) },
  { name: 'glob-length', text: withTenant(`profiles: ["${'a'.repeat(300)}"]`) },
  { name: 'state-program', text: withTenant('state: {repo: "ext::sh -c true", branch: "--x"}') },
  { name: 'state-option', text: withTenant('state: {repo: "--upload-pack=true"}') },
  { name: 'state-http', text: withTenant('state: {repo: "http://me:secret@git.contoso.com/x?token=secret"}') },
  {
    name: 'effect-field',
    text: withTenant('effects: [{kind: ios-mail, field: acountName, level: silent, because: x}]'),
  },
  {
    name: 'effect-level',
    text: withTenant('effects: [{kind: ios-mail, field: accountName, level: quiet, because: x}]'),
  },
  { name: 'effect-incomplete', text: withTenant('effects: [{kind: ios-mail, field: accountName}]') },
  {
    name: 'effect-twice',
    text: withTenant(
      'effects:\n- &a {kind: ios-mail, field: ssl, level: silent, because: x}\n- {kind: ios-mail, field: ssl, level: none, because: y}',
    ),
  },
  { name: 'moved', text: withTenant('moved: {a: a, b: c, d: c, E: x, f: "G H"}') },
  { name: 'numbers', text: withTenant('limits: {removals: -1, losingMail: many, newPeople: 1.5}') },
  { name: 'concurrency', text: withTenant('apply: {concurrency: 17}') },
  { name: 'grace', text: withTenant('grace: a week') },
  {
    name: 'windows',
    text: withTenant(
      [
        'windows:',
        '- {rule: allow, hours: 9-17, zone: Europe/Amsterdam}',
        '- {rule: allow, hours: "09:00-25:00", zone: Europe/Amsterdam}',
        '- {rule: deny, hours: "09:00-09:00", zone: CET}',
        '- {rule: deny, dates: 2026-12-18, zone: "+02:00"}',
        '- {rule: deny, dates: 2026-02-30..2026-03-04, zone: Etc/GMT+5}',
        '- {rule: deny, dates: 2026-12-18..2026-12-04, zone: Europe/Amsterdm}',
        '- {rule: maybe, days: [mon, monday], from: loud}',
      ].join('\n'),
    ),
  },
  { name: 'budget', text: withTenant('budget: {disturbed: 0, per: month, zone: EST}') },
  { name: 'budget-empty', text: withTenant('budget: {per: day}') },
  { name: 'suspend', text: withTenant('suspend: android-eng') },
  { name: 'release', text: withTenant('release: {old-ios: 3, Old: x}') },
  { name: 'no-value', text: withTenant('suspend:') },
  { name: 'tab', text: 'version: 1\nowner: a\ntenant:\n\tembedded: x\n' },
  { name: 'adopt', text: withTenant(''), adopt: `a: x\nB: ${ID}\nc: ${ID}\nd: ${ID}\ne: 5\nf:\n` },
  { name: 'adopt-list', text: withTenant(''), adopt: `- ${ID}\n` },
];

describe('the configuration', () => {
  it.each(BROKEN)('$name is told with its place and remedy', async ({ name, text, adopt }) => {
    const result = read(text, adopt ?? null);
    expect(result.ok).toBe(false);
    for (const { code } of result.findings) expect(Object.keys(INPUT_FINDINGS)).toContain(code);
    await expect(lines(result.findings)).toMatchFileSnapshot(`expected/config/${name}.txt`);
  });

  it('has a default for everything but version, owner and tenant', () => {
    const result = read(`${HEAD}tenant: {embedded: .postilion/tenant}\n`);
    expect(result).toEqual({
      ok: true,
      findings: [],
      value: {
        version: 1,
        owner: 'contoso-mail',
        tenant: { id: null, cloud: 'global', embedded: '.postilion/tenant', graphUrl: null },
        profiles: ['profiles/**/*.yaml'],
        state: { repo: '.', branch: 'postilion-state' },
        branch: 'main',
        heal: 'silent',
        approval: { from: 'may-reapprove', growth: { percent: 10, people: 5 }, approvers: null },
        policy: { allUsers: true, oauth: 'optional', names: null, mostPeople: null },
        limits: { removals: 3, losingMail: 50, newPeople: 500 },
        windows: [],
        budget: [],
        groups: { allow: null, readUpTo: 100_000 },
        apply: { concurrency: 4 },
        grace: '7d',
        lateness: '15m',
        release: {},
        moved: {},
        suspend: false,
        effects: [],
        adopt: {},
        adoptPlaces: {},
        because: {},
        places: result.ok ? result.value.places : undefined,
      },
    });
  });

  it('says what it says', () => {
    const result = read(
      withTenant(
        [
          'profiles: ["mail/{ios,android}/*.yaml"]',
          'state: {repo: ../state.git, branch: s}',
          'heal: never',
          'approval: {from: sign-in, growth: {percent: 0, people: 1}}',
          'limits: {removals: 0}',
          'apply: {concurrency: 16}',
          'grace: 12h',
          'release: {old-ios: handed back}',
          'moved: {a: b}',
          'suspend: [c]',
          'effects: [{kind: ios-mail, field: accountName, level: silent, because: pilot}]',
        ].join('\n'),
      ),
      `ios-sales: ${ID}\nandroid: T_${ID}\n`,
    );
    expect(lines(result.findings)).toBe('');
    expect(result.ok && result.value).toMatchObject({
      tenant: { id: ID.toLowerCase(), embedded: null },
      profiles: ['mail/{ios,android}/*.yaml'],
      state: { repo: '../state.git', branch: 's' },
      heal: 'never',
      approval: { from: 'sign-in', growth: { percent: 0, people: 1 }, approvers: null },
      limits: { removals: 0, losingMail: 50, newPeople: 500 },
      apply: { concurrency: 16 },
      grace: '12h',
      release: { 'old-ios': 'handed back' },
      moved: { a: 'b' },
      suspend: ['c'],
      effects: [{ kind: 'ios-mail', field: 'accountName', level: 'silent', because: 'pilot' }],
      adopt: { 'ios-sales': ID.toLowerCase(), android: `T_${ID.toLowerCase()}` },
    });
  });

  it('may be suspended as a whole, name loopback without TLS, and have nothing left to adopt', () => {
    expect(read(withTenant('suspend: true'), '# all applied\n')).toMatchObject({
      ok: true,
      value: { suspend: true, adopt: {} },
    });
  });

  it.each([
    'http://127.0.0.1:8443',
    'https://127.1:8443',
    'http://2130706433',
    'http://localhost:1',
    'http://[::1]:2',
    'https://graph.microsoft.com',
    'https://dod-graph.microsoft.us/',
  ])('may name %s, which is this machine or Microsoft', (url) => {
    expect(read(`${HEAD}tenant: {id: ${ID}, graphUrl: "${url}"}\n`)).toMatchObject({ ok: true });
  });

  it.each([
    'https://127.example.org',
    'https://127.0.0.1.example.org',
    'https://localhost.example.org',
    'https://localhost.',
    'https://127.0.0.1@example.org',
    'https://graph.microsoft.com@example.org',
    'https://graph.microsoft.com.example.org',
    'https://graph.microsoft.com.',
    'https://graph.microsoft.com:8443',
    'https://[::ffff:127.0.0.1]',
    'https://0.0.0.0',
    'https://128.0.0.1',
  ])('may not name %s, which a token would be sent to; the environment may name it', (url) => {
    const text = `${HEAD}tenant: {id: ${ID}, graphUrl: "${url}"}\n`;
    expect(read(text).findings).toMatchObject([{ code: 'CFG-003', line: 3 }]);
    const named = readConfig({ path: 'postilion.yaml', text }, null, CATALOGUE, { graph: true });
    expect(named.ok).toBe(!url.includes('@'));
  });
});
