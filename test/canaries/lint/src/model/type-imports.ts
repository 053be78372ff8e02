import type { Clock } from './other.ts';
import { Place } from './other.ts'; // ! consistent-type-imports

export type Sneaked = typeof import('./other.ts'); // ! consistent-type-imports
export type Both = readonly [Clock, Place];
