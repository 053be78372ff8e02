import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { parse } from 'yaml';
import { init } from '../../src/cli/commands/init.ts';
import { validate } from '../../src/cli/commands/validate.ts';
import { describeFailure } from '../../src/cli/failure.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { isJsonArray, isJsonObject, stringAt } from '../../src/model/json.ts';
import { CERTIFICATES, der } from '../certificates.ts';
import { REPOSITORY } from '../gates/canary-workshop.ts';
import { linterComplaints } from '../gates/workflow-linters.ts';
import { workflowProblems } from '../gates/workflow-rules.ts';

interface Place {
  readonly root: string;
  init(options?: {
    readonly owner?: string;
    readonly tenant?: string;
    readonly ci?: 'github' | 'azure' | 'gitlab';
    readonly program?: string;
  }): Promise<{ code: number; out: string; err: string }>;
  validate(): Promise<{ code: number; out: string }>;
  read(path: string): string;
}

function usePlace(context: TestContext): Place {
  const root = mkdtempSync(join(tmpdir(), 'postilion-init-'));
  context.onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const said = { out: '', err: '' };
  const terminal = {
    env: {},
    cwd: root,
    width: 100,
    color: false,
    print: (text: string) => void (said.out += text),
    error: (text: string) => void (said.err += text),
    onStop: () => {},
  };
  return {
    root,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    init: async (options = {}) => {
      try {
        const code = await init('.', options, terminal);
        return { code, ...said };
      } catch (error) {
        const { code, text } = describeFailure(error);
        return { code, out: said.out, err: said.err + text };
      }
    },
    validate: async () => {
      said.out = '';
      const code = await validate({ format: 'text', color: false, logLevel: 'silent' }, terminal);
      return { code, out: said.out };
    },
  };
}

/** What a run tells others: nobody writes such a file. */
const NOT_WRITTEN_BY_HAND: ReadonlySet<string> = new Set(['news.schema.json']);

/** The schemas that this version is checked with. */
function expectSchemas(place: Place): void {
  const committed = readdirSync(join(REPOSITORY, 'schemas'))
    .filter((file) => !NOT_WRITTEN_BY_HAND.has(file))
    .sort();
  expect(readdirSync(join(place.root, 'schemas')).sort()).toEqual(committed);
  const differing = committed.filter(
    (file) => place.read(`schemas/${file}`) !== readFileSync(join(REPOSITORY, 'schemas', file), 'utf8'),
  );
  expect(differing).toEqual([]);
}

const SOURCE = `contoso/postilion@${'0123456789'.repeat(4)}`;

/** Every workflow of the repository calls one of ours at the commit, lets it do what it needs, and passes the linters. */
async function expectWorkflows(place: Place): Promise<void> {
  const folder = '.github/workflows';
  const names = readdirSync(join(place.root, folder)).sort();
  expect(names).toEqual(['approve', 'drift', 'plan', 'reconcile', 'validate'].map((name) => `postilion-${name}.yml`));
  for (const name of names) {
    const text = place.read(`${folder}/${name}`);
    expect([name, workflowProblems(text)]).toEqual([name, []]);
    expect([name, await linterComplaints(`${folder}/${name}`, text)]).toEqual([name, []]);
    const called = name.replace('postilion-', '');
    expect(text).toContain(`uses: contoso/postilion/${folder}/${called}@${'0123456789'.repeat(4)} # v`);
    const ours = readFileSync(join(REPOSITORY, folder, called), 'utf8');
    expect([name, missingRights(text, ours)]).toEqual([name, []]);
  }
}

/** Rights that a job which is called takes and the call doesn't allow: GitHub would refuse the run. */
function missingRights(caller: string, called: string): readonly string[] {
  const [allowed] = rightsIn(caller);
  return rightsIn(called).flatMap((rights) =>
    Object.entries(rights).flatMap(([of, level]) =>
      allowed?.[of] === level || allowed?.[of] === 'write' ? [] : [`${of}: ${level}`],
    ),
  );
}

function rightsIn(text: string): readonly Readonly<Record<string, string>>[] {
  const workflow: unknown = parse(text);
  const jobs = isJsonObject(workflow) && isJsonObject(workflow['jobs']) ? Object.values(workflow['jobs']) : [];
  return jobs.map((job) => {
    const rights = isJsonObject(job) && isJsonObject(job['permissions']) ? job['permissions'] : {};
    return Object.fromEntries(Object.keys(rights).map((of) => [of, stringAt(rights, of) ?? '']));
  });
}

/** Every script of a pipeline, wherever it stands. */
function scriptsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(scriptsIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    if (name === 'inlineScript' && typeof one === 'string') return [one];
    if (/^(?:before_)?script$/.test(name) && isJsonArray(one))
      return [one.filter((line) => typeof line === 'string').join('\n')];
    return scriptsIn(one);
  });
}

describe('init', () => {
  it('starts a repository that is valid, with schemas and workflows', async (context) => {
    const place = usePlace(context);
    expect(await place.init({ program: SOURCE })).toMatchObject({ code: 0, err: '' });
    expect(await place.validate()).toEqual({ code: 0, out: '1 profile is valid\n' });
    expect(place.read('.gitignore')).toBe('.postilion/\n');
    expectSchemas(place);
    await expectWorkflows(place);
    const settings: unknown = JSON.parse(place.read('.vscode/settings.json'));
    expect(settings).toMatchObject({ 'yaml.schemas': { 'schemas/profile.schema.json': 'profiles/**/*.yaml' } });
  });

  it('holds an example of every kind, which is valid once it is no comment', async (context) => {
    const place = usePlace(context);
    await place.init();
    for (const { name } of CATALOGUE) {
      const path = `profiles/example-${name}.yaml`;
      const [schema, , , ...lines] = place.read(path).split('\n');
      writeFileSync(join(place.root, path), [schema, ...lines.map((line) => line.replace(/^# /, ''))].join('\n'));
    }
    mkdirSync(join(place.root, 'profiles/certs'));
    writeFileSync(join(place.root, 'profiles/certs/contoso-root.cer'), der(CERTIFICATES.root));
    const { code, out } = await place.validate();
    expect(out).toContain(`${CATALOGUE.length + 1} profiles are valid`);
    expect(code).toBe(0);
  });

  it('overwrites nothing, and then writes nothing', async (context) => {
    const place = usePlace(context);
    writeFileSync(join(place.root, 'postilion.yaml'), '# mine\n');
    const ran = await place.init();
    expect(ran).toMatchObject({ code: 10, out: '' });
    expect(ran.err).toContain('postilion.yaml exists already');
    expect(place.read('postilion.yaml')).toBe('# mine\n');
    expect(existsSync(join(place.root, 'schemas'))).toBe(false);
  });

  it('leaves a README alone and says what it should say', async (context) => {
    const place = usePlace(context);
    writeFileSync(join(place.root, 'README.md'), '# mine\n');
    const ran = await place.init({ owner: 'contoso-mail', tenant: '11111111-1111-4111-8111-111111111111' });
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('README.md exists and was left as it is');
    expect(place.read('README.md')).toBe('# mine\n');
    expect(place.read('postilion.yaml')).toContain('owner: contoso-mail #');
    expect(place.read('postilion.yaml')).toContain('  id: 11111111-1111-4111-8111-111111111111\n');
    expect((await place.validate()).code).toBe(0);
  });

  it('refuses an owner and a tenant that can not be', async (context) => {
    const place = usePlace(context);
    expect((await place.init({ owner: 'Contoso Mail' })).code).toBe(10);
    expect((await place.init({ tenant: 'contoso.com' })).code).toBe(10);
    expect(existsSync(join(place.root, 'postilion.yaml'))).toBe(false);
  });

  it('names no source of workflows that it does not know, and says so', async (context) => {
    const place = usePlace(context);
    const { out } = await place.init({ tenant: '11111111-1111-4111-8111-111111111111' });
    const text = place.read('.github/workflows/postilion-plan.yml');
    expect(text).toContain(`uses: OWNER/postilion/.github/workflows/plan.yml@${'0'.repeat(40)} # v`);
    expect(out).toContain('write in .github/workflows where Postilion is, in place of OWNER/postilion@0000000…');
    expect(out).toContain('postilion doctor --for github');
  });

  it.for(['main', 'contoso/postilion@main', `contoso@${'a'.repeat(40)}`, `a/b@${'A'.repeat(40)}`])(
    'refuses %s as the source of workflows',
    async (program, context) => {
      const place = usePlace(context);
      const { code, err } = await place.init({ program });
      expect(code).toBe(10);
      expect(err).toContain(`--program ${program}: write where Postilion is on your GitHub and a full commit`);
      expect(existsSync(join(place.root, 'postilion.yaml'))).toBe(false);
    },
  );

  it.for([
    ['azure', 'azure-pipelines.yml', ['steps', 'schedules']],
    ['gitlab', '.gitlab-ci.yml', ['plan', 'reconcile']],
  ] as const)('writes the pipeline of %s alone, which is YAML', async ([ci, path, members], context) => {
    const place = usePlace(context);
    await place.init({ ci });
    expect(existsSync(join(place.root, '.github'))).toBe(false);
    const pipeline: unknown = parse(place.read(path));
    for (const member of members) expect(pipeline).toHaveProperty(member);
    expect(place.read(path)).toMatch(/postilion@\d+\.\d+\.\d+/);
    const scripts = scriptsIn(pipeline);
    expect(scripts.length).toBeGreaterThan(1);
    for (const script of scripts) expect([script, spawnSync('bash', ['-n', '-c', script]).status]).toEqual([script, 0]);
  });
});
