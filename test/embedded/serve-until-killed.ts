/** A tenant in a process of its own, for the tests that kill it: prints its address, then serves for ever. */
import { argv, stdout } from 'node:process';
import { startTenant } from '../../src/embedded/start-tenant.ts';

const [, , dir = ''] = argv;
const { url } = await startTenant({ dir });
stdout.write(`${url}\n`);
