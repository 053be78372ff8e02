import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { type ProjectFile, projectFiles } from './project-files.ts';

/** What a function that waits for the world begins with: what it does, or the question that it answers. */
const VERBS = new Set(
  `add apply approve ask attribute begin check choose comment compare confirm connect count create deliver describe draw edit
  end examine execute explain fetch find forget gather identify import init is has was keep leave list load look make move name
  observe open plan play post print prune push read rebuild reconcile record refresh refuse release remember remove render
  replace report request resolve review run send serve stat start stop tell tidy unlock validate warn with write`.split(
    /\s+/,
  ),
);

describe('exported functions that wait for something', () => {
  it('are named by what they do', () => {
    expect(projectFiles(['src/**/*.ts']).flatMap(namedByNouns)).toEqual([]);
  });

  it('are refused where they are named by what they give', () => {
    const text = [
      'export async function realPath(): Promise<void> {}',
      'export async function readPath(): Promise<void> {}',
      'export function path(): string { return ""; }',
    ].join('\n');
    expect(namedByNouns({ path: 'src/wrong.ts', text })).toEqual(['src/wrong.ts realPath']);
  });
});

/** `path name` of each exported async function whose first word is no verb. One that makes a value of its inputs may be called as that value. */
function namedByNouns(file: ProjectFile): readonly string[] {
  if (!file.text.includes('export async function')) return [];
  return parseSync(file.path, file.text).program.body.flatMap((statement) => {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null;
    if (declaration?.type !== 'FunctionDeclaration' || !declaration.async) return [];
    const name = declaration.id?.name ?? '';
    const [first = ''] = /^[a-z]+/.exec(name) ?? [];
    return VERBS.has(first) ? [] : [`${file.path} ${name}`];
  });
}
