/** What an approval by review needs of a forge and of git. What the forge can't answer throws GitHubFault: unknown is never nobody. */

import type { AccountRights, ForgeAccount, PullRequest, WrittenCommit } from '../../model/review.ts';

export interface ReviewSource {
  /** In the order of the ids. */
  commits(ids: readonly string[]): Promise<readonly WrittenCommit[]>;
  pulls(numbers: readonly number[]): Promise<readonly PullRequest[]>;
  /** By the account's id. `teams` as the policy names them. */
  standing(accounts: readonly ForgeAccount[], teams: readonly string[]): Promise<ReadonlyMap<string, AccountRights>>;
}

export interface CommitRange {
  /** Left out of the answer, with all before it; null: from the beginning. */
  readonly from: string | null;
  readonly to: string;
  /** Only commits that touch one of these, relative to the configuration; null: all. */
  readonly paths: readonly string[] | null;
}

export interface CommitHistory {
  /** Ids of the commits of a range; or why nobody can tell, for people. */
  between(range: CommitRange): Promise<readonly string[] | { readonly unknown: string }>;
}

export interface ReviewPorts {
  readonly source: ReviewSource;
  readonly history: CommitHistory;
}
