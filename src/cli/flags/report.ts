/** Flags of `report`, and what the runner's environment says beside them. */

import { EXIT } from '../../model/exit-code.ts';
import type { Language } from '../../report/announce/messages.ts';
import { COMMENT_LIMIT, SMALLEST_LIMIT } from '../../report/comment/comment.ts';
import { ExitError } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

export type ReportFormat = 'comment' | 'summary' | 'annotations' | 'json' | 'announce';

export interface ReportOptions {
  readonly plan?: string;
  /** A folder of plans of several tenants. */
  readonly plans?: string;
  /** A document that says why there is no plan; true where nobody knows. */
  readonly failed: boolean | string;
  /** Of announcements. */
  readonly language: Language;
  readonly format?: ReportFormat;
  readonly to?: 'github';
  readonly pr?: number;
  readonly head?: string;
  readonly limit?: number;
  readonly name: string;
}

/** Flags that belong together. Throws ExitError 10. */
export function checkReport({ plan, failed, format, to, pr, limit }: ReportOptions): void {
  const fault =
    plan === undefined && failed === false
      ? 'write --plan with what plan --out wrote, or --failed where there is no plan'
      : plan !== undefined && failed !== false
        ? '--failed says that there is no plan: leave out one of --plan and --failed'
        : failed === true && to === undefined
          ? '--failed is told in a pull request: write --to github with it, or the file of plan --failed-out behind it'
          : isOther(failed, format)
            ? `--format ${format}: there is no plan: write comment or summary`
            : placeFault({ to, pr, limit });
  if (fault !== null) throw new ExitError(EXIT.input, fault);
}

function placeFault({
  to,
  pr,
  limit,
}: {
  to: ReportOptions['to'];
  pr: number | undefined;
  limit: number | undefined;
}): string | null {
  if (to === undefined && pr !== undefined) return '--pr says where: write --to github with it';
  if (to !== undefined && pr === undefined) return '--to github: write --pr with the number of the pull request';
  const isLimit = limit === undefined || (limit >= SMALLEST_LIMIT && limit <= COMMENT_LIMIT);
  return isLimit ? null : `--limit: write ${SMALLEST_LIMIT} to ${COMMENT_LIMIT} characters`;
}

/** The same for the plans of several tenants. */
export function checkTenantsReport({ plan, failed, format, to, pr, limit }: ReportOptions): void {
  const fault =
    plan !== undefined || failed !== false
      ? '--plans is of several tenants: leave out --plan and --failed'
      : format !== undefined && format !== 'comment' && format !== 'summary'
        ? `--format ${format}: it is of one tenant: write comment or summary, or --plan with the document of one`
        : placeFault({ to, pr, limit });
  if (fault !== null) throw new ExitError(EXIT.input, fault);
}

function isOther(failed: boolean | string, format: ReportFormat | undefined): boolean {
  return failed !== false && format !== undefined && format !== 'comment' && format !== 'summary';
}

/** `https://github.com/contoso/mail`, as the runner names it; null elsewhere. */
export function repositoryPage({ env }: Terminal): string | null {
  const server = env['GITHUB_SERVER_URL'] ?? '';
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  const isPlain = /^https:\/\/[\w.-]+(?::\d+)?$/.test(server) && /^[\w-]+\/[\w.-]+$/.test(repository);
  return isPlain ? `${server}/${repository}` : null;
}
