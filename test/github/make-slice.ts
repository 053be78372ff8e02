/**
 * Cuts the operations that we use out of GitHub's published description of its API, and writes them as JSON Schema:
 *
 *     npm install --no-save @octokit/openapi@23.0.2 && npx tsx test/github/make-slice.ts && npm ci
 *
 * The package takes 385 MB, so that the slice is kept and the package isn't.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, stringAt } from '../../src/model/json.ts';

const PACKAGE = join(import.meta.dirname, '..', '..', 'node_modules', '@octokit', 'openapi');

const OPERATIONS = [
  'GET /user',
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
  'GET /repos/{owner}/{repo}',
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals',
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
  'POST /repos/{owner}/{repo}/check-runs',
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
  'GET /repos/{owner}/{repo}/contents/{path}',
  'PUT /repos/{owner}/{repo}/contents/{path}',
  'GET /repos/{owner}/{repo}/git/ref/{ref}',
  'POST /repos/{owner}/{repo}/git/refs',
  'PATCH /repos/{owner}/{repo}/git/refs/{ref}',
  'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
  'GET /repos/{owner}/{repo}/issues',
  'POST /repos/{owner}/{repo}/issues',
  'GET /repos/{owner}/{repo}/issues/{issue_number}',
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/labels',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
  'GET /repos/{owner}/{repo}/pulls',
  'POST /repos/{owner}/{repo}/pulls',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
];

const document = objectOf(readFileSync(join(PACKAGE, 'generated', 'api.github.com.json'), 'utf8'));
const wanted = new Map<string, JsonValue>();

/** Members that say nothing about the form of a value. */
const TALK = new Set([
  'description',
  'example',
  'examples',
  'title',
  'deprecated',
  'x-github',
  'externalDocs',
  'format',
  'default',
]);

function at(pointer: string): JsonValue {
  let value: JsonValue = document;
  for (const name of pointer.slice(2).split('/')) value = (isJsonObject(value) ? value[name] : undefined) ?? null;
  return value;
}

/** OpenAPI's schema → JSON Schema; what it refers to is kept under `$defs`. */
function schemaOf(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(schemaOf);
  if (!isJsonObject(value)) return value;
  const ref = stringAt(value, '$ref');
  if (ref !== undefined) {
    const name = ref.split('/').at(-1) ?? '';
    if (!wanted.has(name)) {
      wanted.set(name, null);
      wanted.set(name, schemaOf(at(ref)));
    }
    return { $ref: `#/$defs/${name}` };
  }
  const members = Object.entries(value).filter(
    ([name, member]) => !TALK.has(name) || (isJsonObject(member) && name !== 'example' && name !== 'default'),
  );
  const plain = Object.fromEntries(
    members.map(([name, member]) => [
      name,
      name === 'properties' && isJsonObject(member)
        ? mapped(member)
        : name === 'required' || name === 'enum'
          ? member
          : schemaOf(member),
    ]),
  );
  if (plain['nullable'] !== true) return plain;
  const { nullable: _, ...rest } = plain;
  return { anyOf: [rest, { type: 'null' }] };
}

function mapped(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, schemaOf(member)]));
}

function resolved(value: JsonValue): JsonObject {
  if (!isJsonObject(value)) return {};
  const ref = stringAt(value, '$ref');
  return ref === undefined ? value : resolved(at(ref));
}

function bodyOf(holder: JsonObject): JsonValue {
  const content = holder['content'];
  const json = isJsonObject(content) ? content['application/json'] : undefined;
  return isJsonObject(json) ? schemaOf(json['schema'] ?? {}) : null;
}

function operationOf(name: string): JsonObject {
  const [method = '', path = ''] = name.split(' ');
  const paths = document['paths'];
  const entry = isJsonObject(paths) ? paths[path] : undefined;
  const operation = isJsonObject(entry) ? entry[method.toLowerCase()] : undefined;
  if (!isJsonObject(entry) || !isJsonObject(operation)) throw new Error(`${name} is not in the description`);
  const listed = [...arrayOf(entry['parameters']), ...arrayOf(operation['parameters'])].map(resolved);
  const query = listed.filter((one) => one['in'] === 'query');
  const responses = isJsonObject(operation['responses']) ? operation['responses'] : {};
  return {
    query: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(query.map((one) => [stringAt(one, 'name') ?? '', schemaOf(one['schema'] ?? {})])),
      required: query.filter((one) => one['required'] === true).map((one) => stringAt(one, 'name') ?? ''),
    },
    body: 'requestBody' in operation ? bodyOf(resolved(operation['requestBody'] ?? null)) : null,
    answers: Object.fromEntries(
      Object.entries(responses).map(([status, answer]) => [status, bodyOf(resolved(answer))]),
    ),
  };
}

function arrayOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}

function objectOf(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isJsonObject(value)) throw new Error('no JSON object');
  return value;
}

const operations = Object.fromEntries(OPERATIONS.map((name) => [name, operationOf(name)]));
const definitions = Object.fromEntries([...wanted].sort(([a], [b]) => (a < b ? -1 : 1)));
const version = stringAt(objectOf(readFileSync(join(PACKAGE, 'package.json'), 'utf8')), 'version');
const slice = { source: `@octokit/openapi ${version}, api.github.com`, operations, $defs: definitions };
writeFileSync(join(import.meta.dirname, 'api-slice.json'), `${JSON.stringify(slice)}\n`);
