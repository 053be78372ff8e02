/** What the packed program knows of its own making. */

export interface Build {
  readonly version: string;
  /** The full commit, with `-dirty` behind it where files had changed since; null where no git told it. */
  readonly commit: string | null;
  /** `OWNER/REPO` of the GitHub on which a release was built; null elsewhere. */
  readonly repository: string | null;
}

/** Null in a checkout. The bundler (`src/dev/make-bundle.ts`) writes its own values in the place of this line. */
export const BUILD: Build | null = null;
