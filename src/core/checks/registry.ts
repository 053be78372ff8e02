/** All checks that need the tenant; a new one is one row here. */

import { lockOutFindings } from '../impact/compliance-lock-out.ts';
import { groupSizeFindings, latencyFindings, mixFindings } from './assignment-support.ts';
import { type ChangeFacts, type Check, checksOver, type HoldingFacts, type PeopleFacts } from './check.ts';
import { conflictFindings } from './conflicting-profiles.ts';
import { duplicateFindings } from './duplicate-objects.ts';
import { firstRunFindings } from './first-run-keys.ts';
import { fixedFindings } from './fixed-fields.ts';
import { absentAppFindings, missingAppFindings } from './missing-apps.ts';
import { missingCertificateFindings } from './missing-certificates.ts';
import { outweighedFindings } from './outweighed-filters.ts';
import { REFERENCE_CODES, referenceFindings } from './reference-rules.ts';
import { takenFoundationFindings } from './taken-foundations.ts';
import { nobodysDeviceFindings, notEnrolledFindings, userlessFindings } from './unreachable-people.ts';
import { mixedChainFindings } from './user-device-mix.ts';

const checkOfHeld = checksOver<HoldingFacts>();
const checkOfChanges = checksOver<ChangeFacts>();
const checkOfPeople = checksOver<PeopleFacts>();

/** What they tell of a change holds it: it isn't planned. */
export const HOLDING_CHECKS: readonly Check<HoldingFacts>[] = [
  checkOfHeld({
    codes: ['OWN-003'],
    reads: ['proposals', 'unmanaged'],
    check: ({ proposals, unmanaged }) => duplicateFindings(proposals, unmanaged),
  }),
  checkOfHeld({
    codes: ['GRA-001'],
    reads: ['proposals'],
    check: ({ proposals }) => proposals.flatMap(fixedFindings),
  }),
];

/** The other checks that need nobody's members. */
export const CHANGE_CHECKS: readonly Check<ChangeFacts>[] = [
  checkOfChanges({
    codes: ['APP-021'],
    reads: ['proposals'],
    check: ({ proposals }) => proposals.flatMap(firstRunFindings),
  }),
  checkOfChanges({
    codes: REFERENCE_CODES,
    reads: ['kept'],
    check: ({ kept }) => referenceFindings(kept),
  }),
];

/** Over the people whom the changes reach. */
export const PEOPLE_CHECKS: readonly Check<PeopleFacts>[] = [
  checkOfPeople({
    codes: ['CNF-001', 'CNF-002', 'CNF-003', 'CNF-004', 'CNF-005', 'CNF-006', 'CNF-007', 'CNF-008'],
    reads: ['conflicts', 'conflictEngine'],
    check: ({ conflicts, conflictEngine }) => conflictFindings(conflicts, conflictEngine),
  }),
  checkOfPeople({
    codes: ['CRT-004', 'CRT-013'],
    reads: ['certificateDependencies', 'proposals', 'engine'],
    check: ({ certificateDependencies, proposals, engine }) =>
      missingCertificateFindings(certificateDependencies, proposals, engine),
  }),
  checkOfPeople({
    codes: ['CRT-030', 'APP-030'],
    reads: ['concerned', 'proposals', 'engine'],
    check: ({ concerned, proposals, engine }) => takenFoundationFindings(concerned, proposals, engine),
  }),
  checkOfPeople({
    codes: ['CRT-005'],
    reads: ['certificateDependencies', 'members'],
    check: ({ certificateDependencies, members }) => mixedChainFindings(certificateDependencies, members),
  }),
  checkOfPeople({
    codes: ['APP-001', 'APP-016'],
    reads: ['appDependencies', 'concerned', 'directory', 'engine'],
    check: ({ appDependencies, concerned, directory, engine }) => [
      ...missingAppFindings(appDependencies, engine),
      ...absentAppFindings(concerned, directory),
    ],
  }),
  checkOfPeople({
    codes: ['APP-014'],
    reads: ['concerned', 'members'],
    check: ({ concerned, members }) => userlessFindings(concerned, members),
  }),
  checkOfPeople({
    codes: ['APP-024'],
    reads: ['concerned', 'members', 'engine'],
    check: ({ concerned, members, engine }) => notEnrolledFindings(concerned, members, engine),
  }),
  checkOfPeople({
    codes: ['ASG-007'],
    reads: ['concerned', 'members'],
    check: ({ concerned, members }) => nobodysDeviceFindings(concerned, members),
  }),
  checkOfPeople({
    codes: ['ASG-009'],
    reads: ['concerned', 'engine'],
    check: ({ concerned, engine }) => outweighedFindings(concerned, engine),
  }),
  checkOfPeople({
    codes: ['ASG-002'],
    reads: ['concerned', 'members'],
    check: ({ concerned, members }) => mixFindings(concerned, members),
  }),
  checkOfPeople({
    codes: ['ASG-006'],
    reads: ['concerned', 'members'],
    check: ({ concerned, members }) => groupSizeFindings(concerned, members),
  }),
  checkOfPeople({
    codes: ['ASG-003'],
    reads: ['concerned', 'dynamicGroups'],
    check: ({ concerned, dynamicGroups }) => latencyFindings(concerned, dynamicGroups),
  }),
  checkOfPeople({
    codes: ['CMP-002'],
    reads: ['lockOuts'],
    check: ({ lockOuts }) => lockOuts.flatMap(({ proposed, audience }) => lockOutFindings(proposed, audience)),
  }),
];
