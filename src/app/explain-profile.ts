/** The use case `explain KEY`: one profile, field by field, as git, the tenant and the catalogue have it. */

import { chainTree } from '../core/dependencies/tree.ts';
import { explainProposal } from '../core/explain/profile.ts';
import { baseValues } from '../core/state/normal-form.ts';
import { directoryEntry } from '../core/tenant/directory.ts';
import { certificateNames, namesOf } from '../core/tenant/display-names.ts';
import { ownMember } from '../model/json.ts';
import type { Problem } from '../model/plan.ts';
import { nameGroups } from './plan/name-groups.ts';
import type { PlanPorts, PlanRequest } from './plan/plan.ts';
import { type RefreshPorts, type RefreshRequest, refresh } from './plan/refresh.ts';

/** Lines for people; the problems say what could not be read. */
export interface ProfileExplanation {
  readonly lines: readonly string[];
  readonly problems: readonly Problem[];
}

/** Explains the profile with the key. */
export async function explainProfile(
  key: string,
  request: RefreshRequest & Pick<PlanRequest, 'certificates'>,
  ports: RefreshPorts & Pick<PlanPorts, 'describe'>,
): Promise<ProfileExplanation> {
  const { proposals, findings, problems, directory, objects, memory } = await refresh(
    { ...request, targets: [] },
    ports,
  );
  const applied = ownMember(memory.inventory?.entries ?? {}, key)?.applied?.normal;
  const listed = objects.flatMap((object) => directoryEntry(object) ?? []);
  const own = proposals.filter((proposed) => proposed.key === key);
  const names = new Map([
    ...namesOf(directory, listed, await nameGroups(own, directory, ports.reader)),
    ...certificateNames(request.certificates ?? [], objects, ports.describe),
  ]);
  const told = findings.filter((finding) => finding.key === key).map(({ code, message }) => `${code}: ${message}`);
  const explained = own.flatMap((proposed) => {
    const base = applied === undefined ? new Map<string, never>() : baseValues(applied, proposed.kind);
    return explainProposal(proposed, names, base);
  });
  return { lines: [...explained, ...chainTree(key, proposals), ...told], problems };
}
