export type Entry = string;
