/** Profiles that reach people for the first time, more people, fewer people, or other people. */

import { changed, type EffectCase, firstDelivered } from './effect-case.ts';

const DELIVERED: readonly EffectCase[] = [
  firstDelivered(
    'first-password',
    'First delivery with a password',
    {},
    { level: 'sign-in', confidence: 'documented' },
  ),
  firstDelivered(
    'first-oauth',
    'First delivery with OAuth',
    { settings: { host: 'outlook.office365.com', oauth: true } },
    { level: 'sign-in', confidence: 'documented' },
  ),
  firstDelivered(
    'first-certificate',
    'First delivery with a certificate',
    { settings: { authentication: 'certificate', identityCertificate: { id: 'scep' } } },
    { level: 'silent', confidence: 'documented' },
  ),
  firstDelivered(
    'first-certificate-oauth',
    'First delivery with a certificate and OAuth',
    {
      settings: {
        host: 'outlook.office365.com',
        oauth: true,
        authentication: 'certificate',
        identityCertificate: { id: 'scep' },
      },
    },
    { level: 'sign-in', confidence: 'documented', mayAlso: 'consented' },
  ),
  firstDelivered(
    'first-certificate-exchange-online',
    'First delivery with a certificate, for Exchange Online and without OAuth',
    {
      settings: {
        host: 'outlook.office365.com',
        oauth: false,
        authentication: 'certificate',
        identityCertificate: { id: 'scep' },
      },
    },
    { level: 'silent', outage: true, confidence: 'practitioner' },
  ),
  firstDelivered(
    'first-password-exchange-online',
    'First delivery with a password, for Exchange Online and without OAuth',
    { settings: { host: 'outlook.office365.com', oauth: false } },
    { level: 'sign-in', outage: true, confidence: 'documented' },
  ),
  firstDelivered(
    'first-derived-credential',
    'First delivery with a derived credential',
    { settings: { authentication: 'derivedCredential', derivedCredentialSettings: { id: 'issuer' } } },
    { level: 'user-action', confidence: 'documented' },
  ),
  firstDelivered(
    'first-to-nobody',
    'A new profile that nobody gets',
    { assign: [] },
    { level: 'none', confidence: 'documented', gained: 0, mayAlso: '' },
  ),
];

const REASSIGNED: readonly EffectCase[] = [
  changed(
    'widened',
    'More people get it',
    { assign: ['sales'] },
    { assign: ['sales', 'field'] },
    { level: 'sign-in', confidence: 'documented', gained: 2, gates: [], mayAlso: 'lock-out' },
  ),
  changed(
    'narrowed-by-group',
    'A group goes, and another keeps some of it',
    { assign: ['field'] },
    { assign: ['sales'] },
    { level: 'mail-removed', confidence: 'documented', lost: 2 },
  ),
  changed(
    'narrowed-by-exclusion',
    'A group is excluded',
    { assign: ['sales'] },
    { assign: ['sales', '-contractors'] },
    { level: 'mail-removed', confidence: 'documented', kept: 3, lost: 1 },
  ),
  changed(
    'narrowed-by-filter',
    'Only devices that match a filter keep it',
    { assign: ['sales'] },
    { assign: ['sales+corporate'] },
    { level: 'mail-removed', confidence: 'documented', basis: 'at-most', kept: 4, lost: 4 },
  ),
  changed(
    'overlapping-group-removed',
    'A group goes that is part of another',
    { assign: ['sales', 'field'] },
    { assign: ['field'] },
    { level: 'none', confidence: 'documented', kept: 6, gates: [] },
  ),
  changed(
    'unassigned',
    'Nobody is to have it',
    { assign: ['sales'] },
    { assign: [] },
    { level: 'mail-removed', confidence: 'documented', kept: 0, lost: 4 },
  ),
  {
    row: 'profile-taken-away',
    title: 'The YAML of a profile goes',
    before: { mail: {} },
    after: {},
    expected: { level: 'mail-removed', confidence: 'documented', kept: 0, gained: 0, lost: 4, gates: ['effect'] },
  },
];

const MOVED: readonly EffectCase[] = [
  {
    row: 'moved-to-another-profile',
    title: 'People go from one profile to another',
    before: { mail: { assign: ['sales'] }, other: { assign: [] } },
    after: { mail: { assign: [] }, other: { assign: ['sales'] } },
    expected: {
      level: 'account-reset',
      confidence: 'inferred',
      kept: 0,
      lost: 4,
      gates: ['effect'],
      mayAlso: 'blocked',
    },
  },
  {
    row: 'moved-to-another-account',
    title: 'People go to a profile with another server',
    before: { mail: { assign: ['sales'] }, other: { assign: [], settings: { host: 'post.contoso.com' } } },
    after: { mail: { assign: [] }, other: { assign: ['sales'], settings: { host: 'post.contoso.com' } } },
    expected: { level: 'mail-removed', confidence: 'documented', kept: 0, lost: 4, gates: ['effect'] },
  },
  {
    row: 'moved-in-part',
    title: 'Some people go to another profile, the others are left with nothing',
    before: { mail: { assign: ['field'] }, other: { assign: [] } },
    after: { mail: { assign: [] }, other: { assign: ['sales'] } },
    expected: { level: 'mail-removed', confidence: 'documented', kept: 0, lost: 6, gates: ['effect'] },
  },
  {
    row: 'moved-perhaps',
    title: 'People go to another profile, if a filter lets them',
    before: { mail: { assign: ['sales'] }, other: { assign: [] } },
    after: { mail: { assign: [] }, other: { assign: ['sales+corporate'] } },
    expected: { level: 'mail-removed', confidence: 'documented', kept: 0, lost: 4, gates: ['effect'] },
  },
];

export const ASSIGNMENT_CASES: readonly EffectCase[] = [...DELIVERED, ...REASSIGNED, ...MOVED];
