/** The manifests for those who run many tenants in a cluster: valid, and their scripts do what the page says. */

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { isJsonArray, isJsonObject, type JsonObject, objectsAt } from '../../src/model/json.ts';
import { DEEP_ALONE } from '../deep.ts';
import { REPOSITORY } from '../gates/canary-workshop.ts';
import { jobSpec, manifestFaults, podSpec } from './kubernetes-manifests.ts';

const FOLDER = join(REPOSITORY, 'docs', 'examples', 'kubernetes');
const text = (name: string): string => readFileSync(join(FOLDER, `${name}.yaml`), 'utf8');
const documentsIn = (yaml: string): readonly JsonObject[] =>
  parseAllDocuments(yaml).flatMap((document) => {
    const value: unknown = document.toJS();
    return isJsonObject(value) ? [value] : [];
  });

const NAMES = ['settings', 'job', 'cronjobs'] as const;

describe('the manifests', () => {
  it.each(NAMES)('%s.yaml is what Kubernetes takes, and safe', (name) => {
    const documents = documentsIn(text(name));
    expect(documents.length).toBeGreaterThan(0);
    expect(documents.flatMap(manifestFaults)).toEqual([]);
  });

  it.each([
    ['completionMode: Indexed', 'completionMod: Indexed', '/spec/completionMod is no name of Kubernetes'],
    ['completions: 4', 'completions: "4"', 'data/spec/completions must be integer'],
    ['- name: reconcile', '- nam: reconcile', 'spec/containers/0/nam is no name of Kubernetes'],
    ['runAsNonRoot: true', 'runAsNonRoot: false', 'may run as root'],
    [
      'readOnlyRootFilesystem: true',
      'readOnlyRootFilesystem: false',
      'reconcile may write to its image or gain rights',
    ],
    ['memory: 1Gi', 'cpu: 1', 'reconcile has no limit of memory'],
    ['kind: Job', 'kind: Jobs', 'has a kind that nobody checks: "Jobs"'],
  ])('are refused with %j replaced by %j', (right, wrong, fault) => {
    expect(text('job')).toContain(right);
    const faults = documentsIn(text('job').replace(right, wrong)).flatMap(manifestFaults);
    expect(faults.join('\n')).toContain(fault);
  });

  it('run as many parts as the jobs have indexes, so that no tenant is left out', () => {
    for (const document of NAMES.flatMap((name) => documentsIn(text(name)))) {
      const job = jobSpec(document);
      if (job === null) continue;
      expect(containerNamed(document, 'reconcile')['env']).toContainEqual({
        name: 'PARTS',
        value: JSON.stringify(job['completions']),
      });
    }
  });
});

describe.for(DEEP_ALONE)('their scripts, against the worked example', { timeout: 120_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), 'postilion-pods-'));
  const [origin, bin] = [join(root, 'origin'), join(root, 'bin')];
  beforeAll(() => {
    cpSync(join(REPOSITORY, 'docs', 'examples', 'fleet'), origin, { recursive: true });
    writeFileSync(join(origin, '.gitignore'), '.postilion\n');
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
        cwd: origin,
        encoding: 'utf8',
      });
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'start');
    const program = `#!/bin/sh\nexec '${process.execPath}' '${join(REPOSITORY, 'dist', 'cli', 'main.js')}' "$@"\n`;
    mkdirSync(bin);
    writeFileSync(join(bin, 'postilion'), program);
    chmodSync(join(bin, 'postilion'), 0o755);
    execFileSync('git', ['clone', '--quiet', origin, join(root, 'clone')]);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const start = (document: JsonObject, name: string, env: Readonly<Record<string, string>>) => {
    const command = containerNamed(document, name)['command'];
    const [file = '', ...args] = isJsonArray(command) ? command.map(String) : [];
    const path = `${bin}:${process.env['PATH'] ?? ''}`;
    const { status, stdout, stderr } = spawnSync(file, args, {
      cwd: join(root, 'clone'),
      env: { PATH: path, HOME: root, CI: 'true', ...env },
      encoding: 'utf8',
    });
    return { status, said: `${stdout}${stderr}` };
  };

  it('hold the second wave until the first one is through, and reach each tenant once', () => {
    const [canary, broad] = documentsIn(text('cronjobs'));
    if (canary === undefined || broad === undefined) throw new Error('there are two jobs');
    expect(start(broad, 'gate', {}).status).toBe(3);
    const reached = (document: JsonObject): readonly string[] =>
      ['0', '1'].flatMap((index) => {
        const { status, said } = start(document, 'reconcile', { JOB_COMPLETION_INDEX: index, PARTS: '2' });
        expect([status, said]).toEqual([0, said]);
        return [...said.matchAll(/^== (\w+): exit 0$/gm)].map(([, tenant = '']) => tenant);
      });
    expect(reached(canary)).toEqual(['contoso']);
    expect(start(broad, 'gate', {}).status).toBe(0);
    expect(reached(broad).toSorted()).toEqual(['fabrikam', 'northwind']);
  });

  it('go on with the other tenants of a part where one fails, and end as failed', () => {
    const [, broad] = documentsIn(text('cronjobs'));
    if (broad === undefined) throw new Error('there are two jobs');
    rmSync(join(root, 'clone', '.postilion', 'fabrikam'), { recursive: true });
    writeFileSync(join(root, 'clone', '.postilion', 'fabrikam'), 'a file where a folder is meant');
    const { status, said } = start(broad, 'reconcile', { JOB_COMPLETION_INDEX: '0', PARTS: '1' });
    expect(status).toBe(123);
    expect(said).toMatch(/^== fabrikam: exit (?!0)\d+$/m);
    expect(said).toMatch(/^== northwind: exit 0$/m);
  });
});

function containerNamed(document: JsonObject, name: string): JsonObject {
  const spec = podSpec(document) ?? {};
  const all = [...objectsAt(spec, 'initContainers'), ...objectsAt(spec, 'containers')];
  return all.find((container) => container['name'] === name) ?? {};
}
