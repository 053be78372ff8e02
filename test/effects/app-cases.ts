/** Mail apps: who must have them, who may, and who loses them with their mail. */

import type { InstallIntent } from '../../src/model/assignment.ts';
import type { KindSituation } from './kind-situation.ts';
import { delivered, departures, kept, type PlatformCase } from './platform-case.ts';

type Case = PlatformCase<KindSituation>;

const IOS: KindSituation = { kind: 'ios-store-app', settings: { app: 'outlook' } };
const PLAY: KindSituation = { kind: 'android-play-app', settings: { app: 'gmail' } };

function suite(excluded: readonly string[]): KindSituation {
  return { kind: 'microsoft-365-apps', settings: { products: ['o365ProPlusRetail'], excluded } };
}

function as(intent: InstallIntent, situation: KindSituation): KindSituation {
  return { ...situation, intent };
}

const NOTICED = { level: 'notice', confidence: 'inferred', gates: [] } as const;
const GONE = { level: 'mail-removed', confidence: 'inferred' } as const;
const ASKED_FIRST = 'people are asked to allow the installation';

const ASSIGNED: readonly Case[] = [
  delivered('app-first-required', 'Outlook is required on iPhones', IOS, { ...NOTICED, mayAlso: ASKED_FIRST }),
  delivered('app-first-available', 'Outlook is offered on iPhones', as('available', IOS), {
    ...NOTICED,
    mayAlso: ASKED_FIRST,
  }),
  delivered('app-first-suite', 'Microsoft 365 Apps are required on Windows', suite([]), NOTICED),
  kept('app-required-to-available', 'Gmail may stay, and need not', PLAY, as('available', PLAY), NOTICED),
  kept('app-available-to-required', 'Gmail must be there from now on', as('available', PLAY), PLAY, {
    ...NOTICED,
    mayAlso: 'installed without asking',
  }),
  {
    ...kept('app-uninstalled', 'Gmail is to go', PLAY, as('uninstall', PLAY), GONE),
    expected: { ...GONE, lost: 4, gates: ['effect'] },
  },
];

const SETTINGS: readonly Case[] = [
  kept(
    'app-featured',
    'Outlook is shown among the first',
    IOS,
    { ...IOS, settings: { ...IOS.settings, featured: true } },
    {
      level: 'silent',
      confidence: 'inferred',
    },
  ),
  kept('suite-without-outlook', 'The suite leaves Outlook out', suite([]), suite(['outlook']), GONE),
  kept('suite-with-outlook', 'The suite brings Outlook', suite(['outlook']), suite([]), {
    level: 'sign-in',
    confidence: 'inferred',
  }),
  kept('suite-changed', 'The suite leaves OneDrive out', suite([]), suite(['groove']), NOTICED),
];

const MOVED = { level: 'sign-in', confidence: 'inferred' } as const;
const STAYS = { level: 'silent', confidence: 'inferred', gates: ['dependents'] } as const;

/** An app that a store describes has no description of ours, so its metadata never change. */
const WHOLE: readonly Case[] = [
  ...departures('app', IOS, { removed: { ...STAYS, mayAlso: 'licence' }, moved: MOVED }),
  ...departures('suite', suite([]), { removed: STAYS, moved: MOVED }).filter(({ row }) => row === 'suite-unassigned'),
  ...departures('play-app', PLAY, {
    removed: { ...STAYS, level: 'notice', mayAlso: 'no page says so' },
    moved: MOVED,
  }).filter(({ row }) => row !== 'play-app-metadata' && row !== 'play-app-moved'),
  {
    row: 'gmail-app-to-outlook',
    title: 'Outlook takes the place of Gmail',
    before: { mail: PLAY, other: { ...PLAY, settings: { app: 'outlook' }, assign: [] } },
    after: { mail: { ...PLAY, assign: [] }, other: { ...PLAY, settings: { app: 'outlook' } } },
    expected: { ...MOVED, lost: 4, gates: ['effect'] },
  },
  {
    row: 'gmail-app-replaced',
    title: 'Gmail is to go, and Outlook takes its place',
    before: { mail: PLAY, other: { ...PLAY, settings: { app: 'outlook' }, assign: [] } },
    after: { mail: as('uninstall', PLAY), other: { ...PLAY, settings: { app: 'outlook' } } },
    expected: { level: 'account-reset', confidence: 'inferred', lost: 4, gates: ['effect'] },
  },
];

export const APP_EFFECT_CASES: readonly Case[] = [...ASSIGNED, ...SETTINGS, ...WHOLE];
