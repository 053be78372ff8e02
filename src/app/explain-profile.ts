/** The use case `explain KEY`: one profile, field by field, as git, the tenant and the catalogue have it. */

import { entryOf } from '../core/directory.ts';
import { explainDraft } from '../core/explain-draft.ts';
import { namesOf } from '../core/names.ts';
import type { Problem } from '../model/plan.ts';
import { type SurveyPorts, type SurveyRequest, survey } from './survey.ts';

/** Lines for people; the problems say what could not be read. */
export interface ProfileExplanation {
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
}

/** Explains the profile with the key. */
export async function explainProfile(
  key: string,
  request: SurveyRequest,
  ports: SurveyPorts,
): Promise<ProfileExplanation> {
  const { drafts, findings, problems, directory, objects } = await survey({ ...request, targets: [key] }, ports);
  const names = namesOf(
    directory,
    objects.flatMap((object) => entryOf(object) ?? []),
    [],
  );
  const told = findings.filter((finding) => finding.key === key).map(({ code, message }) => `${code}: ${message}`);
  return { lines: [...drafts.flatMap((draft) => explainDraft(draft, names)), ...told], problems };
}
