/** The texts of the configuration and of `adopt.yaml` beside it. */

import { basename, dirname } from 'node:path';
import type { Finding } from '../../model/finding.ts';
import type { Result } from '../../model/result.ts';
import { fileError } from './limits.ts';
import { readIfThere, type SourceText } from './read-text.ts';

export interface ConfigFiles {
  /** Absolute path of the folder that all globs and paths are relative to. */
  readonly root: string;
  /** Paths relative to `root`. */
  readonly config: SourceText;
  readonly adopt: SourceText | null;
}

/** Reads both with the checks of any other input: size, UTF-8, no links. `path` as `findConfig` gives it. */
export async function readConfigFiles(path: string): Promise<Result<ConfigFiles>> {
  const root = dirname(path);
  const config = await readIfThere(root, basename(path));
  if (config === null) return failed(fileError('FIL-006', basename(path), 'the configuration is not there any more'));
  if ('finding' in config) return failed(config.finding);
  const adopt = await readIfThere(root, 'adopt.yaml');
  if (adopt !== null && 'finding' in adopt) return failed(adopt.finding);
  return { ok: true, value: { root, config, adopt }, findings: [] };
}

function failed(finding: Finding): Result<never> {
  return { ok: false, findings: [finding] };
}
