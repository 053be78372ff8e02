export * from './ant.ts';
