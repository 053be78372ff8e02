/** A profiles repository that is in no folder: its files are read as `loadRepository` reads them, without disk or git. */

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { machineClock } from '../../src/cli/wiring/machine.ts';
import type { Repository } from '../../src/cli/wiring/repository.ts';
import { filesNamed, withCertificates } from '../../src/core/config/certificate-files.ts';
import { readConfig } from '../../src/core/config/postilion-yaml.ts';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { globMatcher } from '../../src/io/files/glob.ts';
import { parseCertificate } from '../../src/io/files/parse-certificate.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { compareText } from '../../src/model/finding.ts';
import { runRules } from '../../src/rules/run-rules.ts';

/** Path in the repository → content. */
export type Files = ReadonlyMap<string, Buffer>;

/** The files below a folder, by their paths in it. */
export function filesBelow(folder: string): Files {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)]));
}

/** What the files say. `usable` is null when they aren't valid. */
export function readFiles(files: Files): Repository {
  const text = (path: string): { readonly path: string; readonly text: string } | null => {
    const bytes = files.get(path);
    return bytes === undefined ? null : { path, text: bytes.toString('utf8') };
  };
  const config = readConfig(text('postilion.yaml') ?? { path: '', text: '' }, text('adopt.yaml'), CATALOGUE);
  if (!config.ok) return { findings: config.findings, usable: null };
  const paths = [...files.keys()].filter(globMatcher(config.value.profiles)).sort(compareText);
  const read = readProfiles(
    paths.flatMap((path) => text(path) ?? []),
    CATALOGUE,
  );
  if (!read.ok) return { findings: read.findings, usable: null };
  const contents = filesNamed(read.value).flatMap((path) => {
    const bytes = files.get(path);
    return bytes === undefined ? [] : [[path, parseCertificate(bytes)] as const];
  });
  const { profiles, certificates, ...completed } = withCertificates(read.value, new Map(contents), machineClock.now());
  const findings = [...config.findings, ...read.findings, ...completed.findings, ...runRules(profiles, CATALOGUE)];
  if (findings.some(({ hard }) => hard === true)) return { findings, usable: null };
  const source = { commit: null, dirty: false };
  return { findings, usable: { config: config.value, root: '', profiles, certificates, source } };
}
