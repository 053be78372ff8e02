/** One row of the behaviours' table. */

/**
 * documented: in Microsoft's reference, CSDL or concept pages. reported: seen by people who work with the service and
 * wrote it down. assumed: nobody could be asked; the first to check on a real tenant.
 */
type Evidence = 'documented' | 'reported' | 'assumed';

export interface Row {
  readonly area: string;
  readonly evidence: Evidence;
  readonly says: string;
  readonly source: string;
  /** Reads only and needs nothing of the seed: may run against a real tenant. */
  readonly readOnly?: true;
}
