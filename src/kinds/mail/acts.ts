/**
 * What one act does to people, whatever their platform: the same sentence and the same level everywhere. A kind adds the
 * pages that speak of its platform, and what may also happen there.
 */

import { isExchangeOnline, isTurnedOff, isTurnedOn, losesMember } from '../../catalogue/conditions.ts';
import { always, type EffectCase, type FieldTransition, verdict, when } from '../../catalogue/effects.ts';
import type { EffectVerdict } from '../../model/effect.ts';
import type { Settings } from '../../model/profile.ts';
import type { SourceKey } from '../../model/sources.ts';

/** The platform of a mail kind: the middle of its verdicts' ids, and the pages about its settings. */
export interface MailPlatform {
  readonly id: 'IOS' | 'AWP' | 'KNOX' | 'WIN';
  readonly pages: readonly SourceKey[];
  /** Outcomes that are the platform's own, beside every change of the account. */
  readonly mayAlso: readonly string[];
}

/** An account is known by server and address: a change of its recipe makes another account. */
export function anotherAccount(
  { id, pages, mayAlso }: MailPlatform,
  name: string,
  more: readonly string[] = [],
): EffectCase {
  return always(
    verdict(
      `EFF-${id}-${name}`,
      'account-reset',
      'inferred',
      'the account becomes another one: people sign in again, mail downloads again, their own mail settings are lost',
      { sources: ['CFG', ...pages], mayAlso: [...more, ...mayAlso] },
    ),
  );
}

/** Whether mail stops is up to the server: on every platform the device connects as it is told. */
export function encryptionChanges({ id, pages, mayAlso }: MailPlatform): readonly EffectCase[] {
  return [
    when(
      'switched on for Exchange Online',
      (transition) => isTurnedOn(transition) && isExchangeOnline(transition.after),
      verdict(
        `EFF-${id}-SSL-ON`,
        'may-reapprove',
        'inferred',
        'the connection is encrypted as Exchange Online demands',
        { sources: ['CFG', ...pages], mayAlso },
      ),
    ),
    when(
      'switched off for Exchange Online',
      (transition) => isTurnedOff(transition) && isExchangeOnline(transition.after),
      verdict(
        `EFF-${id}-SSL-OFF-EXO`,
        'may-reapprove',
        'inferred',
        'Exchange Online refuses a plain connection: mail stops',
        { sources: ['CFG', ...pages], outage: true, mayAlso },
      ),
    ),
    always(
      verdict(
        `EFF-${id}-SSL`,
        'may-reapprove',
        'inferred',
        'if the server expects the other way of connecting, mail stops',
        { sources: ['CFG', ...pages], outage: true, mayAlso },
      ),
    ),
  ];
}

/** The page on mail profiles says of every platform that people might be asked to approve what changes. */
export function approvedChange(
  { id, pages, mayAlso }: MailPlatform,
  name: string,
  what: string,
  more: readonly string[] = [],
): EffectCase {
  return always(
    verdict(`EFF-${id}-${name}`, 'may-reapprove', 'documented', what, {
      sources: ['CFG', ...pages],
      mayAlso: [...more, ...mayAlso],
    }),
  );
}

/** Contacts, calendars or tasks beside mail, where a change asks for no password. */
export function contentChanges(platform: MailPlatform, whereOff: readonly string[] = []): readonly EffectCase[] {
  const { id, pages, mayAlso } = platform;
  return [
    when(
      'a content type is switched off',
      losesMember,
      verdict(
        `EFF-${id}-CONTENT-OFF`,
        'may-reapprove',
        'inferred',
        'what no longer synchronizes, such as contacts, leaves the device',
        { sources: ['CFG', ...pages], mayAlso: [...whereOff, ...mayAlso] },
      ),
    ),
    approvedChange(platform, 'CONTENT', 'more synchronizes from now on'),
  ];
}

/** A certificate without OAuth is legacy authentication, which Exchange Online ends. */
function usesEndingCertificate(settings: Settings): boolean {
  return settings['authentication'] === 'certificate' && settings['oauth'] !== true && isExchangeOnline(settings);
}

const ENDING = {
  sources: ['CBA', 'DEP'],
  outage: true,
} as const;

function toEndingCertificate({ id, mayAlso }: MailPlatform): EffectCase {
  return when(
    'to a certificate, for Exchange Online and without OAuth',
    ({ after }) => usesEndingCertificate(after),
    verdict(
      `EFF-${id}-AUTH-CERTIFICATE-EXO`,
      'sign-in',
      'practitioner',
      'the account signs in with the certificate alone, which Exchange Online refuses after 31 December 2026: mail stops',
      { ...ENDING, mayAlso },
    ),
  );
}

/** Another certificate to sign in with. */
export function certificateChanges(platform: MailPlatform): readonly EffectCase[] {
  const { id, pages, mayAlso } = platform;
  return [
    toEndingCertificate(platform),
    always(
      verdict(
        `EFF-${id}-IDENTITY-CERTIFICATE`,
        'sign-in',
        'inferred',
        'the account signs in with another certificate: people may be asked for their password until it is there',
        { sources: ['CRO', 'CFG', ...pages], mayAlso },
      ),
    ),
  ];
}

/** Another way to sign in. */
export function credentialChanges(platform: MailPlatform): readonly EffectCase[] {
  const { id, pages, mayAlso } = platform;
  return [
    toEndingCertificate(platform),
    when(
      'to a certificate',
      ({ after }) => after['authentication'] === 'certificate' && after['oauth'] !== true,
      verdict(
        `EFF-${id}-AUTH-CERTIFICATE`,
        'sign-in',
        'inferred',
        'the account needs the certificate: people may be asked for their password until it is there',
        {
          sources: ['CRO', ...pages],
          mayAlso: ['nothing to type, where the certificate and its chain are on the device already', ...mayAlso],
        },
      ),
    ),
    always(
      verdict(
        `EFF-${id}-AUTH`,
        'sign-in',
        'inferred',
        'the account needs another credential: people are asked for it',
        { sources: ['CFG', ...pages], mayAlso },
      ),
    ),
  ];
}

/** First deliveries with a certificate and without OAuth: the dying way first. */
export function certificateDeliveries(
  { id }: MailPlatform,
  evidence: Pick<EffectVerdict, 'confidence'> & { readonly sources: readonly SourceKey[] },
  mayAlso: readonly string[],
): readonly EffectCase[] {
  const hasCertificate = ({ after }: FieldTransition): boolean => after['authentication'] === 'certificate';
  return [
    when(
      'with a certificate, for Exchange Online and without OAuth',
      ({ after }) => usesEndingCertificate(after),
      verdict(
        `EFF-${id}-FIRST-CERTIFICATE-EXO`,
        'silent',
        'practitioner',
        'the account appears, and Exchange Online refuses the certificate after 31 December 2026, in tenants made since May 2026 at once: no mail',
        { ...ENDING, mayAlso },
      ),
    ),
    when(
      'with a certificate',
      hasCertificate,
      verdict(
        `EFF-${id}-FIRST-CERTIFICATE`,
        'silent',
        evidence.confidence,
        'the account works without typing anything',
        { sources: evidence.sources, mayAlso },
      ),
    ),
  ];
}

/** The page on removed profiles names mail profiles for every platform. */
export function accountRemoved({ id, mayAlso }: MailPlatform): EffectVerdict {
  return verdict(
    `EFF-${id}-REMOVED`,
    'mail-removed',
    'documented',
    'the account and its mail leave the device within hours',
    { sources: ['TDP'], mayAlso },
  );
}

/** To a profile with the same server and address; PR1156 tells it of Configuration Manager. */
export function accountMoved({ id, pages, mayAlso }: MailPlatform, more: readonly string[] = []): EffectVerdict {
  return verdict(
    `EFF-${id}-MOVED`,
    'account-reset',
    'inferred',
    'the account is taken away and set up anew: people sign in again, mail downloads again, their own mail settings are lost',
    { sources: ['PR1156', ...pages], mayAlso: [...more, ...mayAlso] },
  );
}
