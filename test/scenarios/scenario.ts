/** Plays a scenario: git's first state applied, what happens to tenant and repository, then plan, apply, plan, apply. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../src/embedded/store/store.ts';
import { isJsonObject, type JsonObject, stringAt } from '../../src/model/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { planExitCode } from '../../src/report/exit-code.ts';
import { companyStore } from './company.ts';
import { newerService, portalActs, servicesOwn, unusualAnswers } from './outside-acts.ts';
import { type Opened, openScenario, ROOT_FILES, type ScenarioRepository } from './scenario-repository.ts';
import { type Asked, goldenClock, openServer, type TenantServer } from './tenant-server.ts';

/** What a scenario showed. */
export interface Played {
  readonly plan: Plan;
  readonly planWrote: readonly Asked[];
  /** The commands in order, with exit codes and the writes that the tenant saw. */
  readonly run: string;
  /** What a second apply wrote after all was done. */
  readonly restWrote: readonly Asked[];
  /** What is left of the properties that a newer service added, beside what it added. */
  readonly servicesOwn: { readonly added: JsonObject; readonly left: JsonObject };
}

/** Plays the scenario in `folder` on a fresh company, to its end. */
export async function play(folder: string): Promise<Played> {
  const stage = openScenario();
  const store = companyStore(/^kind: (?!ios-)/m.test(yamlIn(folder)) ? 'all' : 'apple');
  const token = tokenOf(folder);
  const server = await openServer(store, goldenClock);
  try {
    stage.useProfiles(join(folder, 'profiles'));
    useRootFiles(stage, folder);
    let repository = await stage.open(server.url, token);
    if (['after', 'portal.json', 'newer-service.json'].some((name) => existsSync(join(folder, name)))) {
      const { code } = await repository.apply(await everyCode(repository));
      if (code !== 0) throw new Error(`the first state can't be applied: exit ${code}`);
      if (existsSync(join(folder, 'between'))) {
        stage.useProfiles(join(folder, 'between'));
        repository = await stage.open(server.url, token);
        const second = await repository.apply(await everyCode(repository));
        if (second.code !== 0) throw new Error(`what comes in between can't be applied: exit ${second.code}`);
      }
      const ids = idsOf(store);
      await portalActs(join(folder, 'portal.json'), server, ids);
      newerService(join(folder, 'newer-service.json'), store, ids);
      if (existsSync(join(folder, 'after'))) {
        stage.useProfiles(join(folder, 'after'));
        useRootFiles(stage, join(folder, 'after'));
      }
      repository = await stage.open(server.url, token);
    }
    await unusualAnswers(folder, server);
    await server.forget();
    const plan = await repository.plan();
    const planWrote = await server.writes();
    const performed = await perform(plan, repository, store, server);
    const own = servicesOwn(join(folder, 'newer-service.json'), store, idsOf(store));
    return { plan, planWrote, ...performed, servicesOwn: own };
  } finally {
    await server.close();
    stage.remove();
  }
}

/** As somebody copies them from the plan. */
async function everyCode(repository: Opened): Promise<readonly string[]> {
  const { changes } = await repository.plan();
  return changes.flatMap(({ code }) => code ?? []);
}

/** All profiles that the scenario ever has, one after another. */
function yamlIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'));
  return files.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n');
}

/** `caller.json` says which scope tags the caller of Graph has; without it, it has none. */
function tokenOf(folder: string): string {
  const file = join(folder, 'caller.json');
  if (!existsSync(file)) return 'scenario';
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return `tagged-${isJsonObject(value) ? (stringAt(value, 'scopeTag') ?? '') : ''}`;
}

function useRootFiles(stage: ScenarioRepository, folder: string): void {
  for (const name of ROOT_FILES) {
    if (existsSync(join(folder, name))) stage.write(name, readFileSync(join(folder, name), 'utf8'));
  }
}

/** Where the objects of the catalogue are kept. */
const COLLECTIONS = [
  'deviceConfigurations',
  'mobileApps',
  'mobileAppConfigurations',
  'targetedManagedAppConfigurations',
] as const;

/** Ids by key, as the markers in the tenant say. */
function idsOf(store: Store): ReadonlyMap<string, string> {
  return new Map(
    COLLECTIONS.flatMap((name) => store.all(name)).flatMap(({ id, properties }) => {
      const texts = `${stringAt(properties, 'description') ?? ''} ${stringAt(properties, 'notes') ?? ''}`;
      const key = /postilion:contoso-mail\/([a-z0-9-]+)#/.exec(texts)?.[1];
      return key === undefined ? [] : [[key, id] as const];
    }),
  );
}

async function perform(
  plan: Plan,
  repository: Opened,
  store: Store,
  server: TenantServer,
): Promise<Pick<Played, 'run' | 'restWrote'>> {
  const lines: string[] = [];
  const told = async (command: string, code: number): Promise<readonly Asked[]> => {
    const writes = await server.writes();
    await server.forget();
    lines.push(`${command}: exit ${code}`, ...written(writes, idsOf(store)));
    return writes;
  };
  await told('plan --detailed-exitcode', planExitCode(plan, { detailed: true }));
  let { code } = await repository.apply([]);
  await told('apply', code);
  if (code === 3) {
    ({ code } = await repository.apply(['lock-out']));
    await told('apply --approve lock-out', code);
  }
  if (code === 3) {
    const codes = await everyCode(repository);
    await server.forget();
    ({ code } = await repository.apply(codes));
    await told('apply --approve <every code>', code);
  }
  const last = await repository.apply([]);
  lines.push(`plan --detailed-exitcode: exit ${planExitCode(last.plan, { detailed: true })}`);
  const restWrote = await told('apply', last.code);
  return { run: `${lines.join('\n')}\n`, restWrote };
}

function written(writes: readonly Asked[], ids: ReadonlyMap<string, string>): readonly string[] {
  return writes.map(({ method, path }) => {
    const readable = [...ids].reduce((shown, [key, id]) => shown.replaceAll(id, `{${key}}`), path);
    return `  ${method} ${readable.replace('/deviceManagement/deviceConfigurations', '…')}`;
  });
}
