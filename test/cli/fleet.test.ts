/** The worked example of a repository for many tenants, end to end, and that no tenant shows in what another one says. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Terminal } from '../../src/cli/terminal.ts';
import { embeddedFolder } from '../../src/cli/wiring/places.ts';
import { openRepository } from '../../src/cli/wiring/repository.ts';
import { DEEP } from '../deep.ts';
import { type Ran, run } from './program.ts';

const EXAMPLE = join(import.meta.dirname, '..', '..', 'docs', 'examples', 'fleet');
const TENANTS = ['contoso', 'fabrikam', 'northwind'] as const;

const root = mkdtempSync(join(tmpdir(), 'postilion-fleet-'));
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: root,
    encoding: 'utf8',
  });

beforeAll(() => {
  cpSync(EXAMPLE, root, { recursive: true });
  writeFileSync(join(root, '.gitignore'), '.postilion\nout-*\n');
  git('init', '--quiet', '-b', 'main');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'start');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const postilion = (...args: readonly string[]): Promise<Ran> => run(args, { cwd: root });
const head = (): string => git('rev-parse', 'HEAD').trim();

describe('one repository, three tenants', { timeout: 60_000 }, () => {
  it('asks which one is meant, and knows no other', async () => {
    expect(await postilion('plan')).toMatchObject({ code: 10 });
    const { code, err } = await postilion('plan', '--tenant', 'contos');
    expect([code, err]).toEqual([10, expect.stringContaining('did you mean "contoso"?')]);
    expect((await postilion('plan', '--tenant', '../contoso')).code).toBe(10);
  });

  it('refuses an environment that names another tenant, and gives each a folder of its own', async () => {
    const env = { POSTILION_TENANT_ID: '11111111-2222-4333-8444-555555555555' };
    const refused = await run(['plan', '--tenant', 'contoso'], { cwd: root, env });
    expect(refused.code).toBe(10);
    expect(refused.err).toContain('POSTILION_TENANT_ID is not the id of contoso');
    const { usable } = await openRepository({ tenant: 'fabrikam' }, terminalAt(root));
    const folder = usable && embeddedFolder(usable.config, root, { POSTILION_EMBEDDED_DIR: 'elsewhere' });
    expect(folder).toBe(join(root, 'elsewhere', 'fabrikam'));
  });

  it('plans for each what a repository of its own would plan', async () => {
    for (const tenant of DEEP ? TENANTS : TENANTS.slice(1, 2)) {
      const own = join(root, `out-${tenant}`);
      expect(await postilion('render', '--tenant', tenant, '--out', own)).toMatchObject({ code: 0, err: '' });
      const there = await postilion('plan', '--tenant', tenant, '--format', 'json');
      const alone = await run(['plan', '--format', 'json'], { cwd: own });
      const [first, second] = [there, alone].map(({ out }): unknown => JSON.parse(out));
      expect(first).toMatchObject({ digest: digestOf(second), complete: true });
    }
  });

  it('says of each field where it comes from', async () => {
    const { out } = await postilion('render', '--tenant', 'fabrikam', '--explain');
    expect(out).toMatch(/settings\.oauth\s+false\s+tenants\/fabrikam\/overlay\.yaml:3:\d+/);
    expect(out).toMatch(
      /settings\.host\s+"mail\.fabrikam\.com"\s+base\/mail\/sales\.yaml:6:3, vars\.mailHost at tenants\.yaml:17:/,
    );
  });

  it('opens the next wave when every tenant of this one is through with this commit', async () => {
    const gate = (wave: string) =>
      postilion('tenants', 'gate', '--wave', wave, '--commit', head(), '--device-errors', '0');
    expect(await gate('canary')).toMatchObject({ code: 3 });
    expect((await postilion('apply', '--yes', '--tenant', 'contoso')).code).toBe(0);
    expect((await gate('canary')).out).toBe('the wave canary is through: 1 tenant as git says at this commit\n');
    const { code, out } = await gate('broad');
    expect([code, out]).toEqual([3, expect.stringContaining('fabrikam: no run has told of itself yet')]);
    git('commit', '--quiet', '--allow-empty', '-m', 'another commit');
    const later = await gate('canary');
    expect(later.code).toBe(3);
    expect(later.out).toContain('not this commit');
  });

  it('keeps tenants apart: none is named in what is said and stored about another', async () => {
    for (const tenant of TENANTS) expect((await postilion('apply', '--yes', '--tenant', tenant)).code).toBe(0);
    for (const tenant of TENANTS) {
      const verbs = [
        ['plan', '--format', 'json'],
        ['plan', '--verbose'],
        ['status'],
        ['state', 'show', '--format', 'json'],
      ];
      const said = await Promise.all(verbs.map((verb) => postilion(...verb, '--tenant', tenant)));
      const state = execFileSync('git', ['-C', join(root, '.postilion', `${tenant}.state.git`), 'log', '-p', '--all'], {
        encoding: 'utf8',
        maxBuffer: 50_000_000,
      });
      const text = [...said.flatMap(({ out, err }) => [out, err]), state].join('\n').toLowerCase();
      const others = TENANTS.filter((one) => one !== tenant);
      // The company of the embedded tenant is called Contoso, whatever its folder is called.
      const foreign = others.filter((one) => one !== 'contoso').filter((one) => text.includes(one));
      expect([tenant, foreign]).toEqual([tenant, []]);
      expect(text).not.toContain(`.postilion/${others[0]}`);
    }
  });

  it('shows all of them in one view, the silent ones first', async () => {
    const { out } = await postilion('tenants', 'report');
    expect(out.split('\n')[0]).toBe('3 tenants, all as git says');
    rmSync(join(root, '.postilion', 'northwind.state.git'), { recursive: true });
    const lines = (await postilion('tenants', 'report', '--format', 'markdown')).out.split('\n');
    expect(lines[0]).toBe('**3 tenants: 1 silent, 2 fine**');
    expect(lines[4]).toContain('| northwind | broad | silent |');
    const page = (await postilion('tenants', 'report', '--format', 'html')).out;
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|https?:/);
  });

  it('gives GitHub the jobs, and only of the tenants that a branch concerns', async () => {
    const matrix = async (...args: readonly string[]): Promise<unknown> =>
      JSON.parse((await postilion('tenants', 'matrix', ...args)).out);
    expect(await matrix('--wave', 'broad')).toEqual({
      include: [{ index: 0, name: 'broad', environment: 'postilion-broad', tenants: 'fabrikam northwind' }],
    });
    git('switch', '--quiet', '-c', 'change');
    const overlay = join(root, 'tenants', 'fabrikam', 'overlay.yaml');
    writeFileSync(overlay, `${readFileSync(overlay, 'utf8')}\n# changed\n`);
    git('commit', '--quiet', '-am', 'fabrikam only');
    expect(await matrix('--changed-since', 'main')).toMatchObject({ include: [{ tenants: 'fabrikam' }] });
    writeFileSync(join(root, 'README.md'), 'for people\n');
    git('add', '-A');
    git('commit', '--quiet', '-m', 'a page');
    expect(await matrix('--changed-since', 'HEAD~1')).toEqual({ include: [] });
    const base = join(root, 'base', 'mail', 'sales.yaml');
    writeFileSync(base, `${readFileSync(base, 'utf8')}\n# changed\n`);
    git('commit', '--quiet', '-am', 'everybody');
    const { out } = await postilion('tenants', 'list', '--changed-since', 'main');
    expect(out.trim().split('\n')).toHaveLength(3);
    expect((await postilion('tenants', 'list', '--changed-since', 'no-such-ref')).code).toBe(12);
    expect((await postilion('tenants', 'list', '--changed-since', '--output=x')).code).toBe(12);
  });
});

function terminalAt(cwd: string): Terminal {
  return { env: {}, cwd, width: 100, color: false, print: () => {}, error: () => {}, onStop: () => {} };
}

function digestOf(plan: unknown): unknown {
  return typeof plan === 'object' && plan !== null && 'digest' in plan ? plan.digest : null;
}
