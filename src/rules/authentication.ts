/** Rules about how the account signs in, and whether the server takes it. */

import { CALENDAR, isInForceOn } from '../catalogue/calendar.ts';
import { isExchangeOnline } from '../catalogue/conditions.ts';
import { mailTraits } from '../catalogue/traits.ts';
import { hitIf, isLacking, type Rule, readTextSetting, setting } from './rule.ts';

/** AUT-001. Exchange Online switched Basic authentication off for ActiveSync from October 2022 on. */
export const passwordNeedsOauth: Rule = {
  id: 'AUT-001',
  check(profile, kind) {
    const isPassword = setting(profile, 'authentication') === 'usernameAndPassword';
    if (!isPassword || !isExchangeOnline(profile.settings)) return [];
    if (isLacking(profile, kind, 'oauth')) {
      const message =
        'authentication: usernameAndPassword without oauth is refused by Exchange Online, and a new profile has none: write oauth: true';
      return [{ pointer: '/settings/authentication', message, isOtherCase: true }];
    }
    return hitIf(
      setting(profile, 'oauth') === false,
      'oauth',
      'oauth: false cannot work, Exchange Online refuses the bare password: write true',
    );
  },
};

/** AUT-002. Legacy authentication, which conditional access policies against it block already. */
export const certificateWithoutOauth: Rule = {
  id: 'AUT-002',
  check(profile, kind, day) {
    const hasOauth = Object.hasOwn(kind.fields, 'oauth');
    const isLeftOut = hasOauth && isLacking(profile, kind, 'oauth');
    const isWithout = !hasOauth || isLeftOut || setting(profile, 'oauth') === false;
    if (setting(profile, 'authentication') !== 'certificate' || !isWithout) return [];
    if (!isExchangeOnline(profile.settings)) return [];
    const isOver = isInForceOn(day, CALENDAR.activeSyncCertificates);
    const place = hasOauth && !isLeftOut ? 'oauth' : 'authentication';
    const what = place === 'oauth' ? 'oauth: false with a certificate' : 'authentication: certificate without OAuth';
    const when = isOver
      ? 'which Exchange Online has refused since 31 December 2026: people get no mail'
      : 'which policies against it block, and which Exchange Online refuses after 31 December 2026, in tenants made since 8 May 2026 already';
    const remedy = hasOauth ? 'write oauth: true' : 'move people to Outlook, or to an account of another kind, before';
    const hit = { pointer: `/settings/${place}`, message: `${what} is legacy authentication, ${when}: ${remedy}` };
    // What the profile leaves out may be switched on in the tenant.
    return isOver && !isLeftOut ? [{ ...hit, isOtherCase: true }] : [hit];
  },
};

/** AUT-003. Right for hybrid modern authentication, where the own server takes OAuth. */
export const oauthElsewhere: Rule = {
  id: 'AUT-003',
  check(profile) {
    const host = readTextSetting(profile, 'host');
    return hitIf(
      setting(profile, 'oauth') === true && host !== undefined && !isExchangeOnline(profile.settings),
      'oauth',
      `oauth: true fails unless ${host} takes hybrid modern authentication, and some versions of Apple's Mail then ignore host and discover their own: write false, or make sure that both are right`,
    );
  },
};

/** AUT-004. */
export const oauthWithDerivedCredential: Rule = {
  id: 'AUT-004',
  check(profile) {
    return hitIf(
      setting(profile, 'oauth') === true && setting(profile, 'authentication') === 'derivedCredential',
      'oauth',
      'oauth: true is not documented with authentication: derivedCredential: write false, or another method',
    );
  },
};

/** AUT-007. Where there is no switch for OAuth, modern authentication is up to the app. */
export const appDecidesOnOauth: Rule = {
  id: 'AUT-007',
  check(profile, kind) {
    const usesPassword = Object.hasOwn(kind.fields, 'authentication')
      ? setting(profile, 'authentication') === 'usernameAndPassword'
      : true;
    if (Object.hasOwn(kind.fields, 'oauth') || !usesPassword || !isExchangeOnline(profile.settings)) return [];
    const host = readTextSetting(profile, 'host') ?? '';
    const message = `host: ${host} refuses the bare password, and ${kind.name} has no setting for modern authentication`;
    return hitIf(true, 'host', `${message}: ${mailTraits(kind)?.modernAuthentication ?? 'test it on a pilot group'}`);
  },
};

/** AUT-011. Announced for Exchange Online; Apple's Mail has been new enough since iOS 10. */
export const appsKeptCurrent: Rule = {
  id: 'AUT-011',
  check(profile, kind, day) {
    const refuses = isInForceOn(day, CALENDAR.activeSync161) ? 'has refused' : 'is going to refuse';
    const since = isInForceOn(day, CALENDAR.activeSync161) ? 'since' : 'from';
    return hitIf(
      mailTraits(kind)?.speaker === 'app' && isExchangeOnline(profile.settings),
      'host',
      `host: ${readTextSetting(profile, 'host') ?? ''} ${refuses} ActiveSync older than 16.1 ${since} 1 March 2026, as reported: keep the mail app up to date`,
    );
  },
};

/** CRT-001. */
export const certificateNamed: Rule = {
  id: 'CRT-001',
  check(profile, kind) {
    return hitIf(
      setting(profile, 'authentication') === 'certificate' && isLacking(profile, kind, 'identityCertificate'),
      'authentication',
      'authentication: certificate names no certificate: set identityCertificate to a SCEP or PKCS profile',
    );
  },
};

/** CRT-003. A reference stays bound when the method changes, so YAML has to say that it goes. */
export const noStaleCertificate: Rule = {
  id: 'CRT-003',
  check(profile) {
    const method = readTextSetting(profile, 'authentication');
    const isBound = (name: string): boolean => (profile.references[name] ?? null) !== null;
    const smimeIsOff = setting(profile, 'smime') === false;
    return [
      ...hitIf(
        isBound('identityCertificate') && method !== undefined && method !== 'certificate',
        'identityCertificate',
        `identityCertificate has no use with authentication: ${method}: write null`,
      ),
      ...['smimeSigningCertificate', 'smimeEncryptionCertificate'].flatMap((name) =>
        hitIf(smimeIsOff && isBound(name), name, `${name} has no use with smime: false: write null`),
      ),
    ];
  },
};
