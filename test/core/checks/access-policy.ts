/** Policies of conditional access as short as a test wants to say them. */

import type { JsonObject } from '../../../src/model/json.ts';

/** A policy that is on, for everybody and Exchange Online unless said otherwise, and lets in what meets any of the controls. */
export function access(
  displayName: string,
  builtInControls: readonly string[],
  conditions: JsonObject = {},
): JsonObject {
  return {
    displayName,
    state: 'enabled',
    conditions: {
      applications: { includeApplications: ['Office365'] },
      users: { includeUsers: ['All'] },
      clientAppTypes: ['all'],
      ...conditions,
    },
    grantControls: { operator: 'OR', builtInControls },
  };
}
