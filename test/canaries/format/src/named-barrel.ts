export { ant } from './ant.ts';
