/** Ids and times of the tenant: computed, so that the same writes in the same folder give the same objects. */
import { hash } from 'node:crypto';

/** A GUID of version 4's look from any text; equal texts give equal ids. */
export function guidOf(text: string): string {
  const hex = hash('sha256', text);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * The service's spelling of a time: seven fraction digits, trailing zeros cut (exports show 7, 6, 5 and none). The
 * digits below the millisecond come from the number of the write, so two writes in one millisecond differ.
 */
export function serviceTime(date: Date, write: number): string {
  const [seconds = '', fraction = ''] = date.toISOString().slice(0, -1).split('.');
  const digits = `${fraction}${String(write % 10_000).padStart(4, '0')}`.replace(/0+$/, '');
  return digits === '' ? `${seconds}Z` : `${seconds}.${digits}Z`;
}
