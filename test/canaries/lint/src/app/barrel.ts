export * from './plan.ts'; // ! no-barrel-file
export * from './ports.ts';
