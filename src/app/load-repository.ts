/** Loads a repository: its configuration, its profiles with their certificates, and every finding that needs no tenant. */

import { withBothEndings } from '../core/config/both-endings.ts';
import { listCertificateFiles, withCertificates } from '../core/config/certificate-files.ts';
import { readConfig } from '../core/config/postilion-yaml.ts';
import type { NamedByEnvironment } from '../core/config/postilion-yaml-checks.ts';
import { readProfiles } from '../core/config/profiles.ts';
import type { SourceFile } from '../core/config/yaml/parse.ts';
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
import type { RepositoryReader, RepositoryVersion } from './ports/repository.ts';
import type { Clock } from './ports/tenant.ts';

/** A repository that may be planned. */
export interface UsableRepository {
  readonly config: Config;
  /** Absolute path of the folder that paths of the configuration are relative to. */
  readonly root: string;
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
  const branch = ports.follow?.(here.value) ?? null;
  if (branch === null) return loadVersion(workingTree, here, ports);
  const head = ports.repository.headOf(branch);
  const config = await readConfiguration(head, ports);
  return config.ok ? loadVersion(head, config, ports) : { findings: config.findings, usable: null };
}

async function readConfiguration(
  version: RepositoryVersion,
  { named, judgePlaces }: RepositoryPorts,
): Promise<Result<Config>> {
  const texts = await version.config();
  if (!texts.ok) return texts;
  const { config: file, adopt } = texts.value;
  const config = readConfig(file, adopt, CATALOGUE, named);
  const unsafe = config.ok ? ((await judgePlaces?.(config.value, file)) ?? []) : [];
  return unsafe.length > 0 ? { ok: false, findings: unsafe } : config;
}

async function loadVersion(
  version: RepositoryVersion,
  config: Extract<Result<Config>, { ok: true }>,
  { repository: { root }, clock, asOf }: RepositoryPorts,
): Promise<Repository> {
  const now = asOf === undefined ? clock.now() : `${asOf}T00:00:00Z`;
  const day = now.slice(0, 10);
  const tree = await version.texts(withBothEndings(config.value.profiles));
  if (!tree.ok) return { findings: [...config.findings, ...tree.findings], usable: null };
  const read = readProfiles(tree.value.files, CATALOGUE);
  const known = [...config.findings, ...tree.findings, ...read.findings];
  if (!read.ok) return { findings: known, usable: null };
  const { commit, dirty } = tree.value;
  const files = await version.certificates(listCertificateFiles(read.value), commit);
  const { profiles, certificates, ...completed } = withCertificates(read.value, files.contents, now);
  const judged = runRules(profiles, CATALOGUE, day);
  const beside = waiverFindings(judged, profiles, CATALOGUE, day);
  const findings = [...known, ...completed.findings, ...judged, ...beside];
  if (findings.some((finding) => finding.hard === true)) return { findings, usable: null };
  const source = { commit, dirty: dirty || files.dirty };
  // A plan waives and asks for the house by itself: by the policy in force.
  const house = houseFindings(profiles, config.value.policy, CATALOGUE);
  return {
    findings: withWaived([...findings, ...house], profiles, day),
    usable: { config: config.value, root, profiles, certificates, findings, day, source },
  };
}
