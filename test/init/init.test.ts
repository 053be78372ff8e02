import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { init } from '../../src/cli/commands/init.ts';
import { validate } from '../../src/cli/commands/validate.ts';
import { describeFailure } from '../../src/cli/failure.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import { CERTIFICATES, der } from '../certificates.ts';
import { REPOSITORY } from '../gates/canary-workshop.ts';
import { workflowProblems } from '../gates/workflow-rules.ts';

interface Place {
  readonly root: string;
  init(options?: {
    readonly owner?: string;
    readonly tenant?: string;
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

/** The schemas that this version is checked with. */
function expectSchemas(place: Place): void {
  const committed = readdirSync(join(REPOSITORY, 'schemas')).sort();
  expect(readdirSync(join(place.root, 'schemas')).sort()).toEqual(committed);
  const differing = committed.filter(
    (file) => place.read(`schemas/${file}`) !== readFileSync(join(REPOSITORY, 'schemas', file), 'utf8'),
  );
  expect(differing).toEqual([]);
}

/** The dry run of this repository, with the program from elsewhere. */
function expectDryRun(place: Place): void {
  const text = place.read('.github/workflows/postilion-plan.yml');
  expect(workflowProblems(text)).toEqual([]);
  const own = readFileSync(join(REPOSITORY, '.github/workflows/plan.yml'), 'utf8');
  const jobs = (workflow: string): string => workflow.slice(workflow.indexOf('\non:'));
  const variable = (name: string): string => `\${{ vars.${name} }}`;
  const elsewhere = `repository: ${variable('POSTILION_REPOSITORY')}\n          ref: ${variable('POSTILION_REF')}`;
  const base = /ref: \S+ github\.event\.pull_request\.base\.sha \S+/;
  expect(own).toMatch(base);
  expect(jobs(text)).toBe(jobs(own).replace(base, () => elsewhere));
}

describe('init', () => {
  it('starts a repository that is valid, with schemas and a dry run', async (context) => {
    const place = usePlace(context);
    expect(await place.init()).toMatchObject({ code: 0, err: '' });
    expect(await place.validate()).toEqual({ code: 0, out: '1 profile is valid\n' });
    expect(place.read('.gitignore')).toBe('.postilion/\n');
    expectSchemas(place);
    expectDryRun(place);
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
});
