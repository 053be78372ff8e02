/** All attacks and accidents that are tried, by what they are about. */

import type { AttackStory } from './attack-story.ts';
import { ON_APPROVALS } from './on-approvals.ts';
import { ON_COMMANDS } from './on-commands.ts';
import { ON_CREATES } from './on-creates.ts';
import { ON_DATA } from './on-data.ts';
import { ON_GROUPS } from './on-groups.ts';
import { ON_MOVES } from './on-moves.ts';
import { ON_POLICY } from './on-policy.ts';
import { ON_RECORDS } from './on-records.ts';
import { ON_SECRETS } from './on-secrets.ts';
import { ON_STOPPING } from './on-stopping.ts';
import { ON_UNKNOWN } from './on-unknown.ts';

export const ATTACKS: readonly AttackStory[] = [
  ...ON_DATA,
  ...ON_COMMANDS,
  ...ON_SECRETS,
  ...ON_APPROVALS,
  ...ON_POLICY,
  ...ON_RECORDS,
  ...ON_CREATES,
  ...ON_UNKNOWN,
  ...ON_GROUPS,
  ...ON_MOVES,
  ...ON_STOPPING,
];
