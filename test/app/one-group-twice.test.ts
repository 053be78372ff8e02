/** Graph takes a group once per object, whatever words YAML has for it: found before anything is sent. */

import { expect, test } from 'vitest';
import { EXIT } from '../../src/model/exit-code.ts';
import { stringAt } from '../../src/model/json.ts';
import { PATIENT, useRepository } from './repository-run.ts';

test.concurrent.for(['include', 'exclude'])('by name and by id, %s', PATIENT, async (intent, context) => {
  const run = await useRepository(context);
  const [group] = (await run.server.state('groups')).filter(({ displayName }) => displayName === 'Legal users');
  const id = stringAt(group ?? {}, 'id');
  const assign = {
    include: [{ group: 'Legal users' }, { group: 'IT staff' }, ...(intent === 'include' ? [{ id }] : [])],
    ...(intent === 'exclude' ? { exclude: [{ id }] } : {}),
  };
  run.files.write('profiles/ios-legal.yaml', JSON.stringify({ ...PROFILE, assign }));
  const { code, plan } = await run.run();
  expect(plan.held).toEqual([{ key: 'ios-legal', because: ['ASG-004'], through: null }]);
  const how = intent === 'include' ? 'twice' : 'both included and excluded';
  expect(plan.findings.find((one) => one.code === 'ASG-004')?.message).toContain(how);
  expect([code, await run.written()]).toEqual([EXIT.errors, []]);
});

const PROFILE = {
  kind: 'ios-mail',
  key: 'ios-legal',
  name: 'iOS: Legal',
  settings: {
    accountName: 'Contoso mail',
    host: 'outlook.office365.com',
    ssl: true,
    username: 'userPrincipalName',
    emailAddress: 'primarySmtpAddress',
    authentication: 'usernameAndPassword',
    oauth: true,
  },
};
