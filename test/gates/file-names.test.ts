import { describe, expect, it } from 'vitest';
import { badNames } from './file-names.ts';
import { projectFiles } from './project-files.ts';

describe('file names', () => {
  it('are kebab-case and say what is inside', () => {
    const paths = projectFiles(['{src,test}/**/*.ts']).map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(10);
    expect(badNames(paths)).toEqual([]);
  });

  it('are refused when they could hold anything, or are not kebab-case', () => {
    const wrong = ['src/utils.ts', 'src/core/helpers/a.ts', 'test/common.test.ts', 'src/types.ts', 'src/index.ts'];
    const cased = ['src/readProfiles.ts', 'src/Plan.ts', 'src/io/graph_client.ts'];
    const fine = ['src/core/config/profiles.ts', 'test/core/plan.test.ts', 'src/model/json.ts'];
    expect(badNames([...wrong, ...cased, ...fine])).toEqual([...wrong, ...cased]);
  });
});
