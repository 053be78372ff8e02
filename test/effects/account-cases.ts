/** The account of iOS mail changes while people keep the profile: server, identity, authentication, services. */

import { type EffectCase, setting } from './effect-case.ts';

const EXO = { host: 'outlook.office365.com' } as const;
const CERTIFICATE = { authentication: 'certificate', identityCertificate: { id: 'scep' } } as const;
const DERIVED = { authentication: 'derivedCredential', derivedCredentialSettings: { id: 'issuer' } } as const;

const ACCOUNT: readonly EffectCase[] = [
  setting(
    'oauth-on',
    'OAuth goes on',
    { ...EXO, oauth: false },
    { ...EXO, oauth: true },
    {
      level: 'account-reset',
      confidence: 'documented',
      mayAlso: 'approval page',
    },
  ),
  setting(
    'oauth-off-exchange-online',
    'OAuth goes off for Exchange Online',
    { ...EXO, oauth: true },
    { ...EXO, oauth: false },
    {
      level: 'account-reset',
      outage: true,
      confidence: 'inferred',
    },
  ),
  setting(
    'oauth-off-other-server',
    "OAuth goes off for a server of one's own",
    { oauth: true },
    { oauth: false },
    {
      level: 'account-reset',
      confidence: 'inferred',
    },
  ),
  setting(
    'sync-service-added',
    'A service is added',
    { sync: ['email'] },
    { sync: ['email', 'notes'] },
    {
      level: 'sign-in',
      confidence: 'inferred',
    },
  ),
  setting(
    'sync-service-removed',
    'A service is taken away',
    { sync: ['email', 'contacts'] },
    { sync: ['email'] },
    {
      level: 'sign-in',
      confidence: 'inferred',
    },
  ),
  setting(
    'sync-mail-removed',
    'Mail is taken away, and contacts stay',
    { sync: ['email', 'contacts'] },
    { sync: ['contacts'] },
    {
      level: 'mail-removed',
      confidence: 'inferred',
    },
  ),
  setting(
    'sync-override-allowed',
    'People may change what synchronizes',
    { usersMayChangeSync: false },
    { usersMayChangeSync: true },
    {
      level: 'sign-in',
      confidence: 'documented',
    },
  ),
  setting(
    'sync-override-refused',
    'People may no longer change what synchronizes',
    { usersMayChangeSync: true },
    { usersMayChangeSync: false },
    {
      level: 'sign-in',
      confidence: 'documented',
    },
  ),
  setting(
    'duration',
    'How far back mail synchronizes',
    { mailToSync: 'userDefined' },
    { mailToSync: 'oneWeek' },
    {
      level: 'may-reapprove',
      confidence: 'documented',
    },
  ),
  setting(
    'host',
    'Another server',
    {},
    { host: 'post.contoso.com' },
    { level: 'account-reset', confidence: 'inferred' },
  ),
  setting(
    'host-oauth',
    'Another server, while OAuth finds it anyhow',
    { oauth: true },
    { oauth: true, host: 'post.contoso.com' },
    { level: 'account-reset', confidence: 'inferred', mayAlso: 'discover their own' },
  ),
  setting(
    'username',
    'Another source of the user name',
    {},
    { username: 'primarySmtpAddress' },
    {
      level: 'account-reset',
      confidence: 'inferred',
    },
  ),
  setting(
    'username-domain',
    'Another domain in front of the user name',
    { username: 'samAccountName', usernameDomain: 'netBiosDomainName' },
    { username: 'samAccountName', usernameDomain: { custom: 'CONTOSO' } },
    { level: 'account-reset', confidence: 'inferred' },
  ),
  setting(
    'email-address',
    'Another source of the mail address',
    {},
    { emailAddress: 'userPrincipalName' },
    {
      level: 'account-reset',
      confidence: 'inferred',
    },
  ),
  setting(
    'account-name',
    'The label of the account',
    {},
    { accountName: 'Contoso' },
    {
      level: 'may-reapprove',
      confidence: 'documented',
    },
  ),
];

const CREDENTIALS: readonly EffectCase[] = [
  setting('authentication-to-certificate', 'From a password to a certificate', {}, CERTIFICATE, {
    level: 'sign-in',
    confidence: 'inferred',
    mayAlso: 'nothing to type',
  }),
  setting(
    'authentication-to-certificate-exchange-online',
    'From a password to a certificate, for Exchange Online and without OAuth',
    EXO,
    { ...EXO, ...CERTIFICATE },
    { level: 'sign-in', outage: true, confidence: 'practitioner' },
  ),
  setting(
    'authentication-to-certificate-oauth',
    'From a password to a certificate, with OAuth',
    { ...EXO, oauth: true },
    { ...EXO, oauth: true, ...CERTIFICATE },
    { level: 'sign-in', confidence: 'inferred' },
  ),
  setting(
    'authentication-to-password',
    'From a certificate to a password',
    CERTIFICATE,
    { authentication: 'usernameAndPassword' },
    {
      level: 'sign-in',
      confidence: 'inferred',
    },
  ),
  setting('authentication-to-derived-credential', 'From a password to a derived credential', {}, DERIVED, {
    level: 'sign-in',
    confidence: 'inferred',
  }),
  setting(
    'identity-certificate',
    'Another certificate to sign in with',
    CERTIFICATE,
    { ...CERTIFICATE, identityCertificate: { id: 'pkcs' } },
    {
      level: 'sign-in',
      confidence: 'inferred',
    },
  ),
  setting(
    'identity-certificate-oauth',
    'Another certificate to sign in with, with OAuth',
    { ...EXO, oauth: true, ...CERTIFICATE },
    { ...EXO, oauth: true, ...CERTIFICATE, identityCertificate: { id: 'pkcs' } },
    { level: 'sign-in', confidence: 'inferred' },
  ),
  setting(
    'identity-certificate-exchange-online',
    'Another certificate to sign in with, for Exchange Online and without OAuth',
    { ...EXO, ...CERTIFICATE },
    { ...EXO, ...CERTIFICATE, identityCertificate: { id: 'pkcs' } },
    { level: 'sign-in', outage: true, confidence: 'practitioner' },
  ),
  setting(
    'derived-credential',
    'Another issuer of derived credentials',
    DERIVED,
    { ...DERIVED, derivedCredentialSettings: { id: 'other' } },
    {
      level: 'user-action',
      confidence: 'documented',
    },
  ),
  setting(
    'ssl-on-exchange-online',
    'TLS goes on for Exchange Online',
    { ...EXO, ssl: false },
    { ...EXO, ssl: true },
    {
      level: 'may-reapprove',
      confidence: 'inferred',
    },
    'the server demands it, so only the push of the profile is left',
  ),
  setting(
    'ssl-on-other-server',
    "TLS goes on for a server of one's own",
    { ssl: false },
    { ssl: true },
    {
      level: 'may-reapprove',
      outage: true,
      confidence: 'inferred',
    },
    'whether mail stops depends on what the server expects',
  ),
  setting(
    'ssl-off-exchange-online',
    'TLS goes off for Exchange Online',
    { ...EXO, ssl: true },
    { ...EXO, ssl: false },
    {
      level: 'may-reapprove',
      outage: true,
      confidence: 'inferred',
    },
    'Exchange Online refuses plain text: the outage is what counts',
  ),
  setting(
    'ssl-off-other-server',
    "TLS goes off for a server of one's own",
    { ssl: true },
    { ssl: false },
    {
      level: 'may-reapprove',
      outage: true,
      confidence: 'inferred',
    },
    'whether mail stops depends on what the server expects',
  ),
];

export const ACCOUNT_CASES: readonly EffectCase[] = [...ACCOUNT, ...CREDENTIALS];
