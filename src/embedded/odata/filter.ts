/** `$filter` as a tree: the part of OData's grammar that Graph's collections take. */
import type { JsonScalar } from '../../model/json.ts';

export type ODataOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

export type Filter =
  | { readonly is: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly is: 'not'; readonly part: Filter }
  | { readonly is: 'compare'; readonly property: string; readonly operator: ODataOperator; readonly value: JsonScalar }
  | { readonly is: 'in'; readonly property: string; readonly values: readonly JsonScalar[] }
  | { readonly is: 'call'; readonly name: string; readonly property: string; readonly value: string }
  | { readonly is: 'isof'; readonly type: string }
  | { readonly is: 'any'; readonly property: string; readonly path: string; readonly value: JsonScalar };

const tokenPattern = /\s+|'(?:[^']|'')*'|[(),]|[^\s(),']+/gy;
const operators: readonly ODataOperator[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];

/** Reads a filter text; undefined when it isn't one of the forms known here. */
export function parseFilter(text: string): Filter | undefined {
  const tokens = [...text.matchAll(tokenPattern)].map((match) => match[0]).filter((token) => token.trim() !== '');
  const reader = new Reader(tokens);
  try {
    const filter = reader.either();
    return reader.atEnd() ? filter : undefined;
  } catch (problem) {
    if (problem instanceof Unreadable) return undefined;
    throw problem;
  }
}

class Unreadable extends Error {}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  atEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  either(): Filter {
    return this.#joined('or', () => this.#joined('and', () => this.#single()));
  }

  #joined(word: 'and' | 'or', next: () => Filter): Filter {
    const parts = [next()];
    while (this.#tokens[this.#at] === word) {
      this.#at += 1;
      parts.push(next());
    }
    const only = parts[0];
    return parts.length === 1 && only !== undefined ? only : { is: word, parts };
  }

  #single(): Filter {
    const token = this.#next();
    if (token === 'not') return { is: 'not', part: this.#single() };
    if (token === '(') {
      const inside = this.either();
      this.#expect(')');
      return inside;
    }
    if (this.#tokens[this.#at] === '(') return this.#call(token);
    return this.#comparison(token);
  }

  #call(name: string): Filter {
    this.#expect('(');
    if (name.endsWith('/any')) return this.#any(name.slice(0, -'/any'.length));
    const first = this.#next();
    if (name === 'isof') {
      this.#expect(')');
      return { is: 'isof', type: textOf(first).replace(/^microsoft\.graph\./, '') };
    }
    this.#expect(',');
    const value = textOf(this.#next());
    this.#expect(')');
    return { is: 'call', name, property: first, value };
  }

  /** `groupTypes/any(c:c eq 'x')`, also with a blank after the colon. */
  #any(property: string): Filter {
    let variable = this.#next();
    if (variable.endsWith(':')) variable += this.#next();
    const path = variable.slice(variable.indexOf(':') + 1);
    this.#expect('eq');
    const value = scalarOf(this.#next());
    this.#expect(')');
    return { is: 'any', property, path: path.includes('/') ? path.slice(path.indexOf('/') + 1) : '', value };
  }

  #comparison(property: string): Filter {
    const word = this.#next();
    const operator = operators.find((known) => known === word);
    if (operator !== undefined) return { is: 'compare', property, operator, value: scalarOf(this.#next()) };
    if (word !== 'in') throw new Unreadable();
    this.#expect('(');
    const values = [scalarOf(this.#next())];
    while (this.#tokens[this.#at] === ',') {
      this.#at += 1;
      values.push(scalarOf(this.#next()));
    }
    this.#expect(')');
    return { is: 'in', property, values };
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Unreadable();
    this.#at += 1;
    return token;
  }

  #expect(token: string): void {
    if (this.#next() !== token) throw new Unreadable();
  }
}

function textOf(token: string): string {
  if (!token.startsWith("'") || !token.endsWith("'")) throw new Unreadable();
  return token.slice(1, -1).replaceAll("''", "'");
}

function scalarOf(token: string): JsonScalar {
  if (token.startsWith("'")) return textOf(token);
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  return /^-?\d+(\.\d+)?$/.test(token) ? Number(token) : token;
}
