import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isJsonObject, objectsAt, stringAt } from '../../src/model/json.ts';
import { sampleOf } from '../deep.ts';
import { CANARIES, REPOSITORY, runTool } from './canary-workshop.ts';

const PLATFORM = `  macos: {
    title: 'macOS',
    devices: 'Macs',
    systems: ['macos'],
    filters: ['macos'],
    counted: null,
    names: /\\b(?:macos|macs?)\\b/i,
  },
`;

/** Tests that take each kind of the catalogue in turn. */
const LAWS = sampleOf(['codec', 'comparing', 'planning', 'totals'], 2, (name) => name).map(
  (name) => `test/laws/${name}.test.ts`,
);

/** What the laws need of the tree. */
const TREE = [
  'src',
  'test/laws',
  'test/core/on-wire.ts',
  'test/core/people/audience-of.ts',
  'test/core/tenant.ts',
  'test/any-character.ts',
  'test/every-gate.ts',
  'test/deep.ts',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];

const root = realpathSync(mkdtempSync(join(tmpdir(), 'postilion-new-platform-')));

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** A copy of the tree with one file more, and one line more in the catalogue. */
function layOutTree(): void {
  for (const name of TREE) {
    cpSync(join(REPOSITORY, name), join(root, name), { recursive: true });
  }
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'), 'junction');
  cpSync(join(CANARIES, 'new-platform'), root, { recursive: true });
  edit('src/kinds/catalogue.ts', [
    [
      "import { iosMail } from './mail/ios.ts';",
      "import { iosMail } from './mail/ios.ts';\nimport { macosMail } from './mail/macos.ts';",
    ],
    ['  iosMail,\n', '  iosMail,\n  macosMail,\n'],
  ]);
}

function edit(path: string, changes: readonly (readonly [string, string])[]): void {
  const text = changes.reduce(
    (before, [from, to]) => {
      expect(before.split(from), `${path}: ${from}`).toHaveLength(2);
      return before.replace(from, to);
    },
    readFileSync(join(root, path), 'utf8'),
  );
  writeFileSync(join(root, path), text);
}

/** What vitest's JSON report tells: the titles that passed, and why others failed. */
function resultsIn(report: string): { readonly passed: number; readonly failures: readonly string[] } {
  const value: unknown = JSON.parse(report);
  if (!isJsonObject(value)) throw new Error('vitest reports an object');
  const failures = objectsAt(value, 'testResults').flatMap((file) => [
    ...(file['status'] === 'failed' ? [stringAt(file, 'message') ?? ''] : []),
    ...objectsAt(file, 'assertionResults')
      .filter((test) => test['status'] === 'failed')
      .map((test) => `${stringAt(test, 'fullName')}: ${JSON.stringify(test['failureMessages'])}`),
  ]);
  return { passed: Number(value['numPassedTests']), failures };
}

it('a kind on a new platform is one file, one line and one record: it compiles, obeys the laws and shows in a plan', () => {
  layOutTree();
  const compile = () => runTool('tsc', ['-p', 'tsconfig.json'], root).stdout;
  // Without the record, the compiler asks for it.
  expect(compile()).toContain('Type \'"macos"\' is not assignable to type');
  edit('src/model/platforms.ts', [['export const PLATFORMS = {\n', `export const PLATFORMS = {\n${PLATFORM}`]]);
  expect(compile()).toBe('');
  const files = ['test/macos-mail.test.ts', ...LAWS];
  const { stdout } = runTool('vitest', ['run', '--reporter=json', '-t', 'macos-mail', ...files], root);
  const { passed, failures } = resultsIn(stdout);
  expect(failures).toEqual([]);
  expect(LAWS).not.toEqual([]);
  expect(passed).toBeGreaterThan(LAWS.length);
});
