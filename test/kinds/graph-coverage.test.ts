import { describe, expect, it } from 'vitest';
import { isNavigation } from '../../src/catalogue/codec.ts';
import { fieldsIn, type Kind } from '../../src/catalogue/kind.ts';
import data from '../../src/embedded/schema/graph-schema.json' with { type: 'json' };
import {
  enumMembers,
  isReference,
  lineage,
  navigationOf,
  type Property,
  propertiesOf,
} from '../../src/embedded/schema/schema.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';

/** Members that Postilion handles for every configuration: `name`, `description` and `scopeTags`. */
const ENVELOPE = ['displayName', 'description', 'roleScopeTagIds'];

/** Members of Graph's enumerations that no profile can choose, and why. */
const NOT_OFFERED: Readonly<Record<string, string>> = {
  'ios-mail.sync.none': 'it means an empty set, and Apple wants at least one service (source: APL)',
  'android-work-gmail.authentication.derivedCredential': 'mail takes derived credentials on iOS only (source: DRV)',
  'android-work-nine.authentication.derivedCredential': 'mail takes derived credentials on iOS only (source: DRV)',
  'microsoft-365-apps.architecture.none': 'a suite is made for some processor',
  'microsoft-365-apps.fileFormat.unknownFutureValue': 'it stands for members that are not known yet',
  'samsung-knox-mail.authentication.derivedCredential': 'mail takes derived credentials on iOS only (source: DRV)',
  'samsung-knox-pkcs.subject.custom': 'the type has no property for the text of a custom subject',
  'access.unknownFutureValue': 'it stands for members that do not exist yet',
  'intendedPurpose.vpn': 'the import tool takes no such purpose (source: PFX)',
  'intendedPurpose.wifi': 'the admin center offers it no more (source: PFX)',
  'alternativeNameTypes.none': 'it means an empty set',
};

/** Settings of one plain property that YAML writes otherwise, and why. */
const OWN_FORM: readonly string[] = [
  // A number of bits, where Graph has a word for each.
  'keySize',
];

function isPlain({ form, collection }: Property): boolean {
  return !collection && ['string', 'boolean', 'enum', 'flags'].includes(form);
}

/** Structured values that Graph carries as one text, and what the text is. */
const CARRIED_AS_TEXT: Readonly<Record<string, string>> = {
  'android-app-config.configuration': "Google's managed configuration, JSON in base64 (source: ACA)",
};

const navigationsByType: ReadonlyMap<string, object> = new Map(
  Object.entries(data.types).map(([name, type]) => [name, 'navigations' in type ? type.navigations : {}]),
);

function references(kind: Kind): readonly string[] {
  return lineage(kind.graph.type)
    .flatMap((type) => Object.keys(navigationsByType.get(type) ?? {}))
    .filter((name) => {
      const navigation = navigationOf(kind.graph.type, name);
      return navigation !== undefined && isReference(navigation);
    });
}

function writable(kind: Kind): readonly string[] {
  const properties = [...propertiesOf(kind.graph.type).values()];
  return properties.filter(({ readOnly, name }) => !readOnly && name !== 'id').map(({ name }) => name);
}

function handled(kind: Kind): readonly string[] {
  const fields = fieldsIn(kind).flatMap(([, field]) => field.graph);
  return [...fields, ...Object.keys(kind.constants), ...Object.keys(kind.leftAlone)];
}

describe.each(CATALOGUE.map((kind) => [kind.name, kind] as const))('%s and its Graph type', (_, kind) => {
  it('maps, sends or leaves alone every property that can be written', () => {
    const all = [...handled(kind), ...ENVELOPE];
    expect(writable(kind).filter((name) => !all.includes(name))).toEqual([]);
  });

  it('maps every reference to another object', () => {
    expect(references(kind).filter((name) => !handled(kind).includes(name))).toEqual([]);
  });

  it('maps nothing that Graph does not have', () => {
    const byAction = fieldsIn(kind).flatMap(([, { action, graph }]) => (action === undefined ? [] : graph));
    const contained = byAction.filter((name) => navigationOf(kind.graph.type, name) !== undefined);
    // What is found and never made is known by a property that only the service writes.
    const found = kind.found === undefined ? [] : (kind.fields[kind.found.field]?.graph ?? []);
    const known = [...writable(kind), ...references(kind), ...contained, ...found];
    expect(handled(kind).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('gives every property one owner', () => {
    const names = handled(kind);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => ENVELOPE.includes(name))).toEqual([]);
  });

  it('takes a property for what it is in Graph', () => {
    const properties = propertiesOf(kind.graph.type);
    const wrong = fieldsIn(kind).filter(([name, field]) => {
      const property = properties.get(field.graph[0] ?? '');
      switch (field.shape.type) {
        case 'text':
        case 'host':
          return property?.form !== 'string';
        case 'boolean':
          return property?.form !== 'boolean';
        case 'choice':
          // A few known texts under names of our own, where the text is an identity.
          return property?.form !== 'enum' && (field.fixed === undefined || property?.form !== 'string');
        case 'choice-or-custom':
          return property?.form !== 'enum';
        case 'set':
          // One flags enumeration, or a switch for each member.
          return property?.form !== 'flags' && !field.graph.every((one) => properties.get(one)?.form === 'boolean');
        case 'structured':
          if (field.action !== undefined) return navigationOf(kind.graph.type, field.graph[0] ?? '') === undefined;
          if (CARRIED_AS_TEXT[`${kind.name}.${name}`] !== undefined) return property?.form !== 'string';
          // Nothing that one of the plain shapes would do for.
          return property === undefined || (isPlain(property) && field.graph.length === 1 && !OWN_FORM.includes(name));
        case 'file':
          return property?.form !== 'binary';
        case 'reference':
          return isNavigation(field) ? property !== undefined : property?.form !== 'string';
      }
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('offers every member of an enumeration, or says why not, and no other', () => {
    const properties = propertiesOf(kind.graph.type);
    for (const [name, { shape, graph }] of fieldsIn(kind)) {
      if (!('meanings' in shape)) continue;
      const members = enumMembers(properties.get(graph[0] ?? '')?.type ?? '');
      // A set of switches has no enumeration behind it.
      if (members === undefined) continue;
      const offered = Object.keys(shape.meanings);
      expect(offered.filter((member) => !members.includes(member))).toEqual([]);
      const missing = members.filter((member) => !offered.includes(member)).map((one) => `${name}.${one}`);
      const why = (path: string) => NOT_OFFERED[`${kind.name}.${path}`] ?? NOT_OFFERED[path];
      expect(missing.filter((path) => why(path) === undefined)).toEqual([]);
    }
  });

  it('refers only to types that its navigations accept', () => {
    for (const [name, field] of fieldsIn(kind)) {
      if (field.shape.type !== 'reference' || field.shape.target.via !== 'navigation') continue;
      const navigation = navigationOf(kind.graph.type, field.graph[0] ?? '');
      const wrong = field.shape.target.types.filter((type) => !lineage(type).includes(navigation?.target ?? ''));
      expect([name, wrong]).toEqual([name, []]);
    }
  });
});

it('a type with references is known to have them', () => {
  const kind = CATALOGUE.find(({ name }) => name === 'ios-mail');
  expect(kind === undefined ? [] : [...references(kind)].sort()).toEqual([
    'derivedCredentialSettings',
    'identityCertificate',
    'smimeEncryptionCertificate',
    'smimeSigningCertificate',
  ]);
});
