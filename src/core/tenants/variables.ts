/**
 * `${{ vars.NAME }}` in the texts of a document. A text that is nothing else takes the variable's own type; inside of a
 * text the value is written out. `$${{` stands for the signs themselves.
 */

import { type Finding, inputError } from '../../model/finding.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../model/json.ts';
import { nearestPlace } from '../../model/nearest-span.ts';
import { didYouMean, quoted } from '../config/yaml/messages.ts';
import type { YamlDocument } from '../config/yaml/parse.ts';
import { pointerStep } from '../config/yaml/values.ts';
import type { Variables } from './fleet.ts';

const ANY = /\$?\$\{\{([^}]*)\}\}/g;
const WHOLE = /^\$\{\{\s*vars\.([A-Za-z][A-Za-z0-9_-]*)\s*\}\}$/;
const NAME = /^\s*vars\.([A-Za-z][A-Za-z0-9_-]*)\s*$/;

/** Names of the variables in the texts of a value. */
export function variablesIn(value: JsonValue): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (one: JsonValue): void => {
    if (typeof one === 'string') {
      for (const [whole, inside = ''] of one.matchAll(ANY)) {
        const name = whole.startsWith('$$') ? undefined : NAME.exec(inside)?.[1];
        if (name !== undefined) found.add(name);
      }
    } else if (isJsonArray(one)) one.forEach(visit);
    else if (isJsonObject(one)) Object.values(one).forEach(visit);
  };
  visit(value);
  return found;
}

/** A document with its variables written in, and which ones stand where. */
export interface WithVariables {
  readonly document: YamlDocument;
  readonly findings: readonly Finding[];
  /** JSON pointer of a text → names of the variables in it. */
  readonly written: ReadonlyMap<string, readonly string[]>;
}

/** The document with the values written in, and a finding at each text whose variable has none. */
export function withVariables(document: YamlDocument, variables: Variables): WithVariables {
  const findings: Finding[] = [];
  const written = new Map<string, readonly string[]>();
  const told = new Set(document.told);
  const tell = (pointer: string, message: string): void => {
    // What would be said of the signs that stay there is of no use.
    told.add(pointer);
    findings.push(inputError('TEN-003', message, { at: nearestPlace(document.places, pointer) }));
  };
  const write = (text: string, pointer: string): JsonValue => {
    written.set(pointer, [...variablesIn(text)]);
    const whole = WHOLE.exec(text)?.[1];
    const own = whole === undefined ? undefined : variables.get(whole)?.value;
    if (own !== undefined) return own;
    return text.replaceAll(ANY, (signs: string, inside: string) => {
      if (signs.startsWith('$$')) return signs.slice(1);
      const name = NAME.exec(inside)?.[1];
      if (name === undefined) {
        tell(pointer, `${quoted(signs)} names no variable: write \${{ vars.NAME }}, or $\${{ for the signs themselves`);
        return signs;
      }
      const value = variables.get(name)?.value;
      if (value === undefined) {
        tell(
          pointer,
          `the variable ${quoted(name)} is set nowhere for this tenant: set it in tenants.yaml${meant(name, variables)}`,
        );
        return signs;
      }
      if (isJsonArray(value)) {
        tell(
          pointer,
          `the variable ${quoted(name)} is a list, which has no place inside of a text: let the text be the variable alone`,
        );
        return signs;
      }
      return typeof value === 'string' ? value : JSON.stringify(value);
    });
  };
  const visit = (value: JsonValue, pointer: string): JsonValue => {
    if (typeof value === 'string') return value.includes('${{') ? write(value, pointer) : value;
    if (isJsonArray(value)) return value.map((item, index) => visit(item, `${pointer}/${index}`));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, visit(member, pointer + pointerStep(name))]),
    );
  };
  return { document: { ...document, value: visit(document.value, ''), told }, findings, written };
}

function meant(name: string, variables: Variables): string {
  const words = didYouMean(name, [...variables.keys()]);
  return words.startsWith(': did you mean') ? words.replace(/^:/, ';') : '';
}
