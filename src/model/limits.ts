/** How many profiles a repository may have, and how many files: one a profile is what `import` writes. */
export const MOST_PROFILES = 20_000;
