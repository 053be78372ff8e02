import { describe, expect, it } from 'vitest';
import { readmeFaults } from './folder-readmes.ts';
import { projectFiles } from './project-files.ts';

const GOOD = '# app\n\nUse cases.\n\n- **Comes in:** a.\n- **Goes out:** b.\n- **Must hold:** c (`plan.ts`).\n';

describe('folders of src/', () => {
  it('have a README each, which says what comes in, what goes out and what must hold', () => {
    expect(readmeFaults(projectFiles(['src/**/*.ts', 'src/**/README.md']))).toEqual([]);
  });

  it('are refused without a README, and with one that is short, long, incomplete or out of date', () => {
    const sources = ['src/app/plan.ts', 'src/core/plan/plan.ts'].map((path) => ({ path, text: '' }));
    const src = { path: 'src/README.md', text: GOOD.replace('`plan.ts`', '`src/core/plan/plan.ts`') };
    const core = { path: 'src/core/README.md', text: GOOD.replace('`plan.ts`', '`plan/plan.ts`') };
    const faultsWith = (text: string): readonly string[] =>
      readmeFaults([
        ...sources,
        src,
        core,
        { path: 'src/app/README.md', text: GOOD },
        { path: 'src/core/plan/README.md', text },
      ]);
    expect(faultsWith(GOOD)).toEqual([]);
    expect(readmeFaults([...sources, src])).toEqual([
      'src/app has no README.md',
      'src/core has no README.md',
      'src/core/plan has no README.md',
    ]);
    expect(faultsWith(GOOD.replace('plan.ts', 'gone.ts'))).toEqual([
      'src/core/plan/README.md names gone.ts, which is not there',
    ]);
    expect(faultsWith('# plan\n')).toEqual([
      'src/core/plan/README.md has 1 lines: write 5 to 15',
      'src/core/plan/README.md lacks a line that begins with "- **Comes in:**"',
      'src/core/plan/README.md lacks a line that begins with "- **Goes out:**"',
      'src/core/plan/README.md lacks a line that begins with "- **Must hold:**"',
    ]);
    expect(faultsWith(`${GOOD}${'more\n'.repeat(9)}`)).toEqual(['src/core/plan/README.md has 16 lines: write 5 to 15']);
  });
});
