/** What the use cases need of a profiles repository, in their own words; adapters read a folder, a commit, or memory. */

import type { CertificateRead } from '../../model/certificate.ts';
import type { Result } from '../../model/result.ts';

/** Texts of the repository at one commit or in the working tree. Paths are relative to the root, with `/`. */
export interface SourceTree {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly commit: string | null;
  readonly dirty: boolean;
}

/** The texts of `postilion.yaml` and of `adopt.yaml`, null where there is none. */
interface ConfigTexts {
  readonly config: SourceTree['files'][number];
  readonly adopt: SourceTree['files'][number] | null;
}

/** What stands in certificate files. `dirty` where the working tree holds other bytes than its commit. */
export interface CertificateContents {
  readonly contents: ReadonlyMap<string, CertificateRead>;
  readonly dirty: boolean;
}

/** The repository as the working tree has it, or as one commit has it. */
export interface RepositoryVersion {
  config(): Promise<Result<ConfigTexts>>;
  /** The files that the globs reach. */
  texts(globs: readonly string[]): Promise<Result<SourceTree>>;
  /** `commit` is the one that `texts` told. */
  certificates(paths: readonly string[], commit: string | null): Promise<CertificateContents>;
}

export interface RepositoryReader {
  /** Absolute path of the folder that paths are relative to. */
  readonly root: string;
  readonly workingTree: RepositoryVersion;
  /** The head of a branch, whatever is checked out. */
  headOf(branch: string): RepositoryVersion;
}
