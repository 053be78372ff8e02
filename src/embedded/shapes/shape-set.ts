/** Which spellings of the same object the tenant answers with: real tenants hold objects from years of writers. */
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.ts';
import { badRequest } from '../errors.ts';

/** What differs from the tenant's ordinary answers; null where nothing does. */
export interface ShapeSet {
  /** `null`: what is off or empty reads as never set; `absent`: and what was never set isn't there at all. */
  readonly nulls: 'null' | 'absent' | null;
  /** `blanks`: a blank behind each comma of flags; `reversed`: the last bit first. */
  readonly bitOrder: 'blanks' | 'reversed' | null;
  /** `trimmed`: at most five fraction digits; `seconds`: none; `offset`: in the time of Redmond, with seven. */
  readonly timestamps: 'trimmed' | 'seconds' | 'offset' | null;
  /** What `odata.metadata=full` adds: links, types of properties, actions. */
  readonly annotations: boolean;
  /** `@microsoft.graph.tips` on lists and their items too. */
  readonly tips: boolean;
  /** Members and lists in another order. */
  readonly reorder: boolean;
  /** Members that the published types don't have, as a service newer than its description stores them. */
  readonly unknown: JsonObject | null;
  /** How an object reads that has no scope tag but the built-in one. */
  readonly scopeTagsEmpty: 'empty' | 'null' | 'absent' | null;
  /** How an assignment without a filter reads: with the id `00000000-…`, or without both members. */
  readonly noFilter: 'zero' | 'absent' | null;
  /** What becomes of `$filter` on lists: nobody looks at it, or only its first condition counts. */
  readonly filters: 'ignored' | 'narrow' | null;
  /** At most a hundred objects a page, whatever was asked for. */
  readonly smallPages: boolean;
}

/** The shapes of a running tenant; they are forgotten when it ends. */
export interface Shapes {
  current(): ShapeSet;
  set(shapes: ShapeSet): void;
}

export const ORDINARY: ShapeSet = {
  nulls: null,
  bitOrder: null,
  timestamps: null,
  annotations: false,
  tips: false,
  reorder: false,
  unknown: null,
  scopeTagsEmpty: null,
  noFilter: null,
  filters: null,
  smallPages: false,
};

/** The ordinary shapes, to begin with. */
export function newShapes(): Shapes {
  let current = ORDINARY;
  return {
    current: () => current,
    set(shapes) {
      current = shapes;
    },
  };
}

/** Members that no published type has, of every sort that JSON knows, in an order of their own. */
const UNHEARD_OF: JsonObject = {
  serviceOnlyText: 'Zoë said "no" \\ 😀',
  serviceOnlySwitch: false,
  serviceOnlyNumber: 0.1,
  serviceOnlyNothing: null,
  serviceOnlyRules: [{ rank: 2, name: 'b', '@odata.type': '#microsoft.graph.serviceOnlyRule' }, {}, []],
};

/**
 * Reads the body of `POST /__tenant/shapes`; what it doesn't name is ordinary. `true` takes the first of the spellings.
 * Throws a 400 refusal for a name or a spelling that there is none of.
 */
export function readShapes(body: JsonObject): ShapeSet {
  for (const name of Object.keys(body)) {
    if (!Object.hasOwn(ORDINARY, name)) throw badRequest(`'${name}' is no shape: ${Object.keys(ORDINARY).join(', ')}`);
  }
  return {
    nulls: spelling(body, 'nulls', ['null', 'absent']),
    bitOrder: spelling(body, 'bitOrder', ['blanks', 'reversed']),
    timestamps: spelling(body, 'timestamps', ['trimmed', 'seconds', 'offset']),
    annotations: isOn(body, 'annotations'),
    tips: isOn(body, 'tips'),
    reorder: isOn(body, 'reorder'),
    unknown: unknownMembers(body['unknown'] ?? false),
    scopeTagsEmpty: spelling(body, 'scopeTagsEmpty', ['empty', 'null', 'absent']),
    noFilter: spelling(body, 'noFilter', ['zero', 'absent']),
    filters: spelling(body, 'filters', ['ignored', 'narrow']),
    smallPages: isOn(body, 'smallPages'),
  };
}

function spelling<Word extends string>(body: JsonObject, name: string, words: readonly [Word, ...Word[]]): Word | null {
  const given = body[name] ?? false;
  if (given === false) return null;
  if (given === true) return words[0];
  const found = words.find((word) => word === given);
  if (found === undefined) throw badRequest(`'${name}' must be true, false or one of ${words.join(', ')}`);
  return found;
}

function isOn(body: JsonObject, name: string): boolean {
  const given = body[name] ?? false;
  if (typeof given !== 'boolean') throw badRequest(`'${name}' must be true or false`);
  return given;
}

function unknownMembers(given: JsonValue): JsonObject | null {
  if (given === false) return null;
  if (given === true) return UNHEARD_OF;
  if (!isJsonObject(given)) throw badRequest("'unknown' must be true, false or an object of members");
  return given;
}
