/**
 * What a run that makes profiles may cost, in counts: four round trips an object, and one look at people, facts and lists. How
 * many of them are one after the other hangs on the machine too: `npm run bench` judges that.
 */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DOCUMENTED_LIMITS } from '../../src/io/graph/http/rate-limit.ts';
import { objectsAt } from '../../src/model/json.ts';
import { profileText } from '../app/profile-text.ts';
import { companyStore } from '../scenarios/company.ts';
import { openScenario } from '../scenarios/scenario-repository.ts';
import { openServer } from '../scenarios/tenant-server.ts';
import { objectIn } from './large-tenant.ts';

const [BUDGET] = objectsAt(objectIn(join(import.meta.dirname, 'budget.json')), 'creates');

test('creates stay within their budget of requests and round trips', async ({ onTestFinished }) => {
  if (BUDGET === undefined) throw new Error('budget.json has no creates');
  const { creates, ...allowed } = BUDGET;
  const server = await openServer(companyStore());
  const repository = openScenario();
  onTestFinished(async () => {
    repository.remove();
    await server.close();
  });
  for (let number = 1; number <= Number(creates); number += 1) {
    const displayName = `Branch office ${number}`;
    const kind = { mailEnabled: false, securityEnabled: true, mailNickname: `branch${number}`, groupTypes: [] };
    await server.edit({ method: 'POST', path: '/groups', body: { displayName, ...kind } });
    const settings = { host: `mail${number}.contoso.com`, oauth: false };
    repository.write(`profiles/m${number}.yaml`, profileText(`m${number}`, { group: displayName, settings }));
  }
  const opened = await repository.open(server.url, 'bench', { limits: DOCUMENTED_LIMITS });
  const { code, plan, cost } = await opened.apply([]);
  expect([code, plan.summary.create]).toEqual([0, creates]);
  const { requests, roundTrips } = cost;
  const over = Object.entries({ requests, roundTrips }).filter(([name, count]) => count > Number(allowed[name]));
  expect(over).toEqual([]);
});
