/** The policy of an earlier commit, for a state that was written before policies were remembered. */

import type { UsableRepository } from '../../app/load-repository.ts';
import { readConfig } from '../../core/config/postilion-yaml.ts';
import { policyItems } from '../../core/policy/policy-settings.ts';
import { readCommit } from '../../io/git/read-commit.ts';
import { CATALOGUE } from '../../kinds/catalogue.ts';
import type { JsonObject } from '../../model/json.ts';

type Place = Pick<UsableRepository, 'root' | 'configFile'>;

/** Null where the commit isn't there, as in a shallow clone, or its configuration can't be read today. */
export function earlierPolicy({ root, configFile }: Place): (commit: string) => Promise<JsonObject | null> {
  return async (commit) => {
    const tree = await readCommit(root, commit, [configFile]);
    const file = tree.ok ? tree.value.files.find(({ path }) => path === configFile) : undefined;
    const config = file === undefined ? null : readConfig(file, null, CATALOGUE, { graph: true });
    return config?.ok === true ? policyItems(config.value) : null;
  };
}
