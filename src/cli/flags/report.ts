/** Flags of `report`. */

import type { Language } from '../../report/announce/messages.ts';

export const REPORT_FORMATS = ['comment', 'summary', 'annotations', 'json', 'announce'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportOptions {
  readonly plan: string;
  readonly format?: ReportFormat;
  /** Of announcements. */
  readonly language: Language;
  readonly to?: 'github';
  readonly pr?: number;
}
