/** Flags of `report`. */

export const REPORT_FORMATS = ['comment', 'summary', 'annotations', 'json'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportOptions {
  readonly plan: string;
  readonly format?: ReportFormat;
  readonly to?: 'github';
  readonly pr?: number;
}
