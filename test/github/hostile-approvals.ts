/** Pull requests whose author, or somebody near, wants a change let through that nobody independent has agreed to. */

import { changedFiles, filesIn, type HostilePull, writesTo } from './hostile-pull.ts';
import { type MergedChange, useMergedChange } from './merged-change.ts';
import { idOf } from './route.ts';
import { HEAD, MAIN, type Pull, review, say } from './store.ts';

type Act = (merged: MergedChange, text: string) => Promise<void> | void;

const THEIRS = 'c'.repeat(40);

/** Another pull request of anna, merged or not. */
function another({ github }: MergedChange, parts: Partial<Pull>): void {
  const pull = github.store.pulls.get(7);
  if (pull === undefined) throw new Error('there is no pull request 7');
  const commits = [{ sha: THEIRS, author: 'anna', committer: 'anna', message: 'else' }];
  github.store.pulls.set(8, { ...pull, number: 8, mergedAs: null, state: 'open', commits, ...parts });
}

function opened(merged: MergedChange): Pull {
  const pull = merged.github.store.pulls.get(7);
  if (pull === undefined) throw new Error('there is no pull request 7');
  return pull;
}

/** `text` approves the change of pull request 7, which anna wrote and opened. */
const ACTS: Readonly<Record<string, Act>> = {
  'the author approves': ({ github }, text) => void review(github.store, 7, 'anna', text),
  'the author writes the code into the body': (merged, text) => void (opened(merged).body = text),
  'the author writes the code into the title': (merged, text) => void (opened(merged).title = text),
  'a comment of a maintainer holds the code': ({ github }, text) => void say(github.store, 7, 'cleo', text),
  'a label holds the code': ({ github }, text) => void github.store.labels.set(7, new Set([text])),
  'the reviewer is a co-author': ({ github, commit }, text) => {
    github.store.commits.set(commit, { authors: ['anna', 'bert'], committer: 'anna' });
    review(github.store, 7, 'bert', text);
  },
  'the reviewer pushed a commit': (merged, text) => {
    opened(merged).commits.push({ sha: 'd'.repeat(40), author: 'bert', committer: 'bert', message: 'more' });
    review(merged.github.store, 7, 'bert', text);
  },
  'the reviewer merged by a rebase, which makes them the committer': ({ github, commit }, text) => {
    github.store.commits.set(commit, { authors: ['anna'], committer: 'bert' });
    review(github.store, 7, 'bert', text);
  },
  'a commit under an address that nobody knows': ({ github, commit }, text) => {
    github.store.commits.set(commit, { authors: [null], committer: 'anna' });
    review(github.store, 7, 'bert', text);
  },
  'the review was dismissed': ({ github }, text) => void review(github.store, 7, 'bert', text, 'DISMISSED'),
  'the review was never submitted': ({ github }, text) => void review(github.store, 7, 'bert', text, 'PENDING'),
  'the author edited the review': ({ github }, text) => {
    review(github.store, 7, 'bert', text).lastEditedAt = '2026-12-01T10:30:00Z';
  },
  'the reviewer asked for changes afterwards': ({ github }, text) => {
    review(github.store, 7, 'bert', text);
    review(github.store, 7, 'bert', 'Wait, no.', 'CHANGES_REQUESTED');
  },
  'a push after the review brings another change': async ({ line, github, commitAll }, text) => {
    review(github.store, 7, 'bert', text);
    line.change('profiles/sales.yaml', 'accountName: Contoso sales mail', 'accountName: Contoso trade mail');
    await commitAll('anna');
  },
  'the reviewer may not write': ({ github }, text) => void review(github.store, 7, 'mallory', text),
  'the reviewer may not write any more': ({ github }, text) => {
    review(github.store, 7, 'bert', text);
    const bert = github.store.accounts.get('bert');
    if (bert !== undefined) bert.permission = 'read';
  },
  'the reviewer is a bot': ({ github }, text) => void review(github.store, 7, 'github-actions[bot]', text),
  'the account of the reviewer is gone': ({ github }, text) =>
    void (review(github.store, 7, 'bert', text).author = null),
  'somebody else has the name of the reviewer by now': ({ github }, text) => {
    review(github.store, 7, 'bert', text);
    github.store.accounts.set('bert', { login: 'bert', type: 'User', permission: 'none', id: idOf('mallory') });
  },
  'the review is one of a pull request that was never merged': (merged, text) => {
    another(merged, {});
    review(merged.github.store, 8, 'bert', text);
  },
  'the review is one of another merged pull request': (merged, text) => {
    merged.github.store.commits.set(MAIN, { authors: ['anna'], committer: 'anna' });
    another(merged, { mergedAs: MAIN, state: 'closed' });
    review(merged.github.store, 8, 'bert', text);
  },
  'the change came from a fork, whose owner approves': (merged, text) => {
    merged.github.store.pulls.set(7, { ...opened(merged), author: 'mallory' });
    opened(merged).commits = [{ sha: HEAD, author: 'mallory', committer: 'mallory', message: 'mine' }];
    merged.github.store.commits.set(merged.commit, { authors: ['mallory'], committer: 'mallory' });
    review(merged.github.store, 7, 'mallory', text);
  },
  'the reviewer quotes the author': ({ github }, text) => void review(github.store, 7, 'bert', `> ${text}\n\nNot so.`),
  'the code stands in a part that no page shows': ({ github }, text) =>
    void review(github.store, 7, 'bert', `Fine.\n<!--\n${text}\n-->`),
  'the number of people is retyped': ({ github }, text) =>
    void review(github.store, 7, 'bert', text.replace(/-\d+$/, '-99999')),
  'the review names a level': ({ github }) =>
    void review(github.store, 7, 'bert', '/postilion approve lock-out:ios-sales'),
  'the commit names its own approver': async ({ line, github, commitAll }, text) => {
    line.change('postilion.yaml', 'profiles:', 'approval: {approvers: [mallory]}\nprofiles:');
    await commitAll('anna');
    review(github.store, 7, 'mallory', text);
  },
  'CODEOWNERS and the workflow are changed beside it': async ({ line, github, commitAll }, text) => {
    line.write('CODEOWNERS', '* @mallory\n');
    await commitAll('anna');
    review(github.store, 7, 'mallory', text);
  },
};

export const HOSTILE_APPROVALS: readonly HostilePull[] = Object.entries(ACTS).map(([name, act]) => ({
  name,
  does: `${name}; the code is the right one unless the story is about it`,
  mustNot: 'anything is written to the tenant, to GitHub or to the checkout',
  play: async (context) => {
    const merged = await useMergedChange(context);
    const text = `/postilion approve ${await merged.code()}`;
    await act(merged, text);
    const before = filesIn(merged.line.root);
    const ran = await merged.reconcile();
    return [
      ...(await merged.line.written()).map((path) => `the tenant was asked to ${path}`),
      ...writesTo(merged.github, null),
      ...changedFiles(before, merged.line.root),
      ...(ran.code === 0 ? [] : [`it ended with ${ran.code}: ${ran.err}`]),
      ...(/approved by/.test(ran.err) ? [`it says: ${ran.err}`] : []),
    ];
  },
}));

/** What must count, so that nothing above holds for the wrong reason. */
export const FITTING: Readonly<Record<string, Act>> = {
  'somebody else approves': ({ github }, text) => void review(github.store, 7, 'bert', text),
  'somebody else approves a squash': ({ github, commit }, text) => {
    github.store.commits.set(commit, { authors: ['anna'], committer: 'anna' });
    review(github.store, 7, 'bert', `Fine by me.\r\n\r\n${text}\r\n`);
  },
  'somebody else approves, and the author rebases without changing anything': async (merged, text) => {
    review(merged.github.store, 7, 'bert', text);
    opened(merged).commits = [{ sha: THEIRS, author: 'anna', committer: 'anna', message: 'rebased' }];
    merged.line.write('README.md', 'nothing of a profile\n');
    await merged.commitAll('anna');
  },
};
