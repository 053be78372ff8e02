/** What is wrong with a repository for many tenants, seen over all of them. */

import { type Finding, inputError, sortFindings } from '../../model/finding.ts';
import { didYouMean, quoted } from '../config/yaml/messages.ts';
import type { YamlDocument } from '../config/yaml/parse.ts';
import { type Fleet, tenantFolder } from './fleet.ts';
import { variablesIn } from './variables.ts';

/** So many tenants are named where a finding is of some. */
const NAMED = 3;

/** Each finding once. One that is not of all tenants, in a file that all have, says of whom it is. */
export function togetherFindings(
  rows: readonly { readonly tenant: string; readonly findings: readonly Finding[] }[],
): readonly Finding[] {
  const found = new Map<string, { readonly finding: Finding; readonly tenants: string[] }>();
  for (const { tenant, findings } of rows) {
    for (const finding of findings) {
      const known = JSON.stringify(finding);
      const entry = found.get(known) ?? { finding, tenants: [] };
      found.set(known, entry);
      if (!entry.tenants.includes(tenant)) entry.tenants.push(tenant);
    }
  }
  const told = [...found.values()].map(({ finding, tenants }): Finding => {
    const isTheirs = tenants.every((tenant) => finding.file?.startsWith(tenantFolder(tenant)) === true);
    if (tenants.length === rows.length || isTheirs || isNamed(finding, tenants)) return finding;
    const more = tenants.length - NAMED;
    const names = `${tenants.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    return { ...finding, message: `${finding.message} (${names})` };
  });
  return sortFindings(told);
}

/** True where the words say already of whom it is. */
function isNamed({ message }: Finding, tenants: readonly string[]): boolean {
  return tenants.every((tenant) => message.includes(quoted(tenant)));
}

/** Variables of all tenants, or of a wave, that no file names. */
export function unusedByAll({ settings }: Fleet, documents: readonly YamlDocument[]): readonly Finding[] {
  const used = new Set(documents.flatMap(({ value }) => [...variablesIn(value)]));
  return settings
    .filter(({ name, whose }) => whose === null && !used.has(name))
    .map(({ name, at }) =>
      inputError(
        'TEN-008',
        `the variable ${quoted(name)} is used by no tenant: take it away, or use it as \${{ vars.${name} }}`,
        { at },
      ),
    );
}

/** Files in a folder that is that of no tenant: nobody gets what they say. */
export function ofNobody({ tenants }: Fleet, paths: readonly string[]): readonly Finding[] {
  const names = tenants.map(({ name }) => name);
  const first = new Map<string, string>();
  for (const path of paths) {
    const [, folder] = /^tenants\/([^/]+)\//.exec(path) ?? [];
    if (folder !== undefined && !names.includes(folder) && !first.has(folder)) first.set(folder, path);
  }
  return [...first].map(([folder, file]) => {
    const meant = didYouMean(folder, names);
    const instead = meant.startsWith(': did you mean') ? meant : ': name the tenant there, or take the folder away';
    const message = `${tenantFolder(folder)} is that of no tenant of tenants.yaml, so that nobody gets what it says${instead}`;
    return inputError('TEN-010', message, { at: { file, line: 1, column: 1 } });
  });
}
