/** Which tenants a change concerns: only those whose profiles are made of a file of it. */

import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/core/config/yaml/parse.ts';
import { type FleetSources, tenantsConcerned } from '../../../src/core/tenants/concerned.ts';
import { readTenants } from '../../../src/core/tenants/tenants-yaml.ts';

const TENANTS = `version: 1
vars: {root: common}
tenants: [{name: a}, {name: b, vars: {root: special}}, {name: ab}]
`;
const FILES = {
  'base/cert.yaml': 'kind: ios-trusted-root\nkey: root\nsettings: {file: "../certs/${{ vars.root }}.cer"}\n',
  'base/mail.yaml': 'kind: ios-trusted-root\nkey: all\nsettings: {file: ../certs/all.cer}\n',
  'tenants/a/own.yaml': 'kind: ios-trusted-root\nkey: own\nsettings: {file: ../../certs/a.cer}\n',
};

function concerned(paths: readonly string[], sources: Partial<FleetSources> = {}): string {
  const fleet = readTenants({ path: 'tenants.yaml', text: TENANTS });
  if (!fleet.ok) throw new Error('the tenants of the test are wrong');
  const documents = Object.entries(FILES).flatMap(([path, text]) => readYaml({ path, text }).documents);
  const known = { configFile: 'postilion.yaml', isProfile: () => false, documents, ...sources };
  return tenantsConcerned(fleet.value, paths, known)
    .map(({ name }) => name)
    .join(' ');
}

describe('a change concerns', () => {
  it.each([
    ['nobody, where no file changed', [], ''],
    ['nobody, where pages for people changed', ['README.md', 'docs/x.png', 'base/README.md', 'tenants/a/NOTES.md'], ''],
    ['nobody, where a workflow and a strange file changed', ['.github/workflows/plan.yml', 'certs/unused.cer'], ''],
    ['all, where what all get changed', ['base/mail.yaml'], 'a b ab'],
    ['all, where the configuration of all changed', ['postilion.yaml'], 'a b ab'],
    ['all, where the list of tenants changed', ['tenants.yaml'], 'a b ab'],
    ['the tenant of a folder alone, and none of a similar name', ['tenants/a/x.yaml'], 'a'],
    ['nobody, where the folder of a tenant that is gone changed', ['tenants/gone/x.yaml'], ''],
    ['all, where a file that all name changed', ['certs/all.cer'], 'a b ab'],
    ['those for whom a variable stands for the file', ['certs/common.cer'], 'a ab'],
    ['the one for whom a variable stands for another file', ['certs/special.cer'], 'b'],
    ['the one that names the file in a profile of its own', ['certs/a.cer'], 'a'],
  ])('%s', (_, paths, expected) => {
    expect(concerned(paths)).toBe(expected);
  });

  it('whoever has patterns that reach it, and all where nobody can tell', () => {
    expect(concerned(['more/x.yaml'], { isProfile: ({ name }) => name === 'b' })).toBe('b');
    expect(concerned(['README.md'], { documents: null })).toBe('a b ab');
  });
});
