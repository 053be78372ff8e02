/** A change that is approved in its pull request, with the real program, a tenant and the stand-in of GitHub. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { expect, test } from 'vitest';
import { objectsAt } from '../../src/model/json.ts';
import { jsonIn, PATIENT } from '../cli/command-line.ts';
import type { Ran } from '../cli/program.ts';
import { DEEP, DEEP_ALONE } from '../deep.ts';
import { useMergedChange } from './merged-change.ts';
import { idOf } from './route.ts';
import { review } from './store.ts';

/** What was said of reviews. */
function reviewsIn({ err }: Ran): readonly string[] {
  return err.split('\n').filter((line) => /^(?:approved by|not counted|no review|and )/.test(line));
}

test.concurrent('a reviewer who wrote nothing of it approves, and the record says who', PATIENT, async (context) => {
  const { line, github, code, reconcile } = await useMergedChange(context);
  const given = await code();
  const before = await reconcile();
  expect({ code: before.code, told: reviewsIn(before) }).toEqual({ code: 0, told: [] });
  expect(await line.written()).toEqual([]);

  const made = review(github.store, 7, 'bert', `Fine.\n\n/postilion approve ${given}`);
  const ran = await reconcile();
  expect({ code: ran.code, told: reviewsIn(ran) }).toEqual({
    code: 0,
    told: [`approved by bert in #7 with ${given}: ios-sales`],
  });
  expect(ran.out).toContain(`approved by ${given} of bert`);
  expect(await line.written()).toHaveLength(1);

  const git = simpleGit(`${line.root}/.postilion/state.git`);
  const [last = ''] = (await git.raw(['ls-tree', '--name-only', 'postilion-state:runs'])).trim().split('\n').slice(-1);
  const record = jsonIn(await git.raw(['show', `postilion-state:runs/${last}`]));
  expect(record['approved']).toEqual({ level: null, by: 'bert' });
  expect(objectsAt(record, 'approvals')).toEqual([
    {
      key: 'ios-sales',
      gates: ['effect'],
      given,
      level: 'may-reapprove',
      people: Number(given.split('-')[1]),
      by: 'bert',
      reviews: [
        { pull: 7, head: made.commit, review: String(made.id), reviewer: { login: 'bert', id: String(idOf('bert')) } },
      ],
    },
  ]);

  const asked = github.ledger.length;
  expect(await reconcile()).toMatchObject({ code: 0, err: '' });
  // Nothing waits, so nobody is asked.
  expect(github.ledger.length).toBe(asked);
  expect(github.faults).toEqual([]);
  expect(github.ledger.every(({ method, path }) => method === 'GET' || path === '/graphql')).toBe(true);
});

test.concurrent('nothing that the author controls approves, and each is told why', PATIENT, async (context) => {
  const { line, github, code, reconcile } = await useMergedChange(context);
  const { store } = github;
  const given = await code();
  const text = `/postilion approve ${given}`;
  review(store, 7, 'anna', text);
  review(store, 7, 'github-actions[bot]', text);
  review(store, 7, 'mallory', text);
  review(store, 7, 'bert', text, 'COMMENTED');
  review(store, 7, 'bert', text, 'DISMISSED');
  review(store, 7, 'bert', text).lastEditedAt = '2026-12-01T10:30:00Z';
  review(store, 7, 'cleo', text).author = null;
  review(store, 7, 'cleo', `/postilion approve ${given.replace(/-\d+$/, '-9999')}`);
  review(store, 7, 'cleo', '/postilion approve lock-out:ios-sales');
  store.comments.push({ id: 1, issue: 7, author: 'cleo', body: text });
  store.labels.set(7, new Set([text]));
  const ran = await reconcile();
  expect(ran.code).toBe(0);
  expect(await line.written()).toEqual([]);
  expect(reviewsIn(ran)).toEqual([
    'not counted: the review of github-actions[bot] in #7: it is of an app, and a person has to approve',
    'not counted: the review of mallory in #7: mallory may not write to the repository',
    'not counted: the review of bert in #7: it does not approve the pull request: only an approving review counts',
    'not counted: the review of bert in #7: it was dismissed',
    'not counted: the review of bert in #7: it was edited at 2026-12-01T10:30:00Z, and others may edit a review: submit another one that nobody touches',
    'not counted: the review of somebody in #7: the account that wrote it is gone',
    'not counted: the review of cleo in #7: "lock-out:ios-sales" is no code: write /postilion approve and the code at the beginning of a line',
    `not counted: the review of anna in #7: ${given}: ios-sales: anna opened pull request #7, which ios-sales came with`.replace(
      'ios-sales: anna',
      'anna',
    ),
    `not counted: the review of cleo in #7: ${given.replace(/-\d+$/, '-9999')}: nothing that waits has this code: the change is another one by now, or was applied already`,
  ]);
  expect(github.faults).toEqual([]);
});

test.concurrent.for(DEEP_ALONE)(
  'who pushed to it, under whatever name, approves nothing of it',
  PATIENT,
  async (_, context) => {
    const { line, github, code, commit, reconcile } = await useMergedChange(context);
    const { store } = github;
    review(store, 7, 'bert', `/postilion approve ${await code()}`);
    const pull = store.pulls.get(7);
    pull?.commits.push({ sha: 'd'.repeat(40), author: 'bert', committer: 'anna', message: 'more' });
    expect((await reconcile()).err).toContain('bert wrote dddddddddddd, which ios-sales came with');
    pull?.commits.splice(1, 1, { sha: 'e'.repeat(40), author: null, committer: 'anna', message: 'more' });
    expect((await reconcile()).err).toContain('nobody knows who wrote eeeeeeeeeeee');
    pull?.commits.splice(1, 1);
    store.commits.set(commit, { authors: ['anna', 'bert'], committer: 'anna' });
    expect((await reconcile()).err).toContain(`bert wrote ${commit.slice(0, 12)}`);
    expect(await line.written()).toEqual([]);
    // Whoever presses the button of a merge has written nothing.
    store.commits.set(commit, { authors: ['bert'], committer: 'bert', isMerge: true });
    expect((await reconcile()).err).toContain('approved by bert in #7');
    expect(await line.written()).toHaveLength(1);
  },
);

test.concurrent.for(DEEP_ALONE)(
  'whoever may approve is said by the policy in force, not by the commit',
  PATIENT,
  async (_, context) => {
    const { line, github, code, commitAll, reconcile } = await useMergedChange(context);
    const { store } = github;
    line.write(
      'postilion.yaml',
      `version: 1\nowner: contoso-mail\ntenant:\n  embedded: .postilion/tenant\nprofiles: [profiles/**/*.yaml]\napproval: {approvers: ['@contoso/mail-owners']}\n`,
    );
    await commitAll('anna');
    // A tightening counts at once.
    review(store, 7, 'cleo', `/postilion approve ${await code()}`);
    expect((await reconcile()).err).toContain('cleo is not among approval.approvers of the policy in force');
    line.change('postilion.yaml', "'@contoso/mail-owners'", "'@contoso/mail-owners', cleo");
    await commitAll('anna');
    const waiting = await reconcile();
    expect(waiting.err).toContain('cleo is not among approval.approvers of the policy in force');
    expect(await line.written()).toEqual([]);
    review(store, 7, 'bert', `/postilion approve ${await code()}`);
    expect((await reconcile()).err).toContain('approved by bert in #7');
    expect(await line.written()).toHaveLength(1);
  },
);

test.concurrent(
  'what can not be read approves nothing, is said, and decides the exit code',
  PATIENT,
  async (context) => {
    const { line, github, code, reconcile } = await useMergedChange(context);
    review(github.store, 7, 'bert', `/postilion approve ${await code()}`);
    const told = 'who approved what in pull requests could not be read, so nothing of it counts';
    for (const [status, exit] of [
      [403, 9],
      [404, 12],
    ] as const) {
      github.disturb = ({ path }) => (path.endsWith('/reviews') ? { status } : null);
      const ran = await reconcile();
      expect(ran.code).toBe(exit);
      expect(`${ran.out}${ran.err}`.replaceAll(/\s+/g, ' ')).toContain(told);
    }
    github.disturb = ({ path }) => (path === '/graphql' ? { status: 401 } : null);
    expect((await reconcile()).code).toBe(9);
    expect(await line.written()).toEqual([]);
    github.disturb = null;
    expect((await reconcile([], { GITHUB_TOKEN: '' })).code).toBe(10);
    const lost = await simpleGit(line.root).raw(['rev-parse', 'HEAD']);
    github.store.commits.delete(lost.trim());
    const pull = github.store.pulls.get(7);
    if (pull !== undefined) pull.mergedAs = null;
    const unknown = await reconcile();
    expect(unknown.code).toBe(12);
    expect(await line.written()).toEqual([]);
  },
);

/** GitHub is asked about edits at most once a second. */
const MANY = DEEP ? 1000 : 120;

test.concurrent.for(DEEP_ALONE)(
  'many and huge reviews, and a reviewer under another name',
  PATIENT,
  async (_, context) => {
    const { line, github, code, reconcile } = await useMergedChange(context);
    const { store } = github;
    const given = await code();
    for (let count = 0; count < MANY; count += 1) review(store, 7, 'mallory', `/postilion approve ${given}`);
    review(store, 7, 'cleo', `${'x'.repeat(1_000_000)}\n/postilion approve ${given}`);
    const ran = await reconcile();
    expect(ran.err).toContain(`and ${MANY - 19} reviews more that do not count`);
    expect(await line.written()).toEqual([]);
    store.accounts.set('bertram', { login: 'bertram', type: 'User', permission: 'write', id: idOf('bert') });
    store.accounts.delete('bert');
    review(store, 7, 'bertram', `/postilion approve ${given}`);
    expect((await reconcile(['--quiet'])).err).toContain('approved by bertram in #7');
    expect(await line.written()).toHaveLength(1);
    expect(github.faults).toEqual([]);
  },
);

test.concurrent.for(DEEP_ALONE)(
  'a code that was used, or given for fewer people or for another change, opens nothing',
  PATIENT,
  async (_, context) => {
    const { line, github, code, commitAll, reconcile } = await useMergedChange(context);
    const given = await code();
    review(github.store, 7, 'bert', `/postilion approve ${given}`);
    line.change('profiles/sales.yaml', 'Contoso sales mail', 'Contoso trade mail');
    await commitAll('anna');
    expect((await reconcile()).err).toContain('the change is another one by now');
    line.change('profiles/sales.yaml', 'Contoso trade mail', 'Contoso sales mail');
    await commitAll('anna');
    expect((await reconcile()).err).toContain('approved by bert');
    expect(await line.written()).toHaveLength(1);
    line.change('profiles/sales.yaml', 'Contoso sales mail', 'Contoso mail');
    await commitAll('anna');
    expect((await reconcile()).err).not.toContain('approved by');
    expect((await line.run(['apply', '--approve', await code()])).code).toBe(0);
    expect(await line.written()).toHaveLength(1);
    line.change('profiles/sales.yaml', 'Contoso mail', 'Contoso sales mail');
    await commitAll('anna');
    // The very same change once more: how often it was applied is part of the code.
    expect((await reconcile()).err).not.toContain('approved by');
    expect(await line.written()).toEqual([]);
  },
);

test.concurrent('what stands in no commit is approved by no review', PATIENT, async (context) => {
  const { line, github, code, reconcile } = await useMergedChange(context);
  line.change('profiles/it.yaml', 'Mail - IT', 'Mail - IT staff');
  review(github.store, 7, 'bert', `/postilion approve ${await code()}`);
  const ran = await reconcile();
  expect(ran.code).toBe(12);
  expect(`${ran.out}${ran.err}`.replaceAll(/\s+/g, ' ')).toContain('what is planned here stands in none');
  expect(github.ledger).toEqual([]);
});

test.concurrent.for(DEEP_ALONE)('what a budget leaves for tomorrow stays approved', PATIENT, async (_, context) => {
  const { line, github, commitAll, reconcile } = await useMergedChange(context);
  const text = readFileSync(join(line.root, 'postilion.yaml'), 'utf8');
  line.write('postilion.yaml', `${text}budget: {disturbed: 80, per: day}\n`);
  const all = 'sync: [email, calendars, contacts, notes, reminders]';
  line.change('profiles/sales.yaml', 'Contoso sales mail', 'Contoso mail');
  for (const file of ['profiles/sales.yaml', 'profiles/it.yaml']) line.change(file, all, 'sync: [email]');
  const pull = github.store.pulls.get(7);
  if (pull !== undefined) pull.mergedAs = await commitAll('anna');
  const { code, changes } = await line.plan();
  const own = changes.find(({ key }) => key === 'ios-sales')?.code;
  review(github.store, 7, 'bert', `/postilion approve ${code}`);
  expect((await reconcile()).err).toContain(`approved by bert in #7 with ${code}: ios-it, ios-sales`);
  expect(await line.written()).toHaveLength(1);
  const later = await reconcile();
  expect(later.err).toContain(`approved by bert in #7 with ${own}: ios-sales`);
  expect(later.out).toContain('1 change waiting for its time');
  expect(later.err).not.toContain('not counted');
  // Another change of the profile is not what bert agreed to.
  line.change('profiles/sales.yaml', 'sync: [email]', 'sync: [email, contacts]');
  if (pull !== undefined) pull.mergedAs = await commitAll('anna');
  const other = await reconcile();
  expect(other.err).not.toContain('approved by');
  expect(other.out).toContain('1 change waiting for an approval');
  expect(await line.written()).toEqual([]);
});
