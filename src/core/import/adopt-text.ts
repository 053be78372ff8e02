/** Lines for adopt.yaml, behind what somebody else wrote there. */

import { ownMember } from '../../model/json.ts';
import { readAdopt } from '../config/adopt-yaml.ts';

/** A key and the id of the object that it takes over. */
export interface Adoption {
  readonly key: string;
  readonly id: string;
}

const HEADING = '# profile key: id of the object in Intune that it takes over; lines may go once a plan was applied\n';

/**
 * The text of adopt.yaml with a line for each adoption, everything else as it was; null where lines can't be put behind
 * what is there (a mapping in braces).
 */
export function withAdoptions(text: string | null, adoptions: readonly Adoption[]): string | null {
  const before = text === null || text === '' ? HEADING : text.endsWith('\n') ? text : `${text}\n`;
  const after = `${before}${adoptions.map(({ key, id }) => `${key}: ${id}\n`).join('')}`;
  const { ids, findings } = readAdopt({ path: 'adopt.yaml', text: after });
  const isWhole = findings.length === 0 && adoptions.every(({ key, id }) => ownMember(ids, key) === id);
  return isWhole ? after : null;
}
