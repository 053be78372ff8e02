/** `postilion validate`: everything that can be known without a tenant. */

import type { Finding } from '../../model/finding.ts';
import { renderFindingAnnotations } from '../../report/annotations.ts';
import { findingsExitCode } from '../../report/exit-code.ts';
import { renderFindings } from '../../report/findings/render.ts';
import { renderFindingsJson } from '../../report/json.ts';
import { renderSarif } from '../../report/sarif.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';
import { tool } from '../version.ts';
import { loadRepository, type Repository } from '../wiring/repository.ts';

/** Prints the findings; the exit code is a function of them. */
export async function validate(options: CommonOptions, terminal: Terminal): Promise<number> {
  const repository = await loadRepository(options, terminal);
  terminal.print(findingsText(repository, options, terminal));
  return findingsExitCode(repository.findings);
}

/** The findings of a repository in the wanted format. */
export function findingsText(repository: Repository, options: CommonOptions, terminal: Terminal): string {
  const findings: readonly Finding[] = repository.findings;
  switch (options.format) {
    case 'json':
      return renderFindingsJson(findings);
    case 'sarif':
      return renderSarif(findings, tool());
    case 'github':
      return renderFindingAnnotations(findings);
    default: {
      const profiles = repository.usable?.profiles.length ?? 0;
      return renderFindings(findings, { width: terminal.width, color: options.color && terminal.color, profiles });
    }
  }
}
