/** Input that can't be used and tenants that can't be read: one entry each, what it said is kept beside it. */

import type { JsonObject } from '../../src/model/json.ts';
import { editedPlan } from './edited-plan.ts';

export interface BadInput {
  /** What is wrong, as a file name. */
  readonly name: string;
  readonly args: readonly string[];
  /** Changes to the small repository: file, text, text in its place. */
  readonly changes?: readonly (readonly [string, string, string])[];
  /** Profiles of the small repository that would only lengthen the answer. */
  readonly without?: readonly string[];
  readonly token?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Files that are added. */
  readonly files?: Readonly<Record<string, string>>;
  readonly faults?: readonly JsonObject[];
}

const SALES = 'profiles/sales.yaml';
const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';
const DENIED = {
  error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' },
};

const EMBEDDED = 'tenant:\n  embedded: .postilion/tenant\n';

/** A bare repository as plain files, whose settings name a program. */
function bareRepository(folder: string): Readonly<Record<string, string>> {
  return {
    [`${folder}/HEAD`]: 'ref: refs/heads/postilion-state\n',
    [`${folder}/config`]: '[core]\n\tbare = true\n\tfsmonitor = "touch ran"\n\tsshCommand = "touch ran"\n',
    [`${folder}/hooks/reference-transaction`]: '#!/bin/sh\ntouch ran\n',
    [`${folder}/objects/info/keep`]: '',
    [`${folder}/refs/heads/keep`]: '',
  };
}

/** The tenant is not asked anything. */
export const INVALID: readonly BadInput[] = [
  { name: 'tab-in-yaml', args: ['plan'], changes: [[SALES, '  ssl: true', '\tssl: true']] },
  { name: 'unknown-key', args: ['plan'], changes: [[SALES, 'oauth: true', 'oath: true']] },
  { name: 'yes-in-quotes', args: ['plan'], changes: [[SALES, 'oauth: true', 'oauth: "yes"']] },
  { name: 'host-with-https', args: ['apply'], changes: [[SALES, 'host: outlook', 'host: https://outlook']] },
  {
    name: 'state-place-among-the-files',
    args: ['plan'],
    changes: [['postilion.yaml', EMBEDDED, `${EMBEDDED}state: {repo: tools/x.git}\n`]],
    files: bareRepository('tools/x.git'),
  },
  { name: 'bare-repository-for-the-state', args: ['apply'], files: bareRepository('.postilion/state.git') },
  {
    name: 'graph-url-of-a-stranger',
    args: ['plan'],
    changes: [['postilion.yaml', EMBEDDED, 'tenant: {graphUrl: "https://127.example.org"}\n']],
    env: { POSTILION_GRAPH_URL: '' },
  },
  {
    name: 'embedded-tenant-elsewhere',
    args: ['plan'],
    changes: [['postilion.yaml', '.postilion/tenant', '../../tenant']],
    env: { POSTILION_GRAPH_URL: '' },
  },
  {
    name: 'patterns-without-end',
    args: ['validate'],
    changes: [
      [
        'postilion.yaml',
        'profiles: [profiles/**/*.yaml]',
        `profiles: ["${'*a'.repeat(30)}", "${'{a,b}'.repeat(30)}"]\n`,
      ],
    ],
  },
  { name: 'reserved-key', args: ['plan'], changes: [[SALES, 'key: ios-sales', 'key: constructor']] },
  {
    name: 'embedded-folder-of-something-else',
    args: ['plan'],
    files: { '.postilion/tenant/notes.txt': 'mine' },
    env: { POSTILION_GRAPH_URL: '' },
  },
  { name: 'graph-url-with-a-token', args: ['plan'], env: { POSTILION_GRAPH_URL: 'https://127.0.0.1/?token=secret' } },
  {
    name: 'plan-file-with-edited-counts',
    args: ['apply', '--plan', 'plan.json'],
    files: { 'plan.json': editedPlan() },
  },
  { name: 'one-key-twice', args: ['apply'], changes: [[SALES, 'key: ios-sales', 'key: ios-it']] },
  {
    name: 'everything-at-once',
    args: ['validate'],
    changes: [
      [SALES, 'oauth: true', 'oauth: 1'],
      [SALES, 'username: userPrincipalName', 'username: UserPrincipalName'],
      ['profiles/it.yaml', 'kind: ios-mail', 'kind: ios-male'],
      ['profiles/legal.yaml', 'group: Legal users', 'groups: Legal users'],
    ],
  },
];

/** The tenant is asked, and nothing is written. */
/** The first set-up passes a limit, so that something waits. */
const CREATES = ['postilion.yaml', EMBEDDED, `${EMBEDDED}limits: {newPeople: 1}\n`] as const;

const unusable: readonly BadInput[] = [
  { name: 'group-that-exists-twice', args: ['apply'], changes: [[SALES, 'Sales EMEA', 'Regional sales']] },
  { name: 'out-into-a-missing-folder', args: ['plan', '--out', 'missing/plan.json'] },
  { name: 'out-into-a-folder', args: ['plan', '--format', 'sarif', '--out', 'profiles'] },
  { name: 'approve-misspelt-key', args: ['apply', '--approve', 'mail-removed:ios-legl'], changes: [CREATES] },
  {
    name: 'approve-code-of-another-tenant',
    args: ['apply', '--approve', '56bee5aaab59c1f0-320'],
    changes: [CREATES],
  },
  { name: 'expired-token', args: ['plan'], token: 'expired-yesterday' },
  { name: 'reader-token-on-apply', args: ['apply'], token: 'reader' },
  { name: 'no-right-to-read-groups', args: ['apply'], faults: [{ path: '/groups', status: 403, body: DENIED }] },
  { name: 'list-that-never-ends', args: ['apply'], faults: [{ path: CONFIGURATIONS, kind: 'loop' }] },
  { name: 'truncated-json', args: ['apply'], faults: [{ path: CONFIGURATIONS, kind: 'truncated' }] },
  {
    name: 'html-of-a-proxy',
    args: ['apply'],
    // The wait that it asks for is longer than a run is worth, so nothing is tried again.
    faults: [{ path: CONFIGURATIONS, kind: 'html', status: 502, headers: { 'Retry-After': '3600' } }],
  },
  {
    name: 'wrong-tenant',
    args: ['apply'],
    changes: [
      [
        'postilion.yaml',
        'tenant:\n  embedded: .postilion/tenant\n',
        'tenant: {id: 11111111-2222-4333-8444-555555555555}\n',
      ],
    ],
  },
];

export const UNUSABLE: readonly BadInput[] = unusable.map((bad) => ({
  ...bad,
  without: bad.name === 'approve-misspelt-key' ? ['profiles/it.yaml'] : ['profiles/it.yaml', 'profiles/legal.yaml'],
}));
