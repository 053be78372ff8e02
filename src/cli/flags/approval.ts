/** What the flags of `apply` allow. */

import { type Approval } from '../../core/plan/gates.ts';
import { EFFECT_LEVELS, isEffectLevel } from '../../model/effect.ts';
import { EXIT } from '../../model/exit-code.ts';
import { isDigest } from '../../model/ids.ts';
import { ExitError } from '../failure.ts';

interface ApprovalFlags {
  readonly approve: readonly string[];
  readonly approveDigest: readonly string[];
}

/**
 * The flags as an approval. In CI a blanket level is refused: there nobody looks at the plan between making and
 * applying it, so it must name what it allows. Throws ExitError for what can't be understood.
 */
export function readApproval(flags: ApprovalFlags, inCi: boolean): Approval {
  const levels = flags.approve.map((text) => {
    const [level = '', keys] = text.split(':');
    if (!isEffectLevel(level)) {
      throw new ExitError(
        EXIT.input,
        `--approve ${text}: "${level}" is no effect level; the levels are ${EFFECT_LEVELS.join(', ')}`,
      );
    }
    if (inCi && keys === undefined) {
      throw new ExitError(
        EXIT.input,
        `--approve ${text}: in CI name the profiles, such as ${level}:ios-sales, or use --approve-digest`,
      );
    }
    return { level, keys: keys === undefined ? null : keys.split(',') };
  });
  const wrong = flags.approveDigest.find((digest) => !isDigest(digest));
  if (wrong !== undefined)
    throw new ExitError(EXIT.input, `--approve-digest ${wrong}: write a digest as the plan prints it, sha256:…`);
  return { levels, digests: flags.approveDigest };
}

/** True where the environment says that no person is at the keyboard. */
export function isCi(env: Readonly<Record<string, string | undefined>>): boolean {
  const value = env['CI'] ?? '';
  return value !== '' && value !== 'false' && value !== '0';
}
