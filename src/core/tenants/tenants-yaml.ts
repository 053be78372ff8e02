/** The text of tenants.yaml → the tenants with their variables, or everything that is wrong with it at once. */

import { type Finding, inputError, sortFindings } from '../../model/finding.ts';
import { isJsonObject, type JsonObject, objectsAt, stringAt } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import type { Result } from '../../model/result.ts';
import type { SourceSpan } from '../../model/source.ts';
import { checkDocument, documentCheck } from '../config/schema/check.ts';
import { quoted } from '../config/yaml/messages.ts';
import { readYaml, type SourceFile, type YamlDocument } from '../config/yaml/parse.ts';
import { pointerStep } from '../config/yaml/values.ts';
import type { Fleet, FleetTenant, Variable, Variables } from './fleet.ts';
import { buildTenantsSchema } from './tenants-schema.ts';

/** By this the schema is compiled once a process. */
const SUBJECT = {};

/** Reads the tenants. Never throws. */
export function readTenants(file: SourceFile): Result<Fleet> {
  const text = readYaml(file);
  const [document, second] = text.documents;
  const findings: Finding[] = [...text.findings];
  if (text.complete && (document === undefined || second !== undefined)) {
    const at = second?.places[''] ?? { file: file.path, line: 1, column: 1 };
    findings.push(inputError('TEN-009', 'tenants.yaml is one document: write version: 1 and tenants', { at }));
  } else if (document !== undefined) {
    findings.push(...checkDocument(document, documentCheck(SUBJECT, buildTenantsSchema, { missing: missingWords })));
    findings.push(...contradictions(document));
  }
  const sorted = sortFindings(findings);
  if (document === undefined || !isJsonObject(document.value) || sorted.length > 0)
    return { ok: false, findings: sorted };
  return { ok: true, value: fleetOf(document.value, document), findings: [] };
}

function missingWords(pointer: string): string | undefined {
  if (pointer === '/version') return 'version: 1';
  if (pointer === '/tenants') return 'tenants: [{name: contoso, id: …}]';
  return pointer.endsWith('/name') ? 'a short name such as contoso' : undefined;
}

/** Each wave has an environment of its own; these are taken by the workflows for one tenant. */
const TAKEN: readonly string[] = ['plan', 'apply', 'approve'];

/** What the schema can't express. */
function contradictions(document: YamlDocument): readonly Finding[] {
  const { value } = document;
  if (!isJsonObject(value)) return [];
  const waves = objectsAt(value, 'waves').map((wave) => stringAt(wave, 'name') ?? '');
  const taken = [
    ...waves.map((wave, index) => ({ wave, place: `waves[${index}].name`, pointer: `/waves/${index}/name` })),
    ...objectsAt(value, 'tenants').map((tenant, index) => ({
      wave: stringAt(tenant, 'wave') ?? '',
      place: `tenants[${index}].wave`,
      pointer: `/tenants/${index}/wave`,
    })),
  ].flatMap(({ wave, place, pointer }) => {
    if (!TAKEN.includes(wave)) return [];
    const message = `${place}: the environment postilion-${wave} is that of another workflow, with its identity: give the wave another name`;
    return [inputError('TEN-002', message, { at: nearestPlace(document.places, pointer) })];
  });
  const seen = new Map<string, string>();
  const named = objectsAt(value, 'tenants').flatMap((tenant, index): readonly Finding[] => {
    const at = (member: string): SourceSpan | undefined => nearestPlace(document.places, `/tenants/${index}/${member}`);
    const found: Finding[] = [];
    for (const member of ['name', 'id'] as const) {
      const text = stringAt(tenant, member)?.toLowerCase();
      if (text === undefined) continue;
      const other = seen.get(`${member} ${text}`);
      if (other !== undefined) {
        const message = `tenants[${index}].${member}: ${quoted(text)} is that of another tenant too (${other}): write each once`;
        found.push(inputError('TEN-002', message, { at: at(member) }));
      }
      seen.set(`${member} ${text}`, `tenants[${index}]`);
    }
    const wave = stringAt(tenant, 'wave');
    if (waves.length > 0 && wave !== undefined && !waves.includes(wave)) {
      const message = `tenants[${index}].wave: there is no wave ${quoted(wave)}: write one of ${waves.join(', ')}, or add it to waves`;
      found.push(inputError('TEN-002', message, { at: at('wave') }));
    }
    if (Object.hasOwn(tenant, 'id') && Object.hasOwn(tenant, 'embedded')) {
      const message = `tenants[${index}] has id and embedded: write one of them`;
      found.push(inputError('TEN-002', message, { at: at('embedded') }));
    }
    return found;
  });
  const doubled = waves.flatMap((wave, index) =>
    waves.indexOf(wave) === index
      ? []
      : [
          inputError('TEN-002', `waves[${index}].name: ${quoted(wave)} stands in the list already: keep one`, {
            at: nearestPlace(document.places, `/waves/${index}/name`),
          }),
        ],
  );
  return [...taken, ...named, ...doubled];
}

function fleetOf(value: JsonObject, document: YamlDocument): Fleet {
  const everybody = variablesAt(value, '', document);
  const waves = objectsAt(value, 'waves').map((wave, index) => ({
    name: stringAt(wave, 'name') ?? '',
    variables: variablesAt(wave, `/waves/${index}`, document),
  }));
  const listed = objectsAt(value, 'tenants').map((tenant, index) => ({
    tenant,
    own: variablesAt(tenant, `/tenants/${index}`, document),
    at: nearestPlace(document.places, `/tenants/${index}/name`) ?? { file: '', line: 1, column: 1 },
  }));
  const tenants = listed.map(({ tenant, own, at }): FleetTenant => {
    const wave = stringAt(tenant, 'wave') ?? null;
    const ofWave = waves.find(({ name }) => name === wave)?.variables ?? new Map<string, Variable>();
    return {
      name: stringAt(tenant, 'name') ?? '',
      id: stringAt(tenant, 'id')?.toLowerCase() ?? null,
      cloud: stringAt(tenant, 'cloud') ?? null,
      embedded: stringAt(tenant, 'embedded') ?? null,
      wave,
      variables: new Map([...everybody, ...ofWave, ...own]),
      at,
    };
  });
  const names = waves.length > 0 ? waves.map(({ name }) => name) : tenants.flatMap(({ wave }) => wave ?? []);
  const whose = (variables: Variables, owner: string | null) =>
    [...variables].map(([name, { at }]) => ({ name, at, whose: owner }));
  return {
    tenants,
    waves: [...new Set(names)],
    settings: [
      ...whose(everybody, null),
      ...waves.flatMap(({ variables }) => whose(variables, null)),
      ...listed.flatMap(({ tenant, own }) => whose(own, stringAt(tenant, 'name') ?? '')),
    ],
  };
}

function variablesAt(owner: JsonObject, pointer: string, { places }: YamlDocument): Variables {
  const { vars } = owner;
  if (!isJsonObject(vars)) return new Map();
  return new Map(
    Object.entries(vars).map(([name, value]): [string, Variable] => [
      name,
      {
        value,
        at: nearestPlace(places, `${pointer}/vars${pointerStep(name)}`) ?? { file: 'tenants.yaml', line: 1, column: 1 },
      },
    ]),
  );
}
