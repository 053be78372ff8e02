import { describe, expect, it } from 'vitest';
import { type ProjectFile, projectFiles } from './project-files.ts';

/** Where exit codes are decided. */
const PLACES = ['src/cli/**/*.ts', 'src/report/**/*.ts', 'src/core/doctor/**/*.ts'];

/** A number as the code of an error, as an argument of an exit, as a code in a list, or as what a function ends with. */
const LITERALS = [
  /\bnew ExitError\(\s*\d/g,
  /\b(?:code|exitCode)\s*(?::|=|===|!==)\s*\d/g,
  /\bexit\([^)]*\b\d+\)/g,
  /\bcodes\.push\(\d/g,
  /\breturn (?:[^;\n]*[?:] )?(?:0|[1-9]|1[0-2]|130|143);/g,
];

describe('exit codes', () => {
  it('are named in all places that decide them', () => {
    expect(projectFiles(PLACES).flatMap(literalsIn)).toEqual([]);
  });

  it('are refused as numbers', () => {
    const lines = [
      "throw new ExitError(10, 'x');",
      "throw new ExitError(\n  10,\n  'x',\n);",
      "return { text: 'x', code: 1 };",
      'process.exitCode = 3;',
      "host.exit(signal === 'SIGINT' ? 130 : 143);",
      'codes.push(12);',
      'return 0;',
      'return isWaiting ? EXIT.gated : 0;',
    ];
    expect(lines.map((text) => literalsIn({ path: 'src/cli/wrong.ts', text }).length)).toEqual(lines.map(() => 1));
    const named = 'return EXIT.ok;\ncode: EXIT.bug,\nreturn 1_000;\nreturn value ?? null;';
    expect(literalsIn({ path: 'src/cli/right.ts', text: named })).toEqual([]);
  });
});

/** `path: text` of each code that is written as a number. */
function literalsIn({ path, text }: ProjectFile): readonly string[] {
  return LITERALS.flatMap((pattern) => [...text.matchAll(pattern)].map(([found]) => `${path}: ${found}`));
}
