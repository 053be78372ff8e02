/** What one piece of a deep run leaves behind: enough to add pieces up and to see what is missing in them. */

import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectsAt,
  stringAt,
} from '../../src/model/json.ts';

/** One call of a situation, and how many different disturbances struck it. */
export interface ToldCall {
  readonly port: string;
  readonly disturbances: number;
  /** Where in `src/app` it is made. */
  readonly sources: readonly string[];
}

export interface ToldSituation {
  readonly name: string;
  /** Distinct. */
  readonly triples: number;
  readonly calls: readonly ToldCall[];
}

export interface DeepPiece {
  readonly family: string;
  /** `2/6` */
  readonly piece: string;
  /** Which part of the whole: a rotation or `all`. */
  readonly part: string;
  /** Its id, with ` and changes` behind it where files were changed since. */
  readonly commit: string;
  readonly seconds: number;
  /** Triples in which something was wrong. */
  readonly failures: number;
  readonly situations: readonly ToldSituation[];
}

export function pieceText(piece: DeepPiece): string {
  return `${JSON.stringify(piece)}\n`;
}

/** Throws for a text that no piece wrote. */
export function readPiece(text: string): DeepPiece {
  const read: unknown = JSON.parse(text);
  if (!isJsonObject(read)) throw new Error('a piece is an object');
  const word = (name: string): string => stringAt(read, name) ?? '';
  return {
    family: word('family'),
    piece: word('piece'),
    part: word('part'),
    commit: word('commit'),
    seconds: numberAt(read, 'seconds'),
    failures: numberAt(read, 'failures'),
    situations: objectsAt(read, 'situations').map((one) => ({
      name: stringAt(one, 'name') ?? '',
      triples: numberAt(one, 'triples'),
      calls: objectsAt(one, 'calls').map(callOf),
    })),
  };
}

function callOf(call: JsonObject): ToldCall {
  return {
    port: stringAt(call, 'port') ?? '',
    disturbances: numberAt(call, 'disturbances'),
    sources: textsOf(call['sources']),
  };
}

function numberAt(object: JsonObject, name: string): number {
  const value = object[name];
  if (typeof value !== 'number') throw new Error(`a piece lacks the number "${name}"`);
  return value;
}

function textsOf(value: JsonValue | undefined): readonly string[] {
  return isJsonArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
