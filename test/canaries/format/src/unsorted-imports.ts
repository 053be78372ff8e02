import { zebra } from './zebra.ts';
import { ant } from './ant.ts';

export const both = [ant, zebra];
