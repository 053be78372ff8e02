/** All attacks and accidents that are tried, by what they are about. */

import type { AttackStory } from './attack-story.ts';
import { ON_CREATES } from './on-creates.ts';
import { ON_RECORDS } from './on-records.ts';
import { ON_UNKNOWN } from './on-unknown.ts';

export const ATTACKS: readonly AttackStory[] = [...ON_RECORDS, ...ON_CREATES, ...ON_UNKNOWN];
