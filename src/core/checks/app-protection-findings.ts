/** Configurations of Outlook beside policies that protect it: APP-011, APP-012. */

import { type Finding, finding } from '../../model/finding.ts';
import { type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import { type AppProtection, fingerPlatforms, generalKeys, platformsOf } from '../facts/app-protection.ts';
import { describeOverlap, overlapsIn } from '../people/overlap.ts';
import type { FactContext } from './fact-check.ts';

/** Findings about people who get both. */
export function protectionFindings(policies: readonly AppProtection[], context: FactContext): readonly Finding[] {
  return context.asking.flatMap((proposed) => [
    ...twoLocks(proposed, policies, context),
    ...betterPlace(proposed, policies, context),
  ]);
}

function twoLocks(
  proposed: ProposedChange,
  policies: readonly AppProtection[],
  context: FactContext,
): readonly Finding[] {
  const platforms = fingerPlatforms(proposed);
  if (platforms.length === 0) return [];
  const found = shared(
    proposed,
    policies.filter(({ platform, asksForPin }) => asksForPin && platforms.includes(platform)),
    context,
  );
  if (found === null) return [];
  const text = `"${proposed.key}" lets Outlook ask for a finger or a face, and ${found.name} asks for a PIN: ${found.who} would be asked twice. leave one of them out`;
  return [finding('APP-011', text, { key: proposed.key, at: proposed.desired?.at })];
}

function betterPlace(
  proposed: ProposedChange,
  policies: readonly AppProtection[],
  context: FactContext,
): readonly Finding[] {
  const keys = generalKeys(proposed);
  const fitting = policies.filter(({ platform }) => platformsOf(proposed).includes(platform));
  const found = keys.length === 0 ? null : shared(proposed, fitting, context);
  if (found === null) return [];
  const [first = ''] = keys;
  const which = keys.length === 1 ? first : `${first} and ${keys.length - 1} more`;
  const text = `"${proposed.key}" sets ${which} for enrolled devices only, and ${found.name} protects Outlook for ${found.who} of it: a managed-app-config reaches their other devices too`;
  return [finding('APP-012', text, { key: proposed.key, at: proposed.desired?.at })];
}

/** The first of the policies that shares people with the change. */
function shared(
  proposed: ProposedChange,
  policies: readonly AppProtection[],
  { engine }: FactContext,
): { readonly name: string; readonly who: string } | null {
  const reach = engine.reachOf(plannedAssignments(proposed), proposed.kind.devices);
  for (const { name, assignments } of policies) {
    const both = overlapsIn(engine).whoGetsBoth(reach, engine.reachOf(assignments, proposed.kind.devices));
    if (both.people !== 0) return { name: `the app protection policy "${name}"`, who: describeOverlap(both) };
  }
  return null;
}
