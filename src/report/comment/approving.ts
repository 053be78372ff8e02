/** How to approve what waits: the fewest codes that cover all of it, each on a line that a review can hold. */

import { readCode } from '../../model/approval.ts';
import { waitingGates } from '../../model/change.ts';
import type { Plan } from '../../model/plan.ts';
import { counted } from '../../model/text.ts';

/** More lines than this are no help: the codes stand beside the changes. */
const MOST = 12;

export function approvingText(plan: Plan): string {
  const { codes, count, policies } = fewestCodes(plan);
  if (codes.length === 0) return '';
  const lines = codes.slice(0, MOST).map((code) => `/postilion approve ${code}\n`);
  const more = codes.length - lines.length;
  const what = [
    ...(count > 0 ? [count === 1 ? 'this change' : `these ${counted(count, 'change')}`] : []),
    ...(policies > 0 ? [policies === 1 ? 'the loosened setting' : `the ${policies} loosened settings`] : []),
  ].join(' and ');
  const rest = more > 0 ? ` ${counted(more, 'more code')} stand beside the changes.` : '';
  return `**To approve ${what} and nothing else**, submit an approving review with ${lines.length === 1 ? 'this line' : 'these lines'}. It counts from somebody who wrote no commit of the pull request; it lapses when other changes or more people are concerned, and survives a rebase.${rest}\n\n\`\`\`text\n${lines.join('')}\`\`\`\n`;
}

interface Codes {
  readonly codes: readonly string[];
  readonly count: number;
  readonly policies: number;
}

/** Whole plan first, then larger groups before smaller ones, until every change that a code can open is covered. */
function fewestCodes(plan: Plan): Codes {
  const { changes, groups = [], bundles = [], code, policyChanges = [], policyCode } = plan;
  const open = changes.filter((change) => change.code !== undefined && waitingGates(change).length > 0);
  const all = open.map(({ key }) => key);
  const offers = [
    ...(code === undefined ? [] : [{ keys: all, code }]),
    ...[...groups, ...bundles].toSorted((a, b) => b.keys.length - a.keys.length),
    ...open.map((change) => ({ keys: [change.key], code: change.code })),
  ];
  const left = new Set(all);
  const codes: string[] = [];
  for (const offer of offers) {
    const known = readCode(offer.code ?? '');
    // A code that also opens what is covered already would say more than it needs to.
    if (known === null || !offer.keys.some((key) => left.has(key))) continue;
    if (offer.keys.some((key) => all.includes(key) && !left.has(key))) continue;
    for (const key of offer.keys) left.delete(key);
    codes.push(known.text);
  }
  const policy = policyCode === undefined ? policyChanges.map((change) => change.code) : [policyCode];
  const known = policy.flatMap((text) => readCode(text)?.text ?? []);
  return { codes: [...known, ...codes], count: open.length, policies: policyChanges.length };
}
