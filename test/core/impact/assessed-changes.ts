/** Drafts with people in them, made from as little as a test wants to say. */

import { proposeForPair } from '../../../src/core/diff/proposed-change.ts';
import type { AssignmentChange } from '../../../src/core/diff/three-way.ts';
import { type AssessedChange, effectOf } from '../../../src/core/impact/change-effect.ts';
import { type Audience, NOBODY } from '../../../src/core/people/audience.ts';
import { iosMail } from '../../../src/kinds/mail/ios.ts';
import type { Change } from '../../../src/model/change.ts';
import type { EffectLevel } from '../../../src/model/effect.ts';
import type { LiveProfile } from '../../../src/model/profile.ts';
import { liveProfileOf } from '../on-wire.ts';
import { assignments, liveMail, profile } from '../tenant.ts';

/** An iOS mail object for the sales team, unless said otherwise. */
export function liveProfile(parts: Partial<LiveProfile> = {}): LiveProfile {
  const found = liveProfileOf(liveMail('id-mail'), iosMail);
  return { ...found, assignments: assignments('sales'), ...parts };
}

/** Who keeps, gains and loses, by name. */
export function people(parts: {
  readonly kept?: readonly string[];
  readonly gained?: readonly string[];
  readonly lost?: readonly string[];
  readonly basis?: Audience['basis'];
}): Audience {
  const { kept, gained, lost, basis } = parts;
  return { ...NOBODY, basis: basis ?? 'exact', kept: new Set(kept), gained: new Set(gained), lost: new Set(lost) };
}

/** An update of an iOS mail profile in which nothing differs, and what the test puts in its place. */
export function counted(parts: Partial<AssessedChange> = {}): AssessedChange {
  const key = parts.key ?? 'mail';
  const live = parts.live === undefined ? liveProfile() : parts.live;
  const desired = profile(key, { name: 'iOS: Mail - id-mail', settings: {} });
  const proposed = proposeForPair({ desired, live, adopted: false, entry: null, generation: 1 }, new Map());
  return {
    ...proposed,
    action: 'update',
    audience: NOBODY,
    movedAway: new Set(),
    gainsAnother: parts.movedAway ?? new Set(),
    movedHere: new Set(),
    ...parts,
  };
}

/** The assignments of git's own change, in the short form of `assignments`. */
export function assigning(before: readonly string[], after: readonly string[]): AssignmentChange {
  return { before: assignments(...before), after: assignments(...after), origin: 'intended', agreed: null };
}

/** One difference whose verdict has the level. */
export function differing(level: EffectLevel, outage = false): AssessedChange['differences'] {
  const verdict = {
    ...iosMail.effects.metadata,
    level,
    outage,
    reason: `${level} happens`,
    mayAlso: [`${level} also`],
  };
  return [{ path: '/settings/ssl', field: 'ssl', from: true, to: false, verdict, origin: 'intended' }];
}

/** The proposed change as a change of the plan document. */
export function changeOf(proposed: AssessedChange, parts: Partial<Change> = {}): Change {
  return {
    key: proposed.key,
    kind: proposed.kind.name,
    platform: proposed.kind.platform,
    id: 'id-mail',
    name: 'Mail',
    digest: 'sha256:change',
    action: proposed.action,
    origin: 'intended',
    fields: [],
    assignments: { add: [], remove: [], change: [] },
    patch: [],
    effect: effectOf(proposed),
    gates: [],
    ...parts,
  };
}
