/** A reusable workflow as a runner reads it. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectsAt,
  stringAt,
} from '../../src/model/json.ts';
import { REPOSITORY } from '../gates/canary-workshop.ts';

/** Values as a runner takes them: numbers and switches are texts too. */
export type Texts = Readonly<Record<string, string>>;

export interface WorkflowStep {
  readonly id: string;
  readonly condition: string | undefined;
  readonly uses: string;
  readonly run: string;
  readonly folder: string;
  readonly options: Texts;
  readonly env: Texts;
}

export interface WorkflowJob {
  readonly name: string;
  readonly condition: string | undefined;
  readonly needs: readonly string[];
  readonly environment: string;
  /** The expression of its matrix; empty where it is one job. */
  readonly matrix: string;
  readonly rights: Texts;
  readonly outputs: Texts;
  readonly steps: readonly WorkflowStep[];
}

export interface ReusableWorkflow {
  readonly inputs: Texts;
  readonly jobs: readonly WorkflowJob[];
}

/** One of ours, by its name. */
export function reusableWorkflow(name: string): ReusableWorkflow {
  const text = readFileSync(join(REPOSITORY, '.github', 'workflows', `${name}.yml`), 'utf8');
  const workflow = objectOf(parse(text));
  const call = member(member(workflow, 'on'), 'workflow_call');
  const inputs = Object.entries(member(call, 'inputs'));
  const defaults = inputs.map(([input, about]): [string, JsonValue] => [input, objectOf(about)['default'] ?? '']);
  const jobs = Object.entries(member(workflow, 'jobs'));
  return { inputs: texts(Object.fromEntries(defaults)), jobs: jobs.map(([job, about]) => jobOf(job, objectOf(about))) };
}

function jobOf(name: string, job: JsonObject): WorkflowJob {
  const needs = job['needs'];
  return {
    name,
    condition: stringAt(job, 'if'),
    needs: typeof needs === 'string' ? [needs] : isJsonArray(needs) ? needs.map(String) : [],
    environment: stringAt(job, 'environment') ?? '',
    matrix: stringAt(member(job, 'strategy'), 'matrix') ?? '',
    rights: texts(member(job, 'permissions')),
    outputs: texts(member(job, 'outputs')),
    steps: objectsAt(job, 'steps').map((step, index) => ({
      id: stringAt(step, 'id') ?? `step-${index}`,
      condition: stringAt(step, 'if'),
      uses: stringAt(step, 'uses')?.split('@')[0] ?? '',
      run: stringAt(step, 'run') ?? '',
      folder: stringAt(step, 'working-directory') ?? '.',
      options: texts(member(step, 'with')),
      env: texts(member(step, 'env')),
    })),
  };
}

function texts(object: JsonObject): Texts {
  const pairs = Object.entries(object).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(pairs);
}

function member(object: JsonObject, name: string): JsonObject {
  return objectOf(object[name] ?? {});
}

function objectOf(value: unknown): JsonObject {
  if (isJsonObject(value)) return value;
  return {};
}
