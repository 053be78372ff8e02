/** What flags take: their values as text → as the commands want them, and their defaults as help shows them. */

import { Help, InvalidArgumentError, type Option } from 'commander';
import { durationOf, instantOf } from '../../model/time.ts';

/** A flag that is off, and one that takes several values and has none, have no default worth a word. */
export function describeOption(option: Option): string {
  const isPlain = option.defaultValue === false || Array.isArray(option.defaultValue);
  return isPlain ? option.description : new Help().optionDescription(option);
}

export function collectValues(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

export function readDay(value: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || instantOf(`${value}T00:00:00Z`) === undefined) {
    throw new InvalidArgumentError('write a day as year, month and day, such as 2027-01-01');
  }
  return value;
}

export function readSpan(value: string): string {
  if (durationOf(value) === undefined) {
    throw new InvalidArgumentError('write a number and d, h or m: 6h for six hours, 2d for two days');
  }
  return value;
}

export function readMilliseconds(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 60_000) {
    throw new InvalidArgumentError('write milliseconds from 0 to 60000');
  }
  return number;
}

export function readPort(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    throw new InvalidArgumentError('write a port number from 0 to 65535');
  }
  return number;
}
