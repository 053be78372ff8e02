export type Level = 'none';
export const level: Level = 'none';
