/** What the use cases need of GitHub. All of it throws GitHubFault where an answer can't be had: unknown is never absent. */

/** A pull request as it stands now. */
interface PullRequestHead {
  readonly headSha: string;
  readonly isOpen: boolean;
}

/** A comment that the asking identity wrote itself, whatever others say in theirs. */
export interface OwnComment {
  readonly id: number;
  readonly body: string;
}

interface CheckAnnotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

export interface CheckRun {
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: 'success' | 'neutral' | 'failure' | 'action_required';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
}

/** What a report in a pull request needs. */
export interface PullRequests {
  head(pull: number): Promise<PullRequestHead>;
  /** Oldest first. */
  ownComments(pull: number, marker: string): Promise<readonly OwnComment[]>;
  /** Is sent once: after a lost answer the comment may or may not be there. */
  addComment(pull: number, body: string): Promise<void>;
  rewriteComment(id: number, body: string): Promise<void>;
  removeComment(id: number): Promise<void>;
  addCheckRun(run: CheckRun): Promise<void>;
  labels(pull: number): Promise<readonly string[]>;
  addLabels(pull: number, labels: readonly string[]): Promise<void>;
  removeLabel(pull: number, label: string): Promise<void>;
}

/** An issue that the asking identity wrote itself. */
export interface OwnIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
}

/** What a report of drift needs. */
export interface Issues {
  /** Those whose body begins with the marker. */
  own(marker: string): Promise<readonly OwnIssue[]>;
  /** Is sent once: after a lost answer the issue may or may not be there. */
  add(title: string, body: string): Promise<void>;
  rewrite(number: number, issue: Omit<OwnIssue, 'number'>): Promise<void>;
}
