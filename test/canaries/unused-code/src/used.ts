export const used = 1;
export const tested = 3;
export const forgotten = 2;
export type Forgotten = number;
export type Tested = number;
