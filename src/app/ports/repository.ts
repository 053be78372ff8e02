/** What the use cases need of a profiles repository, in their own words; adapters read a folder, a commit, or memory. */

import type { CertificateRead } from '../../model/certificate.ts';
import type { Result } from '../../model/result.ts';

/** Texts of the repository at one commit or in the working tree. Paths are relative to the root, with `/`. */
export interface SourceTree {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly commit: string | null;
  readonly dirty: boolean;
}

type SourceText = SourceTree['files'][number];

/** The texts of `postilion.yaml` and of `adopt.yaml`, null where there is none. */
export interface ConfigTexts {
  readonly config: SourceText;
  readonly adopt: SourceText | null;
  /** Of a repository for many tenants; `adopt` is the tenant's then. */
  readonly fleet: {
    readonly tenants: SourceText;
    /** The tenant's own configuration, laid over the one of all. */
    readonly own: SourceText | null;
    readonly sharedAdopt: SourceText | null;
  } | null;
}

/** What stands in certificate files. `dirty` where the working tree holds other bytes than its commit. */
export interface CertificateContents {
  readonly contents: ReadonlyMap<string, CertificateRead>;
  readonly dirty: boolean;
}

/** The repository as the working tree has it, or as one commit has it. */
export interface RepositoryVersion {
  /** With the files of one tenant, where the repository is for many and one is named. */
  config(tenant: string | null): Promise<Result<ConfigTexts>>;
  /** The files that the globs reach. */
  texts(globs: readonly string[]): Promise<Result<SourceTree>>;
  /** `commit` is the one that `texts` told. */
  certificates(paths: readonly string[], commit: string | null): Promise<CertificateContents>;
}

export interface RepositoryReader {
  /** Absolute path of the folder that paths are relative to. */
  readonly root: string;
  /** The name of the configuration's file in it. */
  readonly configFile: string;
  readonly workingTree: RepositoryVersion;
  /** The head of a branch, whatever is checked out. */
  headOf(branch: string): RepositoryVersion;
}
