/** A repository for many tenants → what one of them gets. */

import { findNearest } from '../../model/did-you-mean.ts';
import { type Finding, inputError, sortFindings } from '../../model/finding.ts';
import type { Result } from '../../model/result.ts';
import { quoted } from '../config/yaml/messages.ts';
import { readYaml, type SourceFile, type YamlDocument, type YamlFile } from '../config/yaml/parse.ts';
import { type Fleet, type FleetTenant, TENANTS_FILE, tenantFolder } from './fleet.ts';
import { renderConfig } from './render-config.ts';
import { renderDocuments } from './render-documents.ts';
import { readTenants } from './tenants-yaml.ts';
import type { WithVariables } from './variables.ts';

/** The texts beside the profiles. */
export interface FleetTexts {
  readonly tenants: SourceFile;
  /** The configuration of all tenants. */
  readonly shared: SourceFile;
  /** The tenant's own, laid over it. */
  readonly own: SourceFile | null;
  /** An adopt.yaml that is nobody's. */
  readonly sharedAdopt: SourceFile | null;
}

/** One tenant of the repository. */
export interface RenderedTenant {
  readonly tenant: FleetTenant;
  /** As `readYaml` would give the configuration, were the tenant alone. */
  readonly config: YamlFile;
  /** The variables in the configuration. */
  readonly written: WithVariables['written'];
  /** Makes its documents out of all that were read. */
  readonly render: (documents: readonly YamlDocument[]) => {
    readonly documents: readonly WithVariables[];
    readonly findings: readonly Finding[];
  };
}

/** Finds the tenant of that name. */
function findTenant({ tenants }: Fleet, name: string): Result<FleetTenant> {
  const found = tenants.find((tenant) => tenant.name === name);
  if (found !== undefined) return { ok: true, value: found, findings: [] };
  const names = tenants.map((tenant) => tenant.name);
  const meant = findNearest(name, names);
  const instead = meant === null ? `write one of ${namesInWords(names)}` : `did you mean "${meant}"?`;
  return failed(`--tenant ${quoted(name)}: ${TENANTS_FILE} has no such tenant: ${instead}`);
}

/** The finding where nobody says which tenant is meant. */
export function tenantMissing({ tenants }: Fleet): Result<never> {
  const names = namesInWords(tenants.map(({ name }) => name));
  return failed(`this repository is for many tenants: say which one with --tenant NAME (${names})`);
}

/** The finding where a tenant is named and there is only one. */
export function tenantUnknown(name: string): Result<never> {
  return failed(`--tenant ${quoted(name)}: this repository has no ${TENANTS_FILE}: leave --tenant away`);
}

function failed(message: string): Result<never> {
  return { ok: false, findings: [inputError('TEN-009', message)] };
}

const MOST_NAMED = 10;

function namesInWords(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

/** What the tenant gets of the configuration, and how its documents are made. */
export function renderTenant(texts: FleetTexts, name: string): Result<RenderedTenant> {
  const fleet = readTenants(texts.tenants);
  if (!fleet.ok) return fleet;
  const found = findTenant(fleet.value, name);
  if (!found.ok) return found;
  const tenant = found.value;
  const [shared, own] = [readYaml(texts.shared), texts.own === null ? null : readYaml(texts.own)];
  const read = [...shared.findings, ...(own?.findings ?? []), ...misplaced(texts)];
  const [lower] = shared.documents;
  if (read.length > 0 || lower === undefined || shared.documents.length > 1 || (own?.documents.length ?? 0) > 1) {
    if (read.length > 0) return { ok: false, findings: sortFindings(read) };
    // An empty configuration, and one of two documents, is told as that of a single tenant is.
    const render = () => ({ documents: [], findings: [] });
    return { ok: true, value: { tenant, config: shared, written: new Map(), render }, findings: [] };
  }
  const config = renderConfig(lower, own?.documents[0] ?? null, tenant);
  if (config.findings.length > 0) return { ok: false, findings: sortFindings(config.findings) };
  const folder = tenantFolder(name);
  const isOwn = (document: YamlDocument): boolean => document.places['']?.file.startsWith(folder) === true;
  return {
    ok: true,
    findings: [],
    value: {
      tenant,
      config: { documents: [config.document], findings: [], complete: true },
      written: config.written,
      render: (documents) => {
        const base = documents.filter((document) => !isOwn(document));
        const { used, ...rendered } = renderDocuments(base, documents.filter(isOwn), tenant);
        return { ...rendered, findings: [...rendered.findings, ...unused(fleet.value, name, [used, config.used])] };
      },
    },
  };
}

/** Ids of one tenant have no place beside the files of all. */
function misplaced({ sharedAdopt }: FleetTexts): readonly Finding[] {
  if (sharedAdopt === null) return [];
  const message = `${sharedAdopt.path} holds ids, which are those of one tenant: move its lines to tenants/NAME/adopt.yaml`;
  return [inputError('TEN-006', message, { at: { file: sharedAdopt.path, line: 1, column: 1 } })];
}

/** Variables that the tenant sets for itself and that nothing of it uses. */
function unused({ settings }: Fleet, owner: string, used: readonly ReadonlySet<string>[]): readonly Finding[] {
  const left = settings.filter(({ name, whose }) => whose === owner && !used.some((names) => names.has(name)));
  return left.map(({ name, at }) =>
    inputError(
      'TEN-008',
      `the variable ${quoted(name)} is used nowhere by ${quoted(owner)}: take it away, or use it as \${{ vars.${name} }}`,
      { at },
    ),
  );
}
