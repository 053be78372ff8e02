/** The calls of ports that the faults have to meet. */

import { readdirSync, readFileSync } from 'node:fs';
import { type CallSite, callSitesIn } from './sources.ts';

/** Use cases that no story tells, because they only read: `readers.test.ts` strikes their calls. */
const READERS = ['doctor.ts', 'explain-filter.ts', 'explain-profile.ts', 'import.ts', 'name-live.ts', 'status.ts'];

/**
 * No story has what these need: groups of thousands (`test/app/rivals.test.ts` refuses each call), a log of sign-ins
 * (`test/status`), a suspended schedule (`test/app`), pull requests (`test/github`). Those tests refuse some of the calls.
 */
const WITHOUT_STORY = [
  'plan/read-rivals.ts',
  'observe.ts',
  'apply/record-policy.ts',
  'approvals/read-reviews.ts',
  // It hands on what a plan asks, and what it is answered.
  'plan/compare-base.ts',
];

export function callsInSource(): readonly CallSite[] {
  return sitesIn((file) => ![...READERS, ...WITHOUT_STORY].includes(file));
}

export function readerCalls(): readonly CallSite[] {
  return sitesIn((file) => READERS.includes(file));
}

function sitesIn(wanted: (file: string) => boolean): readonly CallSite[] {
  const files = readdirSync('src/app', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && wanted(file),
  );
  return files.flatMap((file) => callSitesIn(file, readFileSync(`src/app/${file}`, 'utf8')));
}
