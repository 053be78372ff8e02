/** Profiles as Graph lists them: assignments on the wire, and objects read back. */

import type { Kind } from '../../src/catalogue/kind.ts';
import { assignmentsIn, encodeAssignments } from '../../src/core/assignments/graph.ts';
import { decodeLive } from '../../src/core/tenant/live-profile.ts';
import { iosMail } from '../../src/kinds/mail/ios.ts';
import type { Assignment } from '../../src/model/assignment.ts';
import { type JsonObject, objectsAt } from '../../src/model/json.ts';
import type { LiveProfile } from '../../src/model/profile.ts';

/** The `assignments` of an object of the kind. */
export function assignmentsOnWire(assignments: readonly Assignment[], kind: Kind = iosMail): readonly JsonObject[] {
  return objectsAt(assignmentsIn(encodeAssignments(assignments, kind), kind), 'assignments');
}

/** One object of the kind, as a list of the tenant is read. */
export function liveProfileOf(object: JsonObject, kind: Kind = iosMail): LiveProfile {
  const [live] = decodeLive([object], [kind]);
  if (live === undefined) throw new Error('this is no object of the kind, or it has no id');
  return live;
}
