/** Plans of several tenants in one run: none is in another's document, and none waits for one that can't answer. */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../gates/canary-workshop.ts';
import { useGitHub } from '../github/stand-in.ts';
import { PATIENT } from './command-line.ts';
import { type Ran, run } from './program.ts';

const root = mkdtempSync(join(tmpdir(), 'postilion-plans-'));
const at = (...parts: readonly string[]): string => join(root, ...parts);
let busy: Server;

beforeAll(async () => {
  // A service that has too much to do, for longer than any run waits.
  busy = createServer((_, response) => {
    response.writeHead(429, { 'Retry-After': '86400', 'Content-Type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
  const address = busy.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  cpSync(join(REPOSITORY, 'docs', 'examples', 'fleet'), root, { recursive: true });
  const tenants = readFileSync(at('tenants.yaml'), 'utf8');
  writeFileSync(
    at('tenants.yaml'),
    `${tenants.trimEnd()}\n  - name: throttled\n    wave: broad\n  - name: wrong\n    wave: broad\n`,
  );
  for (const [name, text] of [
    ['throttled', `tenant: {graphUrl: "http://127.0.0.1:${port}"}\nstate: {repo: .postilion/throttled.git}\n`],
    ['wrong', 'limits: {losingMails: 3}\n'],
  ] as const) {
    cpSync(at('tenants', 'contoso'), at('tenants', name), { recursive: true });
    writeFileSync(at('tenants', name, 'postilion.yaml'), text);
  }
  writeFileSync(at('.gitignore'), '.postilion\nplans\n');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: root,
      encoding: 'utf8',
    });
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'start');
});
afterAll(() => {
  busy.close();
  rmSync(root, { recursive: true, force: true });
});

const plan = (...args: readonly string[]): Promise<Ran> =>
  run(['plan', ...args], { cwd: root, env: { POSTILION_ACCESS_TOKEN: 'secret-of-one' } });

describe('plan of several tenants', PATIENT, () => {
  it('plans each beside one that is throttled for ever and one that is wrong, and ends with the code that wins', async () => {
    const { code, out, err } = await plan('--all-tenants', '--out-dir', 'plans');
    expect(out.split('\n')[0]).toBe('5 tenants: 3 with changes, 1 that could not be read completely, 1 without a plan');
    expect(out).toMatch(/^throttled .* 0, not all read +11$/m);
    expect(out).toContain('losingMails');
    expect(code).toBe(10);
    expect(err).toContain('(5 of 5)');
    const names = ['contoso', 'fabrikam', 'northwind'];
    for (const name of names) {
      const document = readFileSync(at('plans', `${name}.json`), 'utf8');
      const alone = await plan('--tenant', name, '--format', 'json');
      expect(digestIn(document)).toBe(digestIn(alone.out));
      // The company of the embedded tenant is called Contoso, whatever its folder is called.
      const others = [...names, 'throttled', 'secret-of-one'].filter((other) => other !== name && other !== 'contoso');
      for (const other of others) expect(document.toLowerCase()).not.toContain(other);
    }
  });

  it('are one comment of a pull request, whoever has no plan first', async (context) => {
    const report = (args: readonly string[], env = {}) =>
      run(['report', '--plans', 'plans', ...args], { cwd: root, env });
    const { out } = await report(['--format', 'comment']);
    expect(out).toMatch(/^<!-- postilion report: plan -->\n\*\*5 tenants: /);
    expect(out.length).toBeLessThanOrEqual(60_000);
    const rows = out.split('\n').filter((line) => line.startsWith('| '));
    expect(rows.slice(1, 3).map((row) => row.split(' | ')[0])).toEqual(['| wrong', '| throttled']);
    expect(out).toMatch(/<summary>wrong<\/summary>[^]*losingMails/);
    const small = (await report(['--limit', '4000'])).out;
    expect(small.length).toBeLessThanOrEqual(4000);
    const github = await useGitHub(context);
    const env = { GITHUB_TOKEN: 'ghs_comments', GITHUB_REPOSITORY: 'contoso/mail', GITHUB_API_URL: github.url };
    const to = ['--to', 'github', '--pr', '7'];
    expect(await report(to, env)).toMatchObject({ code: 0, err: 'commented on pull request 7\n' });
    expect(await report(to, env)).toMatchObject({ code: 0, err: 'the comment on pull request 7 says it already\n' });
    for (const wrong of [
      ['--plan', 'x.json'],
      ['--format', 'json'],
      ['--pr', '7'],
    ])
      expect([wrong, (await report(wrong)).code]).toEqual([wrong, 10]);
    expect((await run(['report', '--plans', 'base'], { cwd: root })).code).toBe(10);
  });

  it('shows one table, with what each plan says below it', async () => {
    const { out, code } = await plan('--tenant', 'contoso', '--tenant', 'fabrikam', '--format', 'markdown');
    expect(code).toBe(0);
    expect(out).toMatch(/^\*\*2 tenants: 2 with changes\*\*\n\n\| tenant \| worst effect \| people \| waiting \|/);
    expect(out.match(/<details><summary>(?:contoso|fabrikam)<\/summary>/g)).toHaveLength(2);
    const { out: json } = await plan('--wave', 'canary', '--all-tenants', '--format', 'json');
    expect(JSON.parse(json)).toMatchObject({ tenants: [{ tenant: 'contoso', exitCode: 0, plan: { complete: true } }] });
  });

  it('says what is of one tenant alone', async () => {
    for (const flag of ['--out=x.json', '--target=ios-sales', '--format=sarif']) {
      expect([flag, (await plan('--all-tenants', flag)).code]).toEqual([flag, 10]);
    }
    expect((await plan('--all-tenants', '--out-dir', 'tenants.yaml')).code).toBe(10);
    expect((await plan('--tenant', 'contoso', '--tenant', '../x')).code).toBe(10);
  });
});

function digestIn(document: string): unknown {
  const value: unknown = JSON.parse(document);
  return typeof value === 'object' && value !== null && 'digest' in value ? value.digest : null;
}
