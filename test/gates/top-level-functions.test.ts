import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { type ProjectFile, projectFiles } from './project-files.ts';

describe('functions at the top of a source file', () => {
  it('are declarations, so that they read top-down and show their name in a stack', () => {
    expect(projectFiles(['src/**/*.ts']).flatMap(functionConstants)).toEqual([]);
  });

  it('are refused as constants', () => {
    const text = [
      'export const one = (): number => 1;',
      'const two = function () {};',
      'const three = 3;',
      'function four() { const five = () => 5; return five; }',
    ].join('\n');
    expect(functionConstants({ path: 'src/wrong.ts', text })).toEqual(['src/wrong.ts one', 'src/wrong.ts two']);
  });
});

/** `path name` of each constant at the top of a file that holds a function. */
function functionConstants(file: ProjectFile): readonly string[] {
  // Nothing at the top of a formatted file is indented.
  if (!/^(?:export )?(?:const|let|var) /m.test(file.text)) return [];
  return parseSync(file.path, file.text).program.body.flatMap((statement) => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') return [];
    return declaration.declarations.flatMap(({ id, init }) => {
      const isFunction = init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression';
      return isFunction && id.type === 'Identifier' ? [`${file.path} ${id.name}`] : [];
    });
  });
}
