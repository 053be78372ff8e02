/** What a forge tells of commits, pull requests and their reviews, as far as an approval hangs on it. */

/** `machine`: an app or a bot; `unknown`: something else than either. */
export interface ForgeAccount {
  /** Never given to anybody else, unlike the login. */
  readonly id: string;
  readonly login: string;
  readonly type: 'person' | 'machine' | 'unknown';
}

export interface WrittenCommit {
  readonly id: string;
  /** Authors, co-authors and the committer; null for one whom the forge can't tell, as of a foreign address. */
  readonly writers: readonly (ForgeAccount | null)[];
  /** Pull requests that it came with. */
  readonly pulls: readonly number[];
  /** Made by the forge itself, of two commits that it had: whoever pressed the button wrote nothing. */
  readonly isForgeMerge: boolean;
}

export interface Review {
  readonly id: string;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed' | 'pending';
  readonly body: string;
  readonly submittedAt: string | null;
  /** Who may write to the repository may edit what another one wrote. */
  readonly editedAt: string | null;
  /** Null where the account is gone. */
  readonly author: ForgeAccount | null;
  /** The commit that it was about. */
  readonly head: string | null;
}

export interface PullRequest {
  readonly number: number;
  readonly isMerged: boolean;
  /** The branch that it was merged into. */
  readonly base: string;
  readonly author: ForgeAccount | null;
  /** Its own commits, also where another one was made of them when it was merged. */
  readonly commits: readonly WrittenCommit[];
  readonly reviews: readonly Review[];
}

/** What an account may do in the repository today; null where that can't be read. */
export interface AccountRights {
  readonly mayWrite: boolean | null;
  /** Teams of the policy, as it names them. */
  readonly teams: ReadonlyMap<string, boolean | null>;
}

/** A review, in the words of a record: whoever reads it finds the review again. */
export interface ReviewReference {
  readonly pull: number;
  readonly review: string;
  readonly head: string | null;
  readonly by: Pick<ForgeAccount, 'id' | 'login'>;
}

/** A person of an environment of the forge who let the run go on: the run's own record of it, which nobody can write. */
export interface EnvironmentApproval {
  readonly environment: string;
  readonly by: { readonly login: string; readonly id: string };
}
