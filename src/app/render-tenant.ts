/** What one tenant of a repository for many gets: its configuration and its documents, each part with where it comes from. */

import { withBothEndings } from '../core/config/both-endings.ts';
import { readYaml, type YamlDocument } from '../core/config/yaml/parse.ts';
import { isConfiguration, type Variables } from '../core/tenants/fleet.ts';
import { renderTenant, tenantUnknown } from '../core/tenants/render.ts';
import type { WithVariables } from '../core/tenants/variables.ts';
import { inputError, sortFindings } from '../model/finding.ts';
import { isJsonArray, isJsonObject } from '../model/json.ts';
import type { Result } from '../model/result.ts';
import type { RepositoryVersion } from './ports/repository.ts';

export interface TenantDocuments {
  readonly config: WithVariables;
  readonly documents: readonly WithVariables[];
  /** Where the tenant's variables are set. */
  readonly variables: Variables;
  /** The text of the tenant's adopt.yaml; null where it has none. */
  readonly adopt: string | null;
}

/** Reads and renders; nothing of it is held against the schemas. */
export async function renderTenantDocuments(
  version: RepositoryVersion,
  name: string,
): Promise<Result<TenantDocuments>> {
  const texts = await version.config(name);
  if (!texts.ok) return texts;
  const { config, adopt, fleet } = texts.value;
  if (fleet === null) return tenantUnknown(name);
  const rendered = renderTenant({ ...fleet, shared: config }, name);
  if (!rendered.ok) return rendered;
  const [document] = rendered.value.config.documents;
  if (document === undefined) {
    const at = { file: config.path, line: 1, column: 1 };
    return {
      ok: false,
      findings: [inputError('CFG-004', 'the configuration is empty: write version and owner', { at })],
    };
  }
  const tree = await version.texts(withBothEndings(globsIn(document)));
  if (!tree.ok) return tree;
  const files = tree.value.files.filter(({ path }) => !isConfiguration(path)).map(readYaml);
  const { documents, findings } = rendered.value.render(files.flatMap((file) => file.documents));
  const wrong = sortFindings([...files.flatMap((file) => file.findings), ...findings]);
  if (wrong.some(({ severity }) => severity === 'error')) return { ok: false, findings: wrong };
  return {
    ok: true,
    value: {
      config: { document, findings: [], written: rendered.value.written },
      documents,
      variables: rendered.value.tenant.variables,
      adopt: adopt?.text ?? null,
    },
    findings: wrong,
  };
}

function globsIn({ value }: YamlDocument): readonly string[] {
  const globs = isJsonObject(value) ? value['profiles'] : undefined;
  return isJsonArray(globs) ? globs.filter((glob) => typeof glob === 'string') : [];
}
