/** A rule about two profiles of which one refers to the other, such as mail and the certificate that it signs in with. */

import type { Kind } from '../catalogue/kind.ts';
import type { RuleCode } from '../model/findings/table.ts';
import type { Settings } from '../model/profile.ts';

/** A profile as far as such rules judge it; what `settings` lacks is unknown. */
interface Stood {
  readonly kind: Kind;
  readonly settings: Settings;
}

/** A use: `user` refers to `target` in `field`, and its settings make use of the reference. */
export interface ReferenceUse {
  readonly user: Stood;
  readonly field: string;
  /** `label` is what messages call it: its key, or its name in the tenant, quoted. */
  readonly target: Stood & { readonly label: string };
}

/** As a rule about one profile; the message is for the reference in the profile that uses the other one. */
export interface ReferenceRule {
  readonly id: RuleCode;
  check(use: ReferenceUse): string | null;
}
