/** Expressions of workflows, evaluated by GitHub's own package. */

import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { JsonObject } from '../../src/model/json.ts';

/** The contexts that a step may ask for, by name: `github`, `vars`, `needs` … */
export type Contexts = JsonObject;

/** Functions about the state of the job that is under way. */
export interface JobState {
  readonly failed: boolean;
}

/** Puts values in the place of every `${{ … }}` of a text. */
export function filled(text: string, contexts: Contexts): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    evaluated(expression, contexts, { failed: false }).coerceString(),
  );
}

/** Whether a job or a step with this `if` runs: without a function about the state, only where nothing failed. */
export function runs(condition: string | undefined, contexts: Contexts, state: JobState): boolean {
  const expression = (condition ?? 'success()').replace(/^\$\{\{|\}\}$/g, '');
  const value = evaluated(expression, contexts, state);
  const isTrue = !['', 'false', '0'].includes(value.coerceString());
  return isTrue && (/\b(?:success|failure|always|cancelled)\(/.test(expression) || !state.failed);
}

function evaluated(expression: string, contexts: Contexts, { failed }: JobState): data.ExpressionData {
  const states = { success: !failed, failure: failed, always: true, cancelled: false };
  const functions = Object.entries(states).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }));
  const { tokens } = new Lexer(expression.trim()).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  return new Evaluator(tree, dictionary(contexts), new Map(functions.map((one) => [one.name, one]))).evaluate();
}

function dictionary(value: Contexts): data.Dictionary {
  const made: unknown = JSON.parse(JSON.stringify(value), data.reviver);
  if (made instanceof data.Dictionary) return made;
  throw new Error('the contexts are no object');
}
