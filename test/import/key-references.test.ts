import { describe, expect, it } from 'vitest';
import { compose, type ImportSubject } from '../../src/core/import/compose.ts';
import type { KeysById } from '../../src/core/import/key-references.ts';
import { makeDirectory } from '../../src/core/tenant/directory.ts';
import { kindNamed } from '../../src/kinds/catalogue.ts';
import { isProfileKey } from '../../src/model/ids.ts';
import type { JsonObject, JsonValue } from '../../src/model/json.ts';
import { liveProfileOf } from '../core/on-wire.ts';
import { graphId, liveMail } from '../core/tenant.ts';

const SCEP = '00000000-0000-4000-8000-00000000005c';
const MAIL = '00000000-0000-4000-8000-0000000000a1';
const CONFIGURATIONS = '/deviceManagement/deviceConfigurations';

function subject(
  key: string,
  kindName: string,
  object: JsonObject,
  bound: Readonly<Record<string, JsonValue>>,
): ImportSubject {
  const kind = kindNamed(kindName);
  if (kind === undefined || !isProfileKey(key)) throw new Error(`${key} is no subject`);
  const live = liveProfileOf(object, kind);
  return { key, kind, live: { ...live, settings: { ...live.settings, ...bound } } };
}

const mail = subject(
  'ios-mail',
  'ios-mail',
  liveMail(MAIL, { authenticationMethod: 'certificate', displayName: 'iOS: Mail' }),
  { identityCertificate: { id: SCEP } },
);

/** A certificate profile that is called so; blanks around a name are nothing that YAML can say. */
function scep(name: string): ImportSubject {
  const object = {
    '@odata.type': '#microsoft.graph.iosScepCertificateProfile',
    id: SCEP,
    displayName: name,
    certificateStore: 'user',
    subjectNameFormat: 'commonName',
    certificateValidityPeriodScale: 'years',
    certificateValidityPeriodValue: 1,
    keySize: 'size2048',
    keyUsage: 'digitalSignature',
    scepServerUrls: ['https://ndes.contoso.com/certsrv/mscep/mscep.dll'],
  };
  return subject('user-scep', 'ios-scep', object, {});
}

const DIRECTORY = {
  ...makeDirectory([], []),
  collections: new Map([
    [CONFIGURATIONS, [{ id: graphId(SCEP), name: 'User SCEP', type: 'iosScepCertificateProfile', raw: {} }]],
  ]),
};
const PLACE = { file: (key: string) => `profiles/${key}.yaml`, schema: 'schema.json', day: '2026-11-22' };

function mailText(subjects: readonly ImportSubject[], known: KeysById = new Map()): string | undefined {
  return compose(subjects, DIRECTORY, PLACE, known).written.find(({ key }) => key === 'ios-mail')?.text;
}

describe('a reference is written', () => {
  it('by key, where what it leads to is imported too', () => {
    expect(mailText([mail, scep('User SCEP')])).toContain('identityCertificate: {key: user-scep}\n');
  });

  it('by key, where the repository has it already', () => {
    const { kind } = scep('');
    expect(mailText([mail], new Map([[SCEP, { key: 'old-scep', kind }]]))).toContain(
      'identityCertificate: {key: old-scep}\n',
    );
  });

  it('by name, where it is neither, or could not be imported', () => {
    expect(mailText([mail])).toContain('identityCertificate: {name: User SCEP}\n');
    const { refused } = compose([mail, scep(' User SCEP')], DIRECTORY, PLACE);
    expect(refused.map(({ id }) => id)).toEqual([SCEP]);
    expect(mailText([mail, scep(' User SCEP')])).toContain('identityCertificate: {name: User SCEP}\n');
  });

  it('by name, where the repository has it as something that does not fit', () => {
    const { kind } = mail;
    expect(mailText([mail], new Map([[SCEP, { key: 'old-scep', kind }]]))).toContain('{name: User SCEP}');
  });
});
