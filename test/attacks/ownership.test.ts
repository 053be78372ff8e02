/** Whose is it? Records, markers, lists, locks and clocks that say something wrong: nobody's object is written, none is made twice. */

import { expect } from 'vitest';
import { stringAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { CONFIGURATIONS, useAppliedRepository, useRepository } from '../app/repository-run.ts';
import { stories } from '../app/stories.ts';
import { LISTS, markedObjects, meddle, strangersObject, verdictOf } from './attack.ts';

const story = stories(2);

const MARKED = 'postilion:contoso-mail/ios-it#00000000';
const isCreate = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'POST' && path === CONFIGURATIONS;

/** As somebody copies them from the screen. */
function codesOf({ changes }: Plan): readonly string[] {
  return changes.flatMap(({ code }) => code ?? []);
}

story(
  'the id of a record is exchanged: the stranger’s object is not written, and the profile stops',
  async (context) => {
    const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
    const id = await strangersObject(repository, 'Mail of somebody');
    await meddle(repository, 'ios-it', { id });
    repository.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
    const { code, findings, written } = await verdictOf(repository);
    expect({ code, findings, written }).toEqual({ code: 4, findings: ['OWN-017'], written: [] });
  },
);

story(
  'a record without a birth for an object without our marker: taken over only where somebody says so',
  async (context) => {
    const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
    const id = await repository.idOf('ios-it');
    await meddle(repository, 'ios-it', { created: null });
    await repository.edit(id, { description: 'rewritten' });
    repository.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
    const waits = await verdictOf(repository, { approve: [] });
    expect({ code: waits.code, written: waits.written }).toEqual({ code: 3, written: [] });
    expect(waits.ran.plan.changes.find(({ key }) => key === 'ios-it')?.gates).toContain('adoption');
    expect((await repository.entry('ios-it')).created).toBe(null);
    const allowed = await verdictOf(repository, { approve: codesOf(waits.ran.plan) });
    expect({ code: allowed.code, written: allowed.written }).toEqual({ code: 0, written: [`PATCH …/${id}`] });
    expect((await repository.entry('ios-it')).created).not.toBe(null);
    expect((await repository.snapshot()).inventory.applies).toMatchObject({ 'ios-it': 3 });
  },
);

story(
  'memory is gone: what carries our marker is a gated adopt, and nothing of it is recorded unasked',
  async (context) => {
    const repository = await useAppliedRepository(context, 'ios-it', 'ios-legal');
    await repository.loseState();
    const { code, ran, written } = await verdictOf(repository, { approve: [] });
    expect({ code, written }).toEqual({ code: 3, written: [] });
    const own = ran.plan.changes.filter(({ action }) => action !== 'unmanaged');
    expect(own.map(({ action, gates }) => [action, gates])).toEqual([
      ['adopt', ['adoption']],
      ['adopt', ['adoption']],
    ]);
    const reading = await repository.state.read();
    expect(reading.status === 'found' ? Object.keys(reading.state.inventory.entries) : []).toEqual([]);
    expect((await verdictOf(repository, { approve: codesOf(ran.plan) })).written).toEqual([]);
    expect(Object.keys((await repository.snapshot()).inventory.entries)).toEqual(['ios-it', 'ios-legal']);
  },
);

story('memory is gone, and somebody planted a marker: it is not believed', async (context) => {
  const repository = await useRepository(context);
  await strangersObject(repository, 'Mail of somebody', { description: MARKED });
  repository.profile('ios-it');
  const { code, written } = await verdictOf(repository, { approve: ['lock-out'] });
  expect({ code, written }).toEqual({ code: 3, written: [] });
});

story('an object with the marker of another owner is never adopted', async (context) => {
  const repository = await useRepository(context);
  const id = await strangersObject(repository, 'Theirs', { description: 'postilion:other-team/ios-x#0123abcd' });
  repository.profile('ios-it');
  repository.files.write('adopt.yaml', `ios-it: ${id}\n`);
  expect(await verdictOf(repository)).toMatchObject({ code: 4, findings: ['OWN-018'], written: [] });
});

story('a line of adopt.yaml without YAML is an error at its line, and takes nothing from anybody', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  const id = await strangersObject(repository, 'Mail of somebody');
  repository.files.write('adopt.yaml', `# ids\nios-gone: ${id}\n`);
  for (const _ of [1, 2]) {
    const { code, ran, written } = await verdictOf(repository);
    expect({ code, written }).toEqual({ code: 4, written: [] });
    expect(ran.plan.findings).toMatchObject([{ code: 'OWN-021', key: 'ios-gone', file: 'adopt.yaml', line: 2 }]);
  }
  expect(Object.keys((await repository.snapshot()).inventory.entries)).toEqual(['ios-it']);
});

story(
  'the answer of a create is lost and lists are late: no second one, others go on, and it is found',
  async (context) => {
    const repository = await useAppliedRepository(context, 'ios-legal');
    repository.profile('ios-it');
    await expect(repository.run({ dies: { when: 'after', at: isCreate } })).rejects.toThrow('killed');
    const { lock } = await repository.snapshot();
    await repository.state.unlock(lock.holder?.nonce ?? '', 'somebody');
    const shown = (await repository.objects()).filter(({ displayName }) => displayName !== 'iOS: Mail - ios-it');
    await repository.server.faults([{ method: 'GET', path: LISTS, status: 200, body: { value: shown } }]);
    repository.profile('ios-legal', { name: 'iOS: Mail - Lawyers' });
    repository.pass(0.1);
    const late = await verdictOf(repository);
    expect(late.ran.plan.findings.find(({ code }) => code === 'OWN-019')?.message).toContain('not sent again before');
    expect(late.written).toEqual([expect.stringMatching(/^PATCH/)]);
    expect(await markedObjects(repository, 'ios-it')).toEqual({ made: 1, assigned: 0 });
    await repository.heal();
    const found = await verdictOf(repository);
    expect({ code: found.code, written: found.written }).toEqual({
      code: 0,
      written: [expect.stringMatching(/assign$/)],
    });
    expect(await markedObjects(repository, 'ios-it')).toEqual({ made: 1, assigned: 1 });
  },
);

story(
  'lists are later than anybody said: the second object gets nobody, and both are told once they show',
  async (context) => {
    const repository = await useAppliedRepository(context, 'ios-legal');
    repository.profile('ios-it');
    await expect(repository.run({ dies: { when: 'after', at: isCreate } })).rejects.toThrow('killed');
    const shown = (await repository.objects()).filter(({ displayName }) => displayName !== 'iOS: Mail - ios-it');
    await repository.server.faults([{ method: 'GET', path: LISTS, status: 200, body: { value: shown } }]);
    repository.pass(1);
    const again = await verdictOf(repository);
    expect(again.written).toEqual(['POST …']);
    expect(again.ran.outcome?.converged).toBe(false);
    await repository.heal();
    repository.pass(1);
    const both = await verdictOf(repository);
    expect({ code: both.code, findings: both.findings, written: both.written }).toEqual({
      code: 4,
      findings: ['OWN-001'],
      written: [],
    });
    expect(await markedObjects(repository, 'ios-it')).toEqual({ made: 2, assigned: 0 });
  },
);

story(
  'the lock is opened behind a slow look, and another run does the work: the first one writes nothing',
  async (context) => {
    const repository = await useRepository(context);
    repository.profile('ios-it');
    const slow = repository.run({
      who: 'slow',
      pauses: {
        at: (path) => path === CONFIGURATIONS,
        meanwhile: async () => {
          repository.pass(0.01);
          const { lock } = await repository.snapshot();
          await repository.state.unlock(lock.holder?.nonce ?? '', 'somebody');
          // Its create waits: the first run may have sent one.
          await repository.run({ who: 'other' });
        },
      },
    });
    const ended = await slow;
    expect(ended.code).toBe(6);
    expect(ended.outcome?.problems[0]?.message).toContain('the lock was opened or taken over');
    expect(await markedObjects(repository, 'ios-it')).toEqual({ made: 0, assigned: 0 });
    repository.pass(1);
    expect((await repository.run()).code).toBe(7);
    repository.pass(1);
    expect((await repository.run()).code).toBe(0);
    expect(await markedObjects(repository, 'ios-it')).toEqual({ made: 1, assigned: 1 });
  },
);

story('a twin by the back door: assigned to the groups of a hand-made profile of the same account', async (context) => {
  const repository = await useRepository(context);
  repository.profile('ios-it', { group: null });
  expect((await repository.run()).code).toBe(0);
  const own = await repository.named('iOS: Mail - ios-it');
  const id = await strangersObject(repository, 'By hand', { hostName: own['hostName'] ?? null });
  const [group] = (await repository.server.state('groups')).filter(({ displayName }) => displayName === 'IT staff');
  const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: group?.['id'] ?? null };
  await repository.server.edit({
    method: 'POST',
    path: `${CONFIGURATIONS}/${id}/assign`,
    body: { assignments: [{ target }] },
  });
  repository.profile('ios-it', { group: 'IT staff' });
  expect(await verdictOf(repository)).toMatchObject({ code: 4, findings: ['OWN-003'], written: [] });
});

story(
  'a marker is planted between plan and create: it is not "already done", nobody is assigned to it, and both are told',
  async (context) => {
    const repository = await useAppliedRepository(context, 'ios-legal');
    repository.profile('ios-it');
    const step = (await repository.plan()).steps.find(({ verb }) => verb === 'create');
    const { code, ran } = await verdictOf(repository, {
      // To the letter what the run is about to send.
      beforeSteps: async () => {
        await repository.server.edit({ method: 'POST', path: CONFIGURATIONS, body: step?.request.body ?? null });
      },
    });
    expect(code).toBe(4);
    expect(ran.outcome?.steps.map(({ status }) => status)).toEqual(['done', 'done']);
    expect((await repository.plan()).findings.map((one) => one.code)).toContain('OWN-007');
    expect(await markedObjects(repository, 'ios-it')).toEqual({ made: 2, assigned: 1 });
  },
);

story('another tenant with the same state branch is refused, with what to write', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  const { inventory, revision } = await repository.snapshot();
  expect(inventory.tenant).not.toBe(null);
  const other = { ...inventory, tenant: '11111111-2222-4333-8444-555555555555' };
  await repository.state.commit({ inventory: other }, 'the other one', revision);
  repository.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  const { code, ran, written } = await verdictOf(repository);
  expect({ code, written }).toEqual({ code: 4, written: [] });
  expect(ran.plan.findings.find((one) => one.code === 'STA-005')?.message).toContain('state: {branch: ');
});

story('where /organization may not be read and the token names no tenant, nothing is written', async (context) => {
  const repository = await useAppliedRepository(context, 'ios-it');
  repository.profile('ios-it', { name: 'iOS: Mail - Helpdesk' });
  await repository.server.faults([{ method: 'GET', path: '/organization', status: 403 }]);
  const { code, written } = await verdictOf(repository);
  expect({ code, written }).toEqual({ code: 12, written: [] });
});

story('deleted behind its create: the run does not say that all is well', async (context) => {
  const repository = await useRepository(context);
  repository.profile('ios-it', { group: null });
  let begun = false;
  const { code, ran } = await verdictOf(repository, {
    beforeSteps: async () => {
      begun = true;
    },
    pauses: {
      before: true,
      at: (path) => begun && path.startsWith(`${CONFIGURATIONS}?`),
      meanwhile: async () => {
        const id = stringAt(await repository.named('iOS: Mail - ios-it'), 'id') ?? '';
        await repository.server.edit({ method: 'DELETE', path: `${CONFIGURATIONS}/${id}` });
      },
    },
  });
  expect({ code, converged: ran.outcome?.converged }).toEqual({ code: 7, converged: false });
});
