/** `postilion validate`: everything that can be known without a tenant. */

import { validateTenants } from '../../app/validate-tenants.ts';
import { readTenants } from '../../core/tenants/tenants-yaml.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { findingsExitCode } from '../../report/exit-code.ts';
import { findingsText } from '../faces.ts';
import type { CommonOptions } from '../flags/global.ts';
import type { Terminal } from '../terminal.ts';
import { openFolder, openRepository } from '../wiring/repository.ts';

type ValidateOptions = CommonOptions<'validate'> & { readonly asOf?: string };

/** Prints the findings, those of all tenants where a repository is for many and none is named; the exit code is a function of them. */
export async function validate(options: ValidateOptions, terminal: Terminal): Promise<ExitCode> {
  const result = (await ofAllTenants(options, terminal)) ?? (await ofOne(options, terminal));
  terminal.print(findingsText(result, options, terminal));
  return findingsExitCode(result.findings);
}

async function ofOne(options: ValidateOptions, terminal: Terminal) {
  const { findings, usable } = await openRepository(options, terminal);
  return { findings, profiles: usable?.profiles.length ?? 0 };
}

/** Null where one tenant is meant, or nobody can tell which there are. */
async function ofAllTenants(options: ValidateOptions, terminal: Terminal) {
  if (options.tenant !== undefined) return null;
  const { workingTree } = await openFolder(options, terminal);
  const texts = await workingTree.config(null);
  if (!texts.ok || texts.value.fleet === null) return null;
  const fleet = readTenants(texts.value.fleet.tenants);
  if (!fleet.ok) return null;
  return validateTenants(fleet.value, workingTree, (tenant) => openRepository({ ...options, tenant }, terminal));
}
