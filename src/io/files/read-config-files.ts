/** The texts of the configuration and of what belongs to it: `adopt.yaml`, and the files of a repository for many tenants. */

import { basename, dirname } from 'node:path';
import type { ConfigTexts } from '../../app/ports/repository.ts';
import type { Finding } from '../../model/finding.ts';
import { isProfileKey } from '../../model/ids.ts';
import type { Result } from '../../model/result.ts';
import { fileError } from './limits.ts';
import { type ReadText, readIfThere, type SourceText } from './read-text.ts';

/** A text by its path below the folder of the configuration, null where there is none. */
export type ReadOne = (path: string) => Promise<ReadText | null>;

/** Reads all with the checks of any other input: size, UTF-8, no links. `path` as `findConfig` gives it. */
export function readConfigFiles(path: string, tenant: string | null): Promise<Result<ConfigTexts>> {
  const root = dirname(path);
  return gatherConfigFiles(basename(path), tenant, (file) => readIfThere(root, file));
}

/** The files around the configuration of that name, whoever reads them. Paths are relative to its folder. */
export async function gatherConfigFiles(
  name: string,
  tenant: string | null,
  read: ReadOne,
): Promise<Result<ConfigTexts>> {
  const findings: Finding[] = [];
  const text = async (path: string): Promise<SourceText | null> => {
    const found = await read(path);
    if (found === null || 'text' in found) return found;
    findings.push(found.finding);
    return null;
  };
  const tenants = await text('tenants.yaml');
  const config = (await text(name)) ?? (tenants === null ? null : await text(`base/${name}`));
  const adopt = await text('adopt.yaml');
  if (findings.length > 0) return { ok: false, findings };
  if (config === null) return failed(fileError('FIL-006', name, 'the configuration is not there any more'));
  if (tenants === null) return { ok: true, value: { config, adopt, fleet: null }, findings: [] };
  // A name that is none of a tenant may be a path to somewhere else.
  const folder = tenant !== null && isProfileKey(tenant) ? `tenants/${tenant}/` : null;
  const own = folder === null ? null : await text(`${folder}postilion.yaml`);
  const ownAdopt = folder === null ? null : await text(`${folder}adopt.yaml`);
  if (findings.length > 0) return { ok: false, findings };
  return { ok: true, value: { config, adopt: ownAdopt, fleet: { tenants, own, sharedAdopt: adopt } }, findings: [] };
}

function failed(finding: Finding): Result<never> {
  return { ok: false, findings: [finding] };
}
