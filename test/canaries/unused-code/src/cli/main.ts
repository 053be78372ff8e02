import ajv from 'ajv';
import { used } from '../used.ts';

export const program: unknown = [ajv, used];
