/** Where a run tells its news. */

import type { News, NewsDelivery, NewsEvent } from '../../model/news.ts';

/** Sends each message once and never throws. */
export interface NewsDesk {
  /** What is wanted. */
  readonly events: readonly NewsEvent[];
  /** The run's own address; null where nobody knows it. */
  readonly link: string | null;
  send(news: News): Promise<NewsDelivery>;
}
