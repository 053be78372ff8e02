/** Shows what reviews approved, and why the others don't count. All of it was written by others. */

import type { Unheard } from '../core/reviews/judge.ts';
import type { ReviewedCode } from '../model/approval.ts';
import { counted } from '../model/text.ts';
import { escapeTerminal } from './text/escape.ts';

interface ReviewsShown {
  readonly approved: readonly ReviewedCode[];
  readonly unheard: readonly Unheard[];
}

/** So many reviews are told of; the rest is counted. */
const SHOWN = 20;

/** A line for each approval, and one for each review that speaks to Postilion and opens nothing. */
export function renderReviews({ approved, unheard }: ReviewsShown, isQuiet: boolean): string {
  const opened = approved.flatMap(({ code, keys, reviews }) =>
    reviews.map(({ pull, by }) => `approved by ${by.login} in #${pull} with ${code.text}: ${keys.join(', ')}`),
  );
  const others = isQuiet ? [] : unheard.slice(0, SHOWN).map(unheardText);
  const more = unheard.length - SHOWN;
  const rest =
    isQuiet || more <= 0 ? [] : [`and ${counted(more, 'review')} more that ${more === 1 ? 'does' : 'do'} not count`];
  return [...opened, ...others, ...rest].map((text) => `${escapeTerminal(text)}\n`).join('');
}

function unheardText({ pull, by, why }: Unheard): string {
  if (pull === 0) return `no review can approve ${why}`;
  return `not counted: the review of ${by ?? 'somebody'} in #${pull}: ${why}`;
}
