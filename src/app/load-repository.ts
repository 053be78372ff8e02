/** Loads a repository: its configuration, its profiles with their certificates, and every finding that needs no tenant. */

import { withBothEndings } from '../core/config/both-endings.ts';
import { listCertificateFiles, withCertificates } from '../core/config/certificate-files.ts';
import { readConfigDocument } from '../core/config/postilion-yaml.ts';
import type { NamedByEnvironment } from '../core/config/postilion-yaml-checks.ts';
import { type RenderDocuments, readProfiles } from '../core/config/profiles.ts';
import { readYaml, type SourceFile } from '../core/config/yaml/parse.ts';
import { isConfiguration } from '../core/tenants/fleet.ts';
import { type RenderedTenant, renderTenant, tenantMissing, tenantUnknown } from '../core/tenants/render.ts';
import { readTenants } from '../core/tenants/tenants-yaml.ts';
import { CATALOGUE } from '../kinds/catalogue.ts';
import type { Certificate } from '../model/certificate.ts';
import type { Config } from '../model/config.ts';
import type { Finding } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import type { DesiredProfile } from '../model/profile.ts';
import type { Result } from '../model/result.ts';
import { houseFindings } from '../rules/house.ts';
import { runRules } from '../rules/run-rules.ts';
import { waiverFindings, withWaived } from '../rules/waivers.ts';
import type { ConfigTexts, RepositoryReader, RepositoryVersion } from './ports/repository.ts';
import type { Clock } from './ports/tenant.ts';

/** A repository that may be planned. */
export interface UsableRepository {
  readonly config: Config;
  /** Absolute path of the folder that paths of the configuration are relative to. */
  readonly root: string;
  /** The name of the configuration's file in it. */
  readonly configFile: string;
  readonly profiles: readonly DesiredProfile[];
  /** In the files that profiles name. */
  readonly certificates: readonly Certificate[];
  readonly findings: readonly Finding[];
  /** The day that its rules judged, ISO 8601. */
  readonly day: string;
  readonly source: Plan['source'];
}

/** What could be read. `usable` is null when the input is invalid: then nothing may be sent anywhere. */
export interface Repository {
  readonly findings: readonly Finding[];
  readonly usable: UsableRepository | null;
}

export interface RepositoryPorts {
  readonly repository: RepositoryReader;
  readonly clock: Clock;
  /** The day to judge, ISO 8601, in place of today. */
  readonly asOf?: string | undefined;
  /** The branch to follow whatever is checked out, once the configuration is known; null: the working tree. */
  readonly follow?: (config: Config) => string | null;
  /** The tenant of a repository for many; null and left out where it is for one. */
  readonly tenant?: string | null;
  /** What the environment names itself; nothing when left out. */
  readonly named?: NamedByEnvironment;
  /** What speaks against the places that a run of the configuration would write to; nothing when left out. */
  readonly judgePlaces?: (config: Config, file: SourceFile) => Promise<readonly Finding[]>;
}

/** Reads and checks everything, offline. */
export async function loadRepository(ports: RepositoryPorts): Promise<Repository> {
  const { workingTree } = ports.repository;
  const here = await readConfiguration(workingTree, ports);
  if (!here.ok) return { findings: here.findings, usable: null };
  const branch = ports.follow?.(here.value.config) ?? null;
  if (branch === null) return loadVersion(workingTree, here, ports);
  const head = ports.repository.headOf(branch);
  const config = await readConfiguration(head, ports);
  return config.ok ? loadVersion(head, config, ports) : { findings: config.findings, usable: null };
}

/** The configuration, and how the documents of the profiles are made of those that were read. */
interface Configured {
  readonly config: Config;
  readonly render: RenderDocuments | undefined;
}

async function readConfiguration(
  version: RepositoryVersion,
  { named, judgePlaces, tenant = null }: RepositoryPorts,
): Promise<Result<Configured>> {
  const texts = await version.config(tenant);
  if (!texts.ok) return texts;
  const { config: file, adopt } = texts.value;
  const rendered = renderedConfig(texts.value, tenant);
  if (rendered?.ok === false) return rendered;
  const text = rendered === null ? readYaml(file) : rendered.value.config;
  const config = readConfigDocument(text, file.path, adopt, CATALOGUE, named);
  const unsafe = config.ok ? ((await judgePlaces?.(config.value, file)) ?? []) : [];
  if (unsafe.length > 0) return { ok: false, findings: unsafe };
  if (!config.ok) return config;
  if (rendered === null) return { ...config, value: { config: config.value, render: undefined } };
  const render: RenderDocuments = (documents) => {
    const made = rendered.value.render(documents);
    return { ...made, documents: made.documents.map(({ document }) => document) };
  };
  const { name } = rendered.value.tenant;
  return { ...config, value: { config: { ...config.value, tenantName: name }, render } };
}

/** Null for a repository for one tenant. */
function renderedConfig({ config, fleet }: ConfigTexts, tenant: string | null): Result<RenderedTenant> | null {
  if (fleet === null) return tenant === null ? null : tenantUnknown(tenant);
  if (tenant !== null) return renderTenant({ ...fleet, shared: config }, tenant);
  const tenants = readTenants(fleet.tenants);
  return tenants.ok ? tenantMissing(tenants.value) : tenants;
}

async function loadVersion(
  version: RepositoryVersion,
  { value: { config, render }, ...configured }: Extract<Result<Configured>, { ok: true }>,
  { repository: { root, configFile }, clock, asOf }: RepositoryPorts,
): Promise<Repository> {
  const now = asOf === undefined ? clock.now() : `${asOf}T00:00:00Z`;
  const day = now.slice(0, 10);
  const tree = await version.texts(withBothEndings(config.profiles));
  if (!tree.ok) return { findings: [...configured.findings, ...tree.findings], usable: null };
  const files = tree.value.files.filter(({ path }) => !isConfiguration(path));
  const read = readProfiles(files, CATALOGUE, render);
  const known = [...configured.findings, ...tree.findings, ...read.findings];
  if (!read.ok) return { findings: known, usable: null };
  const { commit, dirty } = tree.value;
  const inFiles = await version.certificates(listCertificateFiles(read.value), commit);
  const { profiles, certificates, ...completed } = withCertificates(read.value, inFiles.contents, now);
  const judged = runRules(profiles, CATALOGUE, day);
  const beside = waiverFindings(judged, profiles, CATALOGUE, day);
  const findings = [...known, ...completed.findings, ...judged, ...beside];
  if (findings.some((finding) => finding.hard === true)) return { findings, usable: null };
  const source = { commit, dirty: dirty || inFiles.dirty };
  // A plan waives and asks for the house by itself: by the policy in force.
  const house = houseFindings(profiles, config.policy, CATALOGUE);
  return {
    findings: withWaived([...findings, ...house], profiles, day),
    usable: { config, root, configFile, profiles, certificates, findings, day, source },
  };
}
