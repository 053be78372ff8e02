/** The language of checks: which codes a check tells, which facts it reads by name, and what it makes of them. */

import type { Finding } from '../../model/finding.ts';
import type { FindingCode } from '../../model/findings/table.ts';
import type { LiveProfile } from '../../model/profile.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import type { Audience, AudienceFacts, SetEngine } from '../people/audience.ts';
import type { Directory } from '../tenant/directory.ts';
import type { PossibleConflicts } from './conflicting-profiles.ts';
import type { AppDependency } from './missing-apps.ts';
import type { CertificateDependency } from './missing-certificates.ts';

/** Known before anybody's members are read. */
export interface ChangeFacts extends HoldingFacts {
  /** The proposed changes that nothing holds. */
  readonly kept: readonly ProposedChange[];
}

/** Known before it is decided what is held. */
export interface HoldingFacts {
  readonly proposals: readonly ProposedChange[];
  /** Objects that are not managed here. */
  readonly unmanaged: readonly LiveProfile[];
}

/** Known once the people of the changes were counted. */
export interface PeopleFacts {
  readonly proposals: readonly ProposedChange[];
  /** The proposed changes that change something for somebody. */
  readonly concerned: readonly ProposedChange[];
  readonly conflicts: PossibleConflicts;
  /** Everything that stands on a certificate, as far as this plan touches either. */
  readonly certificateDependencies: readonly CertificateDependency[];
  readonly appDependencies: readonly AppDependency[];
  readonly directory: Directory;
  readonly members: AudienceFacts;
  readonly engine: SetEngine;
  /** Knows the people for whom a conflict may be new, with all groups of the profiles concerned. */
  readonly conflictEngine: SetEngine;
  /** The names of excluded device groups whose members follow a rule, by id. */
  readonly dynamicGroups: ReadonlyMap<string, string>;
  /** Those who lose mail that a compliance policy demands. */
  readonly lockOuts: readonly LockOut[];
}

export interface LockOut {
  readonly proposed: ProposedChange;
  readonly audience: Audience;
}

/** A pure function from the facts it names to findings. */
export interface Check<Facts, Name extends keyof Facts = keyof Facts> {
  /** Every code that the check may tell; no other check tells it. */
  readonly codes: readonly FindingCode[];
  /** The facts that the check reads: it gets no others. */
  readonly reads: readonly Name[];
  readonly check: (facts: Pick<Facts, Name>) => readonly Finding[];
}

/** Declares checks over one sort of facts; the compiler holds each to the facts that it names. */
export function checksOver<Facts>(): <const Name extends keyof Facts>(check: Check<Facts, Name>) => Check<Facts> {
  return (check) => check;
}
