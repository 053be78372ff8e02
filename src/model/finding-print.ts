/** Names findings whichever line they move to, and tells those of a plan apart that its base has, too. */

import { digestText } from './digest.ts';
import type { Finding } from './finding.ts';
import { SEVERITIES } from './findings/entry.ts';

/** A count within a sentence: "12 people" may become "1,300 people" and is the same finding still. */
const COUNTS = /(?<![\w"'.:/-])\d[\d,]*(?![\w"':/-]|\.\d)/g;

/** Each with its name; of several that say the same the order decides, so that one more of them is another one. */
export function withFingerprints(
  findings: readonly Finding[],
): readonly (Finding & { readonly fingerprint: string })[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const print = printOf(finding);
    const occurrence = (seen.get(print) ?? 0) + 1;
    seen.set(print, occurrence);
    return { ...finding, fingerprint: `${print}:${occurrence}` };
  });
}

/** A profile keeps its findings when it moves to another file: its key names it. */
function printOf({ code, key, file, message }: Finding): string {
  const text = JSON.stringify([code, key, key === null ? file : null, message.replace(COUNTS, '#')]);
  return digestText(text).replace('sha256:', '').slice(0, 16);
}

/** New is what the base lacks, or accepts, or takes less gravely. */
export function comparedWith(findings: readonly Finding[], base: readonly Finding[]): readonly Finding[] {
  const told = withFingerprints(base).filter(({ waived }) => waived === undefined);
  const places = new Map(told.map(({ fingerprint, severity }) => [fingerprint, SEVERITIES.indexOf(severity)]));
  return withFingerprints(findings).map((finding) => {
    const before = places.get(finding.fingerprint);
    return { ...finding, new: before === undefined || before > SEVERITIES.indexOf(finding.severity) };
  });
}
