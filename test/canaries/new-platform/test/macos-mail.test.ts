import { describe, expect, it } from 'vitest';
import { buildProfileSchema } from '../src/catalogue/profile-schema.ts';
import { readProfiles } from '../src/core/config/profiles.ts';
import { makeDirectory } from '../src/core/tenant/directory.ts';
import { resolveAll } from '../src/core/diff/propose.ts';
import { CATALOGUE, kindNamed } from '../src/kinds/catalogue.ts';
import { type GraphId, isGraphId } from '../src/model/ids.ts';
import { renderMarkdown } from '../src/report/markdown.ts';
import { runRules } from '../src/rules/run-rules.ts';
import { CONFIG, EMPTY, planWorld } from './laws/pure-plan.ts';

const YAML = `
kind: macos-mail
key: mac-sales
name: Mac mail for sales
description: Mail for the sales teams
settings:
  host: outlook.office365.com
  accountName: Contoso
assign:
  include: [{allUsers: true}]
`;

function graphId(text: string): GraphId {
  if (!isGraphId(text)) throw new Error('not an id');
  return text;
}

const LIVE = {
  '@odata.type': '#microsoft.graph.macOSEasEmailProfileConfiguration',
  id: graphId('7f0e4b7a-58d7-4f8e-9c0a-0d3a1f6f2b11'),
  displayName: 'Mac mail for sales',
  description: 'Mail for the sales teams',
  hostName: 'mail.contoso.com',
  accountName: 'Contoso',
  requireSsl: true,
  emailAddressSource: 'primarySmtpAddress',
  roleScopeTagIds: ['0'],
  assignments: [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
};

const DEVICES = [
  { id: 'mac', person: 'ann', entraId: null, operatingSystem: 'macOS', type: 'macMDM' },
  { id: 'phone', person: 'bob', entraId: null, operatingSystem: 'iOS', type: 'iPhone' },
];

function profilesIn(text: string) {
  const read = readProfiles([{ path: 'mac.yaml', text }], CATALOGUE);
  if (!read.ok) throw new Error(read.findings.map(({ message }) => message).join('\n'));
  return read.value;
}

describe('macos-mail in a plan', () => {
  it('has a schema, and rules that judge it without knowing it', () => {
    const kind = kindNamed('macos-mail');
    if (kind === undefined) throw new Error('the catalogue lacks macos-mail');
    expect(JSON.stringify(buildProfileSchema(kind))).toContain('"macos-mail"');
    expect(runRules(profilesIn(YAML), CATALOGUE, '2026-11-22').filter(({ severity }) => severity === 'error')).toEqual([]);
    const named = runRules(profilesIn(YAML.replace('Mac mail', 'Mail')), CATALOGUE, '2026-11-22');
    expect(named.map(({ code }) => code)).toContain('RBC-006');
  });

  it('is compared, judged, counted on its devices alone, and shown', () => {
    const { profiles } = resolveAll(profilesIn(YAML), makeDirectory([], []));
    const adopt = { 'mac-sales': LIVE.id };
    const plan = planWorld({
      ...EMPTY,
      config: { ...CONFIG, adopt },
      profiles,
      objects: [LIVE],
      facts: { devices: DEVICES, groups: new Map() },
    });
    const text = renderMarkdown(plan);
    expect(plan.changes).toMatchObject([{ key: 'mac-sales', platform: 'macos' }]);
    expect(plan.summary.disturbances).toMatchObject([{ platform: 'macos', level: 'account-reset', people: 1 }]);
    expect(text).toContain('macOS');
    expect(text).toContain('outlook.office365.com');
  });
});
