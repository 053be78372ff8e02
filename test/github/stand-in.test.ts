/** The stand-in itself: it refuses what GitHub would refuse, and notes what its description doesn't know. */

import { expect, test } from 'vitest';
import { type GitHubStandIn, useGitHub } from './stand-in.ts';
import { HEAD, MAIN, push, review } from './store.ts';

interface Asked {
  readonly token?: string;
  readonly body?: object;
}

async function ask({ url }: GitHubStandIn, call: string, { token = 'ghs_comments', body }: Asked = {}) {
  const [method = '', path = ''] = call.split(' ');
  const headers = { authorization: `token ${token}`, connection: 'close' };
  const answer = await fetch(`${url}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: JSON.stringify(await answer.json()) };
}

test('a token does what its rights allow, and a stranger nothing', async (context) => {
  const github = await useGitHub(context);
  const comments = '/repos/contoso/mail/issues/7/comments';
  expect((await ask(github, `GET ${comments}`)).status).toBe(200);
  expect((await ask(github, `GET ${comments}`, { token: 'ghs_reads' })).status).toBe(403);
  expect((await ask(github, `POST ${comments}`, { token: 'ghs_reads', body: { body: 'x' } })).status).toBe(403);
  expect((await ask(github, `GET ${comments}`, { token: 'nobody' })).status).toBe(401);
  expect((await ask(github, 'GET /repos/contoso/other/issues/7/comments')).status).toBe(404);
  expect(github.faults).toEqual([]);
});

test('reviews stand by the head of their moment, and commits with their authors', async (context) => {
  const github = await useGitHub(context);
  review(github.store, 7, 'bert', '/postilion approve 56bee5aaab59c1f0-320');
  push(github.store, 7, 'c'.repeat(40), 'mallory');
  const reviews = await ask(github, 'GET /repos/contoso/mail/pulls/7/reviews');
  expect(reviews.body).toContain(HEAD);
  expect((await ask(github, 'GET /repos/contoso/mail/pulls/7/commits')).body).toContain('"login":"mallory"');
  expect((await ask(github, 'GET /repos/contoso/mail/collaborators/bert/permission')).body).toContain('"write"');
  expect((await ask(github, `GET /repos/contoso/mail/commits/${MAIN}/pulls`)).body).toBe('[]');
  expect(github.faults).toEqual([]);
});

test('what the description does not know is a fault, in a query, a body and an address', async (context) => {
  const github = await useGitHub(context);
  await ask(github, 'GET /repos/contoso/mail/issues/7/comments?sort=newest');
  await ask(github, 'POST /repos/contoso/mail/issues/7/comments', { body: { text: 'x' } });
  await ask(github, 'POST /repos/contoso/mail/issues/7/reactions', { body: {} });
  await ask(github, 'POST /graphql', { body: { query: 'query everything { viewer { login } }' } });
  expect(github.faults).toEqual([
    expect.stringContaining('must NOT have additional properties'),
    expect.stringContaining("must have required property 'body'"),
    'POST /repos/contoso/mail/issues/7/reactions is not served',
    'no query is called "everything"',
  ]);
});
