/** The files of a new profiles repository, as texts. */

import { fieldsIn, type Kind } from '../../../catalogue/kind.ts';
import { buildAnyProfileSchema, buildProfileSchema } from '../../../catalogue/profile-schema.ts';
import { buildConfigSchema } from '../../../core/config/postilion-yaml-schema.ts';
import { writeProfile } from '../../../core/import/write-yaml.ts';
import { buildTenantsSchema } from '../../../core/tenants/tenants-schema.ts';
import { CATALOGUE } from '../../../kinds/catalogue.ts';
import type { JsonObject } from '../../../model/json.ts';
import { azureFiles } from './azure.ts';
import { githubFiles, type ProgramSource } from './github.ts';
import { gitlabFiles } from './gitlab.ts';
import type { NewFile } from './new-file.ts';
import type { CiPlatform } from './steps.ts';

export interface Start {
  readonly owner: string;
  /** Null: the embedded tenant, to try everything out. */
  readonly tenantId: string | null;
  readonly platform: CiPlatform;
  readonly source: ProgramSource;
}

/** Everything that `init` writes, in the order of the paths. */
export function startFiles(start: Start): readonly NewFile[] {
  const file = (path: string, text: string): NewFile => ({ path, text, optional: false });
  return [
    ...PIPELINES[start.platform](start.source),
    { path: '.vscode/extensions.json', text: json({ recommendations: ['redhat.vscode-yaml'] }), optional: true },
    { path: '.vscode/settings.json', text: json(EDITOR), optional: true },
    { path: '.gitignore', text: '.postilion/\n', optional: true },
    { path: 'README.md', text: README, optional: true },
    file('postilion.yaml', configText(start)),
    ...(start.tenantId === null ? [file('profiles/first.yaml', FIRST)] : []),
    ...CATALOGUE.map((kind) => file(`profiles/example-${kind.name}.yaml`, exampleText(kind))),
    ...schemas().map(([name, schema]) => file(`schemas/${name}.schema.json`, json(schema))),
  ];
}

const PIPELINES = {
  github: githubFiles,
  azure: ({ version }) => azureFiles(version),
  gitlab: ({ version }) => gitlabFiles(version),
} as const satisfies Readonly<Record<CiPlatform, (source: ProgramSource) => readonly NewFile[]>>;

/** Completion and checks while typing, also in files that don't name their schema. */
const EDITOR = {
  'yaml.schemas': {
    'schemas/postilion.schema.json': 'postilion.yaml',
    'schemas/profile.schema.json': 'profiles/**/*.yaml',
  },
  'files.insertFinalNewline': true,
};

function json(value: JsonObject): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Written from the catalogue of this very version rather than copied, so that editors and `validate` agree. */
function schemas(): readonly (readonly [string, JsonObject])[] {
  return [
    ...CATALOGUE.map((kind) => [kind.name, buildProfileSchema(kind)] as const),
    ['postilion', buildConfigSchema(CATALOGUE)],
    ['profile', buildAnyProfileSchema(CATALOGUE)],
    ['tenants', buildTenantsSchema()],
  ];
}

function configText({ owner, tenantId }: Start): string {
  const tenant =
    tenantId === null
      ? [
          '  # A stand-in on this machine, to try everything out. For your own tenant, write its id instead:',
          '  # id: 00000000-0000-0000-0000-000000000000',
          '  embedded: .postilion/tenant',
        ]
      : [`  id: ${tenantId}`];
  return [
    '# yaml-language-server: $schema=schemas/postilion.schema.json',
    'version: 1',
    `owner: ${owner} # part of the marker in every object: never change it`,
    'tenant:',
    ...tenant,
    'profiles: [profiles/**/*.yaml]',
    '',
  ].join('\n');
}

/** What there is to plan and to apply on the embedded tenant, whose people are made up. */
const FIRST = `# yaml-language-server: $schema=../schemas/profile.schema.json
# A first profile, for people of the embedded tenant. In your own tenant, name a group of your own.
kind: ios-mail
key: ios-research
name: "iOS: Mail - Research"
description: Modern sign-in, no certificates
settings:
  accountName: Contoso mail
  host: outlook.office365.com
  ssl: true
  username: userPrincipalName
  emailAddress: primarySmtpAddress
  authentication: usernameAndPassword
  oauth: true
assign:
  include:
    - group: Research users
`;

/** Fields that an example shows although they have a default: without them an account may not connect. */
const SHOWN: Readonly<Record<string, boolean>> = { ssl: true, oauth: true };

const DELIVERED: Readonly<Record<Kind['delivers'], string>> = {
  mail: 'Mail',
  certificate: 'Certificates',
  app: 'Mail',
  configuration: 'Mail',
};

/** A profile of the kind that says nothing yet, because every line is a comment. */
function exampleText(kind: Kind): string {
  const settings = fieldsIn(kind).flatMap(([name, field]) => {
    const isShown = field.required || field.usedWhen?.({}) === true;
    const value = SHOWN[name] ?? (isShown ? field.examples[0] : undefined);
    return value === undefined ? [] : [[name, value] as const];
  });
  const document = {
    kind: kind.name,
    key: `${kind.name}-example`,
    name: `${kind.title} - Example`,
    ...(kind.labels === 'store'
      ? {}
      : { description: `${DELIVERED[kind.delivers]} for the people of an example group` }),
    settings: Object.fromEntries(settings),
    assign: { include: [{ group: 'Example users' }], exclude: [{ group: 'Example contractors' }] },
  };
  const text = writeProfile(document, { schema: '../schemas/profile.schema.json', notes: [] });
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const about = [
    `# ${kind.title}: ${kind.doc}`,
    '# An example: take the # off the lines below, and change what they say.',
  ];
  return [header, ...about, ...lines.map((line) => `# ${line}`), ''].join('\n');
}

const README = `# Mail profiles

What Microsoft Intune must hold, kept by Postilion.

- \`postilion validate\` checks the files offline.
- \`postilion import --all --out profiles\` writes what the tenant holds already; planning it changes nothing.
- \`postilion plan\` says what a change would do, and to whom. Every pull request gets one.
- \`postilion doctor\` says what is missing: permissions, clock, state branch.

Who may approve what, and what a pull request can and can't do: the documents of Postilion (\`docs/getting-started.md\`,
\`docs/security.md\`) tell it.
`;
