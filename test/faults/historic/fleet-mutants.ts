/** What goes wrong with many tenants elsewhere, put into our source: each must be caught by the test that it names. */

import type { Mutant } from './mutants.ts';

export const FLEET_MUTANTS: readonly Mutant[] = [
  {
    name: 'the health of an older commit opens the next wave',
    after: 'Argo CD #29410: a wave goes on because of health that was there before the change',
    file: 'src/core/tenants/gate.ts',
    find: 'if (heartbeat.commit !== commit)',
    replace: "if (heartbeat.commit === 'never')",
    caughtBy: 'opens for a good run of this commit alone',
    in: 'test/core/tenants/gate.test.ts',
  },
  {
    name: 'a tenant is left out of the parts of an engine',
    after: 'a fixed number of jobs, and a list that grew',
    file: 'src/core/tenants/matrix.ts',
    find: 'return tenants.slice(from(index), from(index + 1));',
    replace: 'return tenants.slice(from(index), from(index) + Math.floor(tenants.length / count));',
    caughtBy: 'leave nobody out where an engine has a fixed number of jobs',
    in: 'test/core/tenants/matrix.test.ts',
  },
];
