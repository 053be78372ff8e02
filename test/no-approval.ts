/** What a run is given where nobody approves anything. */

import type { Approval } from '../src/model/approval.ts';

export const NO_APPROVAL: Approval = { levels: [], codes: [], digests: [], unattended: false };
