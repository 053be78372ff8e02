/** One profile explained: for each field what git wants, what the tenant holds, what was applied last, and why it matters. */

import { fieldsIn } from '../../catalogue/kind.ts';
import { assignmentId } from '../../model/assignment.ts';
import { canonical, isJsonArray, type JsonValue } from '../../model/json.ts';
import { managedSettings } from '../../model/profile.ts';
import { SOURCES } from '../../model/sources.ts';
import { currentAssignments, type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import type { PathValues } from '../state/normal-form.ts';
import { describeValue } from '../tenant/display-names.ts';

/** Lines for people, in the catalogue's order of fields. `applied` is what the inventory remembers; nothing is known of the rest. */
export function explainProposal(
  proposed: ProposedChange,
  names: ReadonlyMap<string, string>,
  applied: PathValues,
): readonly string[] {
  const { desired, live, kind } = proposed;
  const wished = desired === null ? {} : managedSettings(desired);
  const show = (value: JsonValue | undefined, absent: string): string =>
    value === undefined ? absent : (describeValue(value, names) ?? canonical(value));
  const head = [
    `${proposed.key}: ${kind.title}, ${proposed.action}`,
    `  in the tenant: ${live === null ? 'not there yet' : `${live.id} "${live.name}", version ${live.version ?? 'unknown'}, changed ${live.modified ?? 'at an unknown time'}`}`,
    `  admin center: ${kind.portalPath}`,
  ];
  const fields = fieldsIn(kind).flatMap(([name, field]) => {
    const difference = proposed.differences.find((one) => one.field === name);
    const state = desired?.unmanaged.includes(name) === true ? ' (left to the portal)' : '';
    return [
      `${name} — ${field.label}${state}`,
      `  git:    ${show(wished[name], 'says nothing: as it is in the tenant')}`,
      `  tenant: ${show(live?.settings[name], live === null ? 'nothing yet' : 'not read: nothing uses it')}`,
      ...appliedLines(applied, `/settings/${name}`, show),
      ...(difference === undefined ? [] : verdictLines(difference.verdict)),
    ];
  });
  return [...head, ...metadataLines(proposed, applied), ...fields, ...assignmentLines(proposed, names, applied)];
}

/** The line with the last applied value: of live and desired, the side that differs from it has moved. */
function appliedLines(
  applied: PathValues,
  path: string,
  show: (value: JsonValue | undefined, absent: string) => string,
): readonly string[] {
  return applied.has(path) ? [`  last applied: ${show(applied.get(path), '')}`] : [];
}

function verdictLines(verdict: ProposedChange['differences'][number]['verdict']): readonly string[] {
  return [
    `  differs: ${verdict.level}${verdict.outage ? ', and mail may stop without any prompt' : ''} — ${verdict.reason} (${verdict.confidence}, ${verdict.rule})`,
    ...verdict.mayAlso.map((text) => `    may also: ${text}`),
    ...Object.entries(SOURCES).flatMap(([key, text]) => (verdict.sources.includes(key) ? [`    ${key}: ${text}`] : [])),
  ];
}

function metadataLines({ differences }: ProposedChange, applied: PathValues): readonly string[] {
  return differences
    .filter(({ field }) => field === null)
    .flatMap(({ path, from, to, verdict }) => [
      path.slice(1),
      `  git:    ${canonical(to)}`,
      `  tenant: ${canonical(from)}`,
      ...appliedLines(applied, path, (value) => canonical(value ?? null)),
      ...verdictLines(verdict),
    ]);
}

function assignmentLines(
  proposed: ProposedChange,
  names: ReadonlyMap<string, string>,
  applied: PathValues,
): readonly string[] {
  const named = (id: string): string => id.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (guid) => names.get(guid) ?? guid);
  const list = (ids: readonly string[]): string => (ids.length === 0 ? 'nobody' : ids.map(named).join(', '));
  const last = applied.get('/assign');
  return [
    'assignments',
    `  git:    ${list(plannedAssignments(proposed).map(assignmentId))}`,
    `  tenant: ${list(currentAssignments(proposed).map(assignmentId))}`,
    ...(isJsonArray(last) ? [`  last applied: ${list(last.filter((id) => typeof id === 'string'))}`] : []),
  ];
}
