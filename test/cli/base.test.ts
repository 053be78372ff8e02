/** `plan --base`: what a proposal brings is told apart from what was there, in every face, by the program and real git. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { expect, test } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { DEEP_ALONE } from '../deep.ts';
import { jsonIn, PATIENT, useAppliedCommandLine, useRepository } from './command-line.ts';
import { run } from './program.ts';

test.concurrent.for(DEEP_ALONE)(
  'new findings are told apart from those that the base has',
  PATIENT,
  async (_, context) => {
    const line = await useAppliedCommandLine(context);
    // The base has a remark of its own, and the proposal moves it and brings another.
    line.change('profiles/it.yaml', 'sync: [email, calendars, contacts, notes, reminders]', 'sync: [email, calendars]');
    const git = simpleGit(line.root);
    await git.raw(['init', '--quiet', '--initial-branch=main']);
    await git.raw(['add', '--all', '--', 'postilion.yaml', 'profiles']);
    const identity = ['-c', 'user.name=somebody', '-c', 'user.email=somebody@contoso.example'];
    await git.raw([...identity, 'commit', '--quiet', '--message', 'the base']);
    line.change('profiles/it.yaml', 'kind: ios-mail', '# moved\n\nkind: ios-mail');
    line.change(
      'profiles/sales.yaml',
      'sync: [email, calendars, contacts, notes, reminders]',
      'sync: [email, calendars]',
    );

    const plain = await line.run(['plan', '--format', 'json', '--out', 'plain.json']);
    const asked = (await line.server.asked()).length;
    await line.server.forget();
    const ran = await line.run(['plan', '--base', 'HEAD', '--format', 'json', '--out', 'plan.json']);
    expect({ code: ran.code, err: ran.err }).toEqual({ code: plain.code, err: '' });
    const told = objectsAt(jsonIn(ran.out), 'findings').map((one) => [one['key'], one['code'], one['new']]);
    expect(told).toEqual([
      ['ios-it', 'SCH-012', false],
      ['ios-sales', 'SCH-012', true],
    ]);
    expect(objectsAt(jsonIn(plain.out), 'findings').every((one) => !('new' in one))).toBe(true);
    expect(objectsAt(jsonIn(plain.out), 'findings').map(({ fingerprint }) => fingerprint)).toEqual(
      objectsAt(jsonIn(ran.out), 'findings').map(({ fingerprint }) => fingerprint),
    );
    // The base is planned by the answers that the proposal got.
    expect((await line.server.asked()).length).toBe(asked);

    const comment = await line.run(['report', '--plan', 'plan.json', '--format', 'comment']);
    expect(comment.out).toMatch(
      /New in this pull request: 1 \w+[\s\S]+sales\.yaml:12[\s\S]+1 warning there before[\s\S]+it\.yaml:14/,
    );
    const sarif = jsonIn((await line.run(['plan', '--base', 'plain.json', '--format', 'sarif'])).out);
    const results = objectsAt(sarif, 'runs').flatMap((one) => objectsAt(one, 'results'));
    expect(results.map(({ baselineState }) => baselineState)).toEqual(['unchanged', 'unchanged']);
  },
);

test.concurrent.for(DEEP_ALONE)(
  'a base that can not be planned is said, and changes nothing else',
  PATIENT,
  async (_, context) => {
    const line = await useAppliedCommandLine(context);
    const plain = await line.run(['plan']);
    const ran = await line.run(['plan', '--base', '--upload-pack=x']);
    expect(ran).toMatchObject({ code: plain.code, out: plain.out });
    expect(ran.err).toMatch(/^the findings are not compared with --base --upload-pack=x: .+\n$/);
  },
);

test.concurrent('a base that is no plan document is refused before anybody is asked', PATIENT, async (context) => {
  const cwd = useRepository(context);
  writeFileSync(join(cwd, 'other.json'), '{}');
  const env = { POSTILION_GRAPH_URL: 'http://127.0.0.1:9', POSTILION_ACCESS_TOKEN: 'tester' };
  const wrong = await run(['plan', '--base', 'other.json'], { cwd, env });
  expect({ code: wrong.code, out: wrong.out }).toEqual({ code: 10, out: '' });
  expect(wrong.err).toContain('--base other.json: it has the format of something else');
});
