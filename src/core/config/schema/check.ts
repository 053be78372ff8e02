/** Checks a document against a JSON Schema and says what is wrong with it in words that name the remedy. */

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Finding, inputError } from '../../../model/finding.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../model/json.ts';
import { nearestPlace } from '../../../model/nearest-span.ts';
import type { YamlDocument } from '../yaml/parse.ts';
import { describeSchemaProblem, type SchemaKnowledge, type SchemaProblem, schemaAround } from './errors.ts';
import { surelyFits } from './fits.ts';
import { findBranchesMeant, valueAt } from './words.ts';

/** A schema, ready to check documents. */
export interface DocumentCheck extends SchemaKnowledge {
  /** Compiled when it is asked for the first time. */
  readonly validate: () => ValidateFunction;
}

/** Errors of one document that are put into words; more of them say that it's no profile at all. */
const MAX_ERRORS = 1_000;

interface Compiled {
  readonly schema: JsonObject;
  readonly validate: () => ValidateFunction;
}

/** By what the schema is derived from. Compiling takes longer than everything else that is done with a file. */
const compiled = new WeakMap<object, Compiled>();

/** The check of documents of `subject`, a kind or the catalogue, whose schema is derived and compiled once a process. */
export function documentCheck(
  subject: object,
  schemaOf: () => JsonObject,
  knowledge: Omit<SchemaKnowledge, 'schema'>,
): DocumentCheck {
  const known = compiled.get(subject) ?? compileLater(schemaOf());
  compiled.set(subject, known);
  return { ...knowledge, ...known };
}

/** A test holds the schemas against their meta-schema, and a minifier wouldn't pay for so few documents. */
const ajv = new Ajv({
  allErrors: true,
  allowUnionTypes: true,
  strict: true,
  strictRequired: false,
  logger: false,
  validateSchema: false,
  inlineRefs: false,
  verbose: true,
  code: { optimize: false },
});

/** What `assign` may hold, by the schema of it; it is as long as all the rest of a kind and the same for most kinds. */
const assigns = new Map<JsonValue, string>();

function compileLater(schema: JsonObject): Compiled {
  let known: ValidateFunction | null = null;
  return {
    schema,
    validate: () => {
      known ??= compile(schema);
      return known;
    },
  };
}

/** Compiles `assign` by itself, once for all kinds that share it. */
function compile(schema: JsonObject): ValidateFunction {
  const assign = valueAt(schema, '/properties/assign');
  if (!isJsonObject(assign)) return ajv.compile(schema);
  const known = assigns.get(assign) ?? `assign-${assigns.size}`;
  if (!assigns.has(assign)) ajv.addSchema(assign, known);
  assigns.set(assign, known);
  const properties = valueAt(schema, '/properties');
  const members = isJsonObject(properties) ? properties : {};
  return ajv.compile({ ...schema, properties: { ...members, assign: { $ref: known } } });
}

/** Everything in the document that breaks the schema, without places that were reported already. */
export function checkDocument(document: YamlDocument, check: DocumentCheck, key?: string): readonly Finding[] {
  if (surelyFits(document.value, check.schema)) return [];
  const validate = check.validate();
  if (validate(document.value)) return [];
  const errors = (validate.errors ?? []).slice(0, MAX_ERRORS);
  const problems = problemsIn(errors, check, document.value);
  const findings = new Map<string, Finding>();
  for (const problem of problems) {
    if (document.told.has(problem.pointer)) continue;
    findings.set(`${problem.pointer} ${problem.message}`, problemFinding(problem, document, key));
  }
  return [...findings.values()];
}

/** The finding of a problem, at its key, its value or the nearest thing around it. */
export function problemFinding(problem: SchemaProblem, document: YamlDocument, key?: string): Finding {
  const atKey = problem.atKey === true ? document.keyPlaces[problem.pointer] : undefined;
  return inputError(problem.code, problem.message, {
    key,
    at: atKey ?? nearestPlace(document.places, problem.pointer),
  });
}

/** `anyOf` reports what is wrong with each branch: look at the whole first, then at the branch that was meant. */
function problemsIn(
  errors: readonly ErrorObject[],
  check: DocumentCheck,
  document: JsonValue,
): readonly SchemaProblem[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf');
  const outermost = errors.filter((error) => !unions.some((union) => isWithin(error, union, '')));
  return outermost.flatMap((error) => {
    // The name's own error follows as `propertyNames`; what a condition asks for is told by itself.
    if (error.propertyName !== undefined || error.keyword === 'if') return [];
    const value = valueAt(document, error.instancePath);
    const branch = error.keyword === 'anyOf' ? meantBranch(error, value) : undefined;
    const inner = branch === undefined ? [] : errors.filter((other) => isWithin(other, error, `${branch}/`));
    return inner.length === 0 ? [describeSchemaProblem(error, check, value)] : problemsIn(inner, check, document);
  });
}

function isWithin(error: ErrorObject, union: ErrorObject, branch: string): boolean {
  const samePlace =
    error.instancePath === union.instancePath || error.instancePath.startsWith(`${union.instancePath}/`);
  return samePlace && error.schemaPath.startsWith(`${union.schemaPath}/${branch}`);
}

/** The one branch of a union whose required member the value has; undefined for none or several. */
function meantBranch(error: ErrorObject, value: JsonValue): number | undefined {
  const [only, second] = findBranchesMeant(valueAt(schemaAround(error), '/anyOf'), value);
  return second === undefined ? only?.index : undefined;
}
