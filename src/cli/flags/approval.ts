/** What the flags of `apply` and `reconcile` allow, before there is a plan that they are held against. */

import { type Approval, readCode } from '../../model/approval.ts';
import { findNearest } from '../../model/did-you-mean.ts';
import { EFFECT_LEVELS, isEffectLevel } from '../../model/effect.ts';
import { EXIT } from '../../model/exit-code.ts';
import { isDigest, isProfileKey } from '../../model/ids.ts';
import { ExitError } from '../failure.ts';

interface ApprovalFlags {
  readonly approve: readonly string[];
  readonly approveDigest: readonly string[];
}

/** Each is held against every change of a plan. */
const MOST_CODES = 50;

/**
 * The flags as an approval. Each `--approve` is a list of codes, of a level, or of a level and its keys. Throws ExitError for
 * what can't be understood; whether the rest may be used, and fits something, is decided once there is a plan.
 */
export function readApproval(flags: ApprovalFlags, inCi: boolean): Approval {
  const read = flags.approve.map(readList);
  const codes = [...new Map(read.flatMap((one) => one.codes).map((code) => [code.text, code])).values()];
  if (codes.length > MOST_CODES) {
    const text = `--approve: ${codes.length} codes are more than ${MOST_CODES}, use the one code of the whole plan`;
    throw new ExitError(EXIT.input, text);
  }
  const wrong = flags.approveDigest.find((digest) => !isDigest(digest));
  if (wrong !== undefined)
    throw new ExitError(EXIT.input, `--approve-digest ${wrong}: write a digest as the plan prints it, sha256:…`);
  return { levels: read.flatMap((one) => one.levels), codes, digests: flags.approveDigest, unattended: inCi };
}

/** Whether the command line approves anything. */
export function isGiven({ approve, approveDigest }: ApprovalFlags): boolean {
  return approve.length + approveDigest.length > 0;
}

type ReadList = Pick<Approval, 'levels' | 'codes'>;

/** `CODE,CODE`, `LEVEL`, `LEVEL:KEY,KEY`, or several of them; blanks around an item don't matter. */
function readList(text: string): ReadList {
  const codes: Approval['codes'][number][] = [];
  const levels: { readonly level: Approval['levels'][number]['level']; readonly keys: string[] | null }[] = [];
  for (const item of text.split(',').map((part) => part.trim())) {
    const code = readCode(item);
    const [level = '', key] = item.split(':').map((part) => part.trim());
    const keys = levels.at(-1)?.keys ?? null;
    if (code !== null) codes.push(code);
    else if (key === undefined && keys !== null && isProfileKey(item)) keys.push(item);
    else if (!isEffectLevel(level)) throw new ExitError(EXIT.input, unknownWord(text, level));
    else if (key !== undefined && !isProfileKey(key)) throw new ExitError(EXIT.input, unknownKey(text, key));
    else levels.push({ level, keys: key === undefined ? null : [key] });
  }
  return { codes, levels };
}

function unknownWord(text: string, word: string): string {
  const near = findNearest(word, EFFECT_LEVELS);
  const levels = near === null ? `the levels are ${EFFECT_LEVELS.join(', ')}` : `did you mean "${near}"?`;
  return `--approve ${text}: "${word}" is neither a code, such as 56bee5aaab59c1f0-320, nor an effect level; ${levels}`;
}

function unknownKey(text: string, key: string): string {
  return `--approve ${text}: "${key}" can not be the key of a profile`;
}

/** True where the environment says that no person is at the keyboard. */
export function isCi(env: Readonly<Record<string, string | undefined>>): boolean {
  const value = env['CI'] ?? '';
  return value !== '' && value !== 'false' && value !== '0';
}
