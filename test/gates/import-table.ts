/**
 * Who may import whom in `src/`: the floors, the rooms of each floor in their order, and the packages of each folder.
 *
 * A floor imports the floors named in `uses`, and of the folders in `typesOf` only types. Inside a floor, a room imports
 * the rooms listed before it and nothing else, so that no two rooms import each other. A package is imported where a row
 * names it, and nowhere else; a row that nobody uses any longer is refused as well.
 */

export interface Floor {
  /** The folder under `src/`. */
  readonly name: string;
  readonly uses: readonly string[];
  readonly typesOf?: readonly string[];
  /**
   * First to last. A room is a folder, a file, or several of them; `'.'` means the files of the floor's own folder
   * that no other row names. A floor without rooms is one room.
   */
  readonly rooms?: readonly (string | readonly string[])[];
  /** Folders that import nothing of each other, wherever they stand in the order. */
  readonly apart?: readonly (readonly [string, string])[];
}

export const FLOORS: readonly Floor[] = [
  { name: 'model', uses: [], rooms: [['effect.ts', 'sources.ts'], 'findings', '.', 'state'] },
  { name: 'catalogue', uses: ['model'], rooms: ['.', 'fields'] },
  {
    name: 'kinds',
    uses: ['model', 'catalogue'],
    rooms: ['app-config/keys', 'apps', 'mail', 'certificates', 'app-config', '.'],
  },
  { name: 'rules', uses: ['model', 'catalogue', 'kinds'] },
  {
    name: 'core',
    uses: ['model', 'catalogue', 'kinds', 'rules'],
    rooms: [
      'filters',
      'windows',
      'assignments',
      'config/yaml',
      'config/schema',
      'config',
      'tenant',
      'state',
      'diff',
      'dependencies',
      'people',
      'impact',
      'bundles',
      'facts',
      'checks',
      'plan',
      'policy',
      'reviews',
      'import',
      'explain',
      'status',
      'tenants',
      'doctor',
    ],
  },
  {
    name: 'report',
    uses: ['model'],
    typesOf: ['core'],
    rooms: ['text', 'findings', 'plan', 'announce', 'comment', 'drift', 'news', '.'],
  },
  {
    name: 'app',
    uses: ['model', 'catalogue', 'kinds', 'rules', 'core', 'report'],
    rooms: ['ports', 'load-repository.ts', 'plan', 'approvals', 'apply', '.'],
  },
  {
    name: 'io',
    uses: ['model'],
    typesOf: ['app/ports'],
    rooms: [
      'files',
      'git',
      'git/state',
      'github',
      'graph/http',
      'webhook',
      'graph/read',
      'graph/write',
      'graph/auth',
      'graph',
    ],
    apart: [
      ['git', 'graph'],
      ['files', 'graph'],
      ['github', 'git'],
      ['github', 'files'],
    ],
  },
  { name: 'embedded', uses: ['model'] },
  {
    name: 'cli',
    uses: ['model', 'catalogue', 'kinds', 'rules', 'core', 'report', 'app', 'io', 'embedded'],
    rooms: [
      [
        'failure.ts',
        'failed-plan.ts',
        'terminal.ts',
        'build.ts',
        'version.ts',
        'inventory-line.ts',
        'progress.ts',
        'completion.ts',
        'formats.ts',
        'waits.ts',
        'shells.ts',
        'examples.ts',
      ],
      'wiring',
      'flags',
      ['faces.ts', 'refusal.ts', 'session.ts'],
      'commands/init',
      'commands',
      '.',
    ],
  },
  { name: 'action', uses: ['model'] },
  {
    name: 'dev',
    uses: ['model', 'catalogue', 'kinds', 'rules', 'core'],
    typesOf: ['cli'],
    rooms: ['reference-docs', '.'],
  },
];

export interface PackageRow {
  /** A folder or a file under `src/`; what stands below it may use the packages too. */
  readonly path: string;
  readonly packages: readonly string[];
  readonly only?: 'types';
}

export const PACKAGES: readonly PackageRow[] = [
  { path: 'model/did-you-mean.ts', packages: ['fastest-levenshtein'] },
  { path: 'model/digest.ts', packages: ['node:crypto'] },
  { path: 'kinds', packages: ['@microsoft/microsoft-graph-types-beta'], only: 'types' },
  { path: 'core/config', packages: ['ajv', 'yaml'] },
  { path: 'core/plan/plan-shape.ts', packages: ['ajv'] },
  { path: 'core/diff/check-patch.ts', packages: ['fast-json-patch'] },
  { path: 'core/import', packages: ['yaml'] },
  { path: 'report/rendered.ts', packages: ['yaml'] },
  { path: 'report/text', packages: ['picocolors', 'wrap-ansi'] },
  { path: 'cli/terminal.ts', packages: ['node:readline'] },
  { path: 'io/files', packages: ['node:crypto', 'node:fs/promises', 'node:path'] },
  { path: 'io/files', packages: ['node:fs'], only: 'types' },
  { path: 'io/git', packages: ['node:fs/promises', 'node:path', 'simple-git'] },
  // Git inherits what signs it in; whose a folder is, is asked as git asks it.
  { path: 'io/git/open.ts', packages: ['node:process'] },
  { path: 'io/git/state/trusted-place.ts', packages: ['node:process'] },
  { path: 'io/git/state', packages: ['node:buffer', 'node:crypto', 'node:os'] },
  { path: 'io/graph/session.ts', packages: ['node:events'] },
  { path: 'io/graph/auth', packages: ['@azure/identity'] },
  { path: 'io/graph/http', packages: ['@microsoft/microsoft-graph-client', 'node:crypto', 'node:util', 'undici'] },
  { path: 'io/graph/http/rate-limit.ts', packages: ['p-limit'] },
  { path: 'io/graph/read', packages: ['p-limit'] },
  { path: 'io/github', packages: ['node:crypto'] },
  {
    path: 'io/github/client.ts',
    packages: ['@octokit/core', '@octokit/plugin-paginate-rest', '@octokit/plugin-retry', '@octokit/plugin-throttling'],
  },
  { path: 'embedded', packages: ['node:http'] },
  { path: 'embedded/store', packages: ['node:crypto'] },
  { path: 'embedded/store', packages: ['node:fs', 'node:path'] },
  { path: 'embedded/seed', packages: ['node:fs', 'node:path'] },
  { path: 'cli', packages: ['commander', 'node:fs', 'node:fs/promises', 'node:path'] },
  { path: 'cli/wiring', packages: ['node:crypto', 'node:os', 'pino'] },
  {
    path: 'action',
    packages: ['node:child_process', 'node:crypto', 'node:fs', 'node:path', 'node:process', 'node:url'],
  },
  {
    path: 'dev',
    packages: ['esbuild', 'node:child_process', 'node:fs', 'node:os', 'node:path', 'node:process', 'oxc-parser'],
  },
];
