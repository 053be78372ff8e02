/** Files that are named otherwise, damaged, or asked for where none can be: each says what is wrong, and none is a bug of ours. */

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { git } from '../io/git/state-client.ts';
import { PATIENT, useCommandLine, useRepository } from './command-line.ts';
import { runHere } from './program.ts';

/** A repository whose configuration has another name, committed; the tenant is somebody's, and suspended. */
async function useOtherName(context: TestContext): Promise<{ readonly root: string; readonly text: string }> {
  const root = useRepository(context);
  const config = readFileSync(join(root, 'postilion.yaml'), 'utf8');
  rmSync(join(root, 'postilion.yaml'));
  const text = config.replace('embedded: .postilion/tenant', 'id: 5f2c0c9e-1111-4222-8333-444455556666');
  writeFileSync(join(root, 'other.yaml'), `${text}suspend: true\n`);
  await git(root, 'init', '-q', '-b', 'main');
  await git(root, 'add', '-A');
  await git(root, '-c', 'user.name=Test', '-c', 'user.email=test@contoso.com', 'commit', '-q', '-m', 'profiles');
  return { root, text };
}

test.concurrent(
  '--config: a schedule reads that file at the branch, and a change of it that nobody committed stops an apply',
  PATIENT,
  async (context) => {
    const { root, text } = await useOtherName(context);
    writeFileSync(join(root, 'other.yaml'), text);
    const schedule = await runHere(['reconcile', '--config', 'other.yaml'], { cwd: root });
    expect([schedule.code, schedule.out]).toEqual([0, expect.stringContaining('this tenant is suspended')]);
    const dirty = await runHere(['apply', '--config', 'other.yaml', '--yes'], { cwd: root });
    expect([dirty.code, dirty.err]).toEqual([10, expect.stringContaining('the working tree differs from commit')]);
  },
);

test.concurrent('adopt.yml is told, since nothing reads it', PATIENT, async (context) => {
  const root = useRepository(context);
  writeFileSync(join(root, 'adopt.yml'), 'ios-it: 5f2c0c9e-1111-4222-8333-444455556666\n');
  const { code, out } = await runHere(['validate', '--format', 'json'], { cwd: root, env: {} });
  expect([code, out]).toEqual([0, expect.stringContaining('\\"adopt.yml\\" is not read')]);
});

test.concurrent.for(['', '{"format":1,"wri', '[]', '{"format":1}'])(
  'a tenant whose own file says %j is damaged',
  PATIENT,
  async (text, context) => {
    const root = useRepository(context);
    const env = {};
    await runHere(['plan'], { cwd: root, env });
    writeFileSync(join(root, '.postilion', 'tenant', 'tenant.json'), text);
    const { code, err } = await runHere(['plan'], { cwd: root, env });
    expect([code, err]).toEqual([
      10,
      expect.stringMatching(/tenant\.json is not (?:a|the) file of an embedded tenant, or was/),
    ]);
  },
);

test.for(existsSync('/proc/self') ? ['/proc/postilion/profiles'] : [])(
  '%s: a folder below one that takes none is refused at once',
  PATIENT,
  async (out, context) => {
    const bench = await useCommandLine(context);
    const { code, err } = await bench.run(['import', '--all', '--out', out]);
    expect([code, err]).toEqual([10, expect.stringContaining('the files could not be written')]);
  },
);
