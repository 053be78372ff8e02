/** The plans that the goldens show: one per kind of news. */

import type { Plan } from '../../src/model/plan.ts';
import { change, field, finding, group, plan, problem, reach } from './plans.ts';

const oauth = field('/settings/oauth', {
  from: false,
  to: true,
  label: 'OAuth',
  graph: 'useOAuth false → true',
  effect: 'sign-in',
  confidence: 'documented',
  reason: 'the profile is issued again and asks for a sign-in',
  rule: 'EFF-IOS-OAUTH',
});

export const gatedSignIn = change('ios-sales', {
  fields: [oauth],
  gates: ['effect'],
  effect: {
    level: 'sign-in',
    disturbs: 'sign-in',
    confidence: 'documented',
    reasons: [oauth.reason],
    mayAlso: ['people with an account of their own are blocked until they delete it'],
    devices: 2011,
    ...reach('exact', 1870, 0, 0),
  },
});

export const removal = change('ios-old', {
  action: 'unassign',
  gates: ['effect', 'removal'],
  assignments: { add: [], remove: [group('Contractors'), group('Leavers')], change: [] },
  effect: { level: 'mail-removed', disturbs: 'mail-removed', ...reach('at-most', 0, 1240, 0) },
});

export const moreRecipients = change('ios-emea', {
  assignments: {
    add: [group('EMEA users', { filter: { id: 'f1', name: 'Corporate iPhones', mode: 'include' } })],
    remove: [],
    change: [],
  },
  effect: { level: 'sign-in', setUp: 'sign-in', disturbs: 'none', ...reach('exact', 120, 0, 340) },
});

export const silent = change('ios-root', {
  kind: 'ios-trusted-root',
  name: 'iOS: Contoso root',
  fields: [field('/description', { label: 'Description', from: null, to: 'the root of all mail' })],
  effect: { ...reach('exact', 900, 0, 0) },
});

const outage = change('ios-scep', {
  kind: 'ios-scep',
  fields: [
    field('/settings/servers', {
      label: 'SCEP server URLs',
      from: ['https://old.contoso.com/certsrv'],
      to: ['https://ndes.contoso.com/certsrv'],
      effect: 'silent',
      outage: true,
      reason: 'the old certificate is revoked before the new one arrives',
      rule: 'EFF-IOS-SCEP',
    }),
  ],
  gates: ['effect', 'window'],
  goesOut: { at: '2026-12-02T08:00:00.000Z', zone: 'Europe/Amsterdam' },
  effect: { level: 'silent', disturbs: 'account-reset', outage: true, ...reach('exact', 52, 0, 0) },
});

const drift = change('ios-support', {
  origin: 'drift',
  fields: [field('/name', { label: 'Name', from: 'iOS mail (edited)', to: 'iOS: Mail - support', origin: 'drift' })],
  effect: reach('exact', 20, 0, 0),
});

const conflict = change('ios-board', {
  origin: 'conflict',
  fields: [
    field('/settings/host', {
      label: 'Email server',
      from: 'mail.contoso.com',
      to: 'outlook.office365.com',
      origin: 'conflict',
      effect: 'account-reset',
      reason: 'server and address identify the account',
      rule: 'EFF-IOS-HOST',
    }),
    field('/settings/accountName', { label: 'Email account name', from: 'Mail', to: null }),
  ],
  effect: { level: 'account-reset', disturbs: 'account-reset', ...reach('exact', 1, 0, 0) },
});

const unknownPeople = change('ios-sales', {
  fields: [oauth],
  assignments: {
    add: [],
    remove: [],
    change: [
      {
        from: group('Sales users'),
        to: group('Sales users', { filter: { id: 'f1', name: null, mode: 'exclude' } }),
      },
    ],
  },
  gates: ['effect'],
  effect: { level: 'sign-in', disturbs: 'sign-in', setUp: 'sign-in', ...reach('unknown', null, null, null) },
});

const HOSTILE =
  '\u001b[31mred\u001b[0m `code` | <b>html</b> @here #1 \u202eevil\u200b ![x](https://e.example/p.png) ::error::boo';

const hostile = change('ios-evil', {
  name: HOSTILE,
  gates: ['effect', 'protection'],
  fields: [field('/name', { label: HOSTILE, from: '```\n</details>', to: HOSTILE, effect: 'notice', reason: HOSTILE })],
  assignments: { add: [group(HOSTILE)], remove: [group('@everyone', { intent: 'exclude' })], change: [] },
  effect: { level: 'notice', disturbs: 'notice', mayAlso: [HOSTILE], ...reach('exact', 3, 0, 0) },
});

const PROSE =
  'Mail for the sales teams. Owner: messaging team, ticket queue MSG. Reviewed every quarter.\nAsk before you edit';

const manySilent = Array.from({ length: 12 }, (_, index) =>
  change(`ios-cert-${String(index + 1).padStart(2, '0')}`, { fields: silent.fields, effect: reach('exact', 10, 0, 0) }),
);

const findings = [
  finding('ASG-010', { severity: 'warning', key: 'ios-sales', message: 'group "Sales users" is also excluded' }),
  finding('SCH-001'),
  finding('RBC-006', {
    severity: 'info',
    file: null,
    line: null,
    column: null,
    key: 'ios-root',
    message: 'no description',
  }),
];

export const CASES: Readonly<Record<string, Plan>> = {
  empty: plan({ summary: { unchanged: 12 } }),
  'gated-sign-in': plan({ changes: [gatedSignIn] }),
  removal: plan({ changes: [silent, removal] }),
  outage: plan({ changes: [outage] }),
  'widening-set-up': plan({ changes: [moreRecipients] }),
  'silent-only': plan({ changes: [silent, change('ios-kept', { action: 'adopt' })] }),
  drift: plan({ changes: [drift, conflict] }),
  'unknown-people': plan({
    changes: [unknownPeople],
    problems: [problem('permission', 'members of group "Sales users" could not be read: access denied')],
  }),
  incomplete: plan({ complete: false, problems: [problem('permission'), problem('throttled', 'filters: throttled')] }),
  'many-changes': plan({
    changes: [
      ...manySilent,
      drift,
      moreRecipients,
      removal,
      gatedSignIn,
      conflict,
      ...['Legacy mail', 'Test'].map((name) => change('', { name, action: 'unmanaged' })),
    ],
    findings,
    source: { commit: null, dirty: true },
  }),
  'hostile-names': plan({ changes: [hostile], findings: [finding(HOSTILE, { message: HOSTILE, file: 'a`b|c.yaml' })] }),
  'long-description': plan({
    changes: [
      change('ios-long', {
        fields: [field('/description', { label: 'Description', from: PROSE, to: PROSE.replace('quarter', 'month') })],
        assignments: { add: [group('', { type: 'allUsers', name: null, id: null })], remove: [], change: [] },
        gates: ['new-people'],
        effect: { level: 'sign-in', setUp: 'sign-in', ...reach('at-most', 20, 0, 12400) },
      }),
    ],
  }),
};
