/** Texts with one mistake each, by the name of their golden file. */

import { profileText } from './profile-text.ts';

export interface BrokenText {
  readonly name: string;
  readonly text: string;
  /** Further files of the same repository. */
  readonly more?: readonly { readonly path: string; readonly text: string }[];
}

function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`;
}

const SYNTAX: readonly BrokenText[] = [
  { name: 'tab', text: 'kind: ios-mail\nsettings:\n\thost: mail.contoso.com\n' },
  { name: 'unquoted-colon', text: profileText({ name: 'iOS: Mail' }) },
  { name: 'bad-indent', text: 'kind: ios-mail\nsettings:\n    host: a\n  ssl: true\n' },
  { name: 'no-colon', text: 'kind: ios-mail\nkey\nname: x\n' },
  { name: 'reserved-character', text: 'kind: ios-mail\nkey: @sales\n' },
  { name: 'unclosed-quote', text: 'kind: "ios-mail\nkey: a\n' },
  { name: 'unclosed-list', text: 'kind: ios-mail\nsettings:\n  host: [outlook\n  ssl: true\n  username: a\n' },
  { name: 'unclosed-mapping', text: 'kind: ios-mail\nassign: {include: []\n' },
  { name: 'unknown-escape', text: 'kind: ios-mail\nname: "C:\\Users"\n' },
  { name: 'list-as-key', text: '? [kind]\n: ios-mail\n' },
  { name: 'duplicate-map-key', text: profileText({ rest: 'protect: true\nprotect: false' }) },
  { name: 'alias', text: 'kind: &k ios-mail\nkey: *k\n' },
  { name: 'alias-bomb', text: `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n` },
  { name: 'merge-key', text: 'a: &a {x: 1}\nb:\n  <<: *a\n' },
  { name: 'tag', text: 'kind: !!str ios-mail\nkey: !env SECRET\n' },
  { name: 'directive', text: '%YAML 1.1\n---\nkind: ios-mail\n' },
  { name: 'depth-bomb', text: `settings: ${nested(20_000)}\n` },
  { name: 'depth-limit', text: `settings: ${nested(20)}\n` },
  { name: 'long-list', text: `settings: [${'x,'.repeat(1_001)}]\n` },
  { name: 'proto', text: 'kind: ios-mail\n__proto__: {protect: false}\nsettings:\n  constructor: 1\n  prototype: 2\n' },
  { name: 'bidi-name', text: profileText({ name: '"Sales\u202e dlot"' }) },
  { name: 'escaped-bidi-name', text: profileText({ name: '"Sales\\u202e dlot"' }) },
  { name: 'zero-width-key', text: profileText({ rest: '"prot\\u200bect": true' }) },
  { name: 'bidi-comment', text: `# \u2066 hidden\n${profileText()}` },
  { name: 'lone-surrogate', text: profileText({ name: '"iOS \\ud800"' }) },
  { name: 'no-value', text: profileText({ settings: { ssl: '' }, rest: 'assign:' }) },
  { name: 'infinite', text: profileText({ settings: { accountName: '.inf' } }) },
  { name: 'several-broken-lines', text: 'kind: ios-mail\nkey: @a\nname: `b`\n' },
];

const SHAPE: readonly BrokenText[] = [
  { name: 'unknown-key', text: profileText({ settings: { oauth: undefined, oath: 'true' } }) },
  { name: 'unknown-top-key', text: profileText({ rest: 'scopetags: [Default]' }) },
  { name: 'oauth-yes', text: profileText({ settings: { oauth: '"yes"' } }) },
  { name: 'number-for-text', text: profileText({ name: '2026' }) },
  { name: 'host-scheme', text: profileText({ settings: { host: 'https://mail.contoso.com' } }) },
  { name: 'host-slash', text: profileText({ settings: { host: 'mail.contoso.com/ews' } }) },
  { name: 'host-blank', text: profileText({ settings: { host: 'mail contoso com' } }) },
  { name: 'host-nonsense', text: profileText({ settings: { host: 'm@il' } }) },
  { name: 'wrong-enum', text: profileText({ settings: { username: 'userPrincipleName' } }) },
  { name: 'wrong-enum-far', text: profileText({ settings: { mailToSync: 'forever' } }) },
  { name: 'wrong-custom', text: profileText({ settings: { usernameDomain: '{costum: X}' } }) },
  { name: 'near-custom', text: profileText({ settings: { usernameDomain: 'fullDomainNam' } }) },
  { name: 'no-services', text: profileText({ settings: { sync: '[]' } }) },
  { name: 'service-twice', text: profileText({ settings: { sync: '[email, email]' } }) },
  { name: 'wrong-service', text: profileText({ settings: { sync: '[emial]' } }) },
  { name: 'missing-required', text: profileText({ settings: { host: undefined, username: undefined } }) },
  { name: 'missing-all', text: 'kind: ios-mail\n' },
  { name: 'missing-kind', text: 'key: a\nname: b\n' },
  { name: 'unknown-kind', text: 'kind: ios-mial\nkey: a\n' },
  { name: 'kind-is-list', text: 'kind: [ios-mail]\n' },
  { name: 'document-is-list', text: '- kind: ios-mail\n' },
  { name: 'document-is-text', text: '--- just a text\n' },
  { name: 'bad-key', text: profileText({ key: 'iOS_Sales' }) },
  { name: 'reserved-key', text: profileText({ key: 'constructor' }) },
  { name: 'name-blank', text: profileText({ name: '" iOS mail"' }) },
  { name: 'name-too-long', text: profileText({ name: 'x'.repeat(300) }) },
  { name: 'marker', text: profileText({ rest: 'description: "mine postilion:contoso/ios-sales#abc"' }) },
  { name: 'unmanaged-conflict', text: profileText({ rest: 'description: x\nunmanaged: [oauth, description, hots]' }) },
  { name: 'reference-text', text: profileText({ settings: { identityCertificate: 'ios-user-scep' } }) },
  { name: 'reference-two-ways', text: profileText({ settings: { identityCertificate: '{key: a, name: b}' } }) },
  { name: 'reference-unknown-key', text: profileText({ settings: { identityCertificate: '{key: ios-user-scep}' } }) },
  { name: 'reference-wrong-kind', text: profileText({ settings: { identityCertificate: '{key: ios-sales}' } }) },
];

const ASSIGN: readonly BrokenText[] = [
  { name: 'group-twice', text: withAssign('include: [{group: Sales}, {group: SALES}]') },
  { name: 'included-and-excluded', text: withAssign('include: [{group: Sales}], exclude: [{group: Sales}]') },
  { name: 'exclude-alone', text: withAssign('exclude: [{group: Sales}]') },
  { name: 'group-is-id', text: withAssign('include: [{group: 11111111-2222-3333-4444-555555555555}]') },
  { name: 'group-misspelt', text: withAssign('include: [{gruop: Sales}]') },
  { name: 'group-and-all', text: withAssign('include: [{group: Sales, allUsers: true}]') },
  { name: 'filter-two-ways', text: withAssign('include: [{allUsers: true, filter: {include: A, exclude: B}}]') },
  {
    name: 'filter-excluded',
    text: withAssign('include: [{allUsers: true}], exclude: [{group: A, filter: {include: B}}]'),
  },
  { name: 'assign-empty', text: profileText({ rest: 'assign: {}' }) },
  { name: 'same-as-unknown', text: withAssign('sameAs: [ios-sale]') },
  { name: 'same-as-itself', text: withAssign('sameAs: [ios-sales]') },
  {
    name: 'same-as-circle',
    text: withAssign('sameAs: [ios-b]'),
    more: [{ path: 'b.yaml', text: profileText({ key: 'ios-b', rest: 'assign: {sameAs: [ios-sales]}' }) }],
  },
  {
    name: 'same-as-silent',
    text: withAssign('sameAs: [ios-b]'),
    more: [{ path: 'b.yaml', text: profileText({ key: 'ios-b', rest: 'protect: true' }) }],
  },
  {
    name: 'same-as-contradicts',
    text: withAssign('sameAs: [ios-b], exclude: [{group: Sales}]'),
    more: [{ path: 'b.yaml', text: profileText({ key: 'ios-b', rest: 'assign: {include: [{group: Sales}]}' }) }],
  },
  {
    name: 'key-twice',
    text: profileText(),
    more: [{ path: 'b.yaml', text: `${profileText({ key: 'other' })}---\n${profileText()}` }],
  },
];

export const BROKEN: readonly BrokenText[] = [...SYNTAX, ...SHAPE, ...ASSIGN];

function withAssign(assign: string): string {
  return profileText({ rest: `assign: {${assign}}` });
}
