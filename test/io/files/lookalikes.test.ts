import { describe, expect, it } from 'vitest';
import { withBothEndings } from '../../../src/core/config/both-endings.ts';
import { compileGlobs } from '../../../src/io/files/glob.ts';
import { findLookalikes } from '../../../src/io/files/lookalikes.ts';

const GLOBS = withBothEndings(['profiles/**/*.yaml']);

const told = (paths: readonly string[], globs = GLOBS): readonly (string | null)[] =>
  findLookalikes(paths, globs).map(({ file }) => file);

describe('a renamed file', () => {
  it('is the same profile under either ending of YAML', () => {
    const matches = compileGlobs(GLOBS);
    expect(['profiles/a.yaml', 'profiles/b/a.yml'].map(matches)).toEqual([true, true]);
    expect(withBothEndings(['a/*.yml', 'a/*.{yaml,yml}', 'a/*'])).toEqual([
      'a/*.yml',
      'a/*.yaml',
      'a/*.{yaml,yml}',
      'a/*',
    ]);
  });

  it.each([
    'profiles/a.YAML',
    'profiles/a.yaml.bak',
    'profiles/a.yml~',
    'profiles/b/a.yaml.disabled',
    'profiles/.a.yaml',
    'profiles/a.json',
    'profiles/a.yaml-old',
  ])('that is called %s by now is told', (path) => {
    expect(told(['profiles/a.yaml', path])).toEqual([path]);
  });

  it.each([
    'profiles/a.yaml',
    'profiles/a.yml',
    'profiles/README.md',
    'other/a.json',
    'profiles/.a.yaml.swp',
    'a.yaml.bak',
  ])('is not what %s looks like', (path) => {
    expect(told([path])).toEqual([]);
  });

  it('is not looked for among the files of other tools beside the configuration', () => {
    const globs = ['**/*.yaml'];
    expect(told(['package.json', '.eslintrc.yaml', 'ios.yaml.bak', 'mail/ios.json'], globs)).toEqual([
      'ios.yaml.bak',
      'mail/ios.json',
    ]);
  });

  it('is told twenty times at most', () => {
    expect(told(Array.from({ length: 50 }, (_, index) => `profiles/${index}.json`))).toHaveLength(20);
  });
});
