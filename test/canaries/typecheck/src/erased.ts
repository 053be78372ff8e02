import { Level } from './level.ts'; // ! TS1484
import './missing.ts'; // ! TS2882
import { level } from './level'; // ! TS2835

export enum Effect { // ! TS1294
  None,
}
export namespace words { // ! TS1294
  export const one = 1;
}
export class Point {
  constructor(readonly x: number) {} // ! TS1294
}
export class Moved extends Point {
  override x = 1;
  toString(): string { // ! TS4114
    return String(this.x);
  }
}
export const kept: Level = level;
