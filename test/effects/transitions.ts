/** A transition for each judgement of a kind, looked for among the fields' own values: a judgement without one is dead. */

import { normaliseSettings } from '../../src/catalogue/codec.ts';
import { judge } from '../../src/catalogue/effects.ts';
import type { Field } from '../../src/catalogue/field.ts';
import { fieldsIn, type Kind } from '../../src/catalogue/kind.ts';
import type { EffectVerdict } from '../../src/model/effect.ts';
import { canonical, type JsonValue } from '../../src/model/json.ts';
import type { Settings } from '../../src/model/profile.ts';

export interface Transition {
  readonly field: string;
  readonly from: JsonValue;
  readonly to: JsonValue;
  /** The other settings that matter, where they are not the usual ones. */
  readonly beside: Settings;
  readonly verdict: EffectVerdict;
}

/** Values in normal form, each once. */
function valuesOf(field: Field): readonly JsonValue[] {
  const { examples, initial, required, shape } = field;
  const anotherText = shape.type === 'text' || field.fixed !== undefined ? ['Another text'] : [];
  const allButOne = shape.type === 'set' ? [Object.keys(shape.meanings).slice(0, -1)] : [];
  const another = [...anotherText, ...allButOne];
  const all = [...examples, ...another, ...(initial === null ? [] : [initial]), ...(required ? [] : [null])];
  const values = new Map(all.map((value) => field.normalise(value)).map((value) => [canonical(value), value]));
  return [...values.values()];
}

interface Circumstance {
  readonly settings: Settings;
  readonly beside: Settings;
}

/** The usual settings of the kind, and those with one field that is otherwise. */
function circumstances(kind: Kind): readonly Circumstance[] {
  const usual = normaliseSettings(
    kind,
    Object.fromEntries(
      fieldsIn(kind).map(([name, field]) => [name, field.required ? (field.examples[0] ?? null) : null]),
    ),
  );
  const others = fieldsIn(kind).flatMap(([name, field]) =>
    valuesOf(field).map((value) => ({ settings: { ...usual, [name]: value }, beside: { [name]: value } })),
  );
  return [{ settings: usual, beside: {} }, ...others];
}

/** Those with two fields that are otherwise. */
function* pairs(known: readonly Circumstance[]): Generator<Circumstance> {
  for (const one of known) {
    for (const other of known) {
      yield { settings: { ...one.settings, ...other.beside }, beside: { ...one.beside, ...other.beside } };
    }
  }
}

/** The first transition of the field that the rule judges. */
function findTransition(kind: Kind, name: string, field: Field, rule: string): Transition | undefined {
  const known = circumstances(kind);
  return transitionIn(known, name, field, rule) ?? transitionIn(pairs(known), name, field, rule);
}

function transitionIn(known: Iterable<Circumstance>, name: string, field: Field, rule: string): Transition | undefined {
  const values = valuesOf(field);
  for (const { settings, beside } of known) {
    for (const from of values) {
      for (const to of values) {
        if (canonical(from) === canonical(to)) continue;
        const [before, after] = [from, to].map((value): Settings => ({ ...settings, [name]: value }));
        const verdict = judge(field.changes, { from, to, before: before ?? {}, after: after ?? {} });
        if (verdict.rule === rule) return { field: name, from, to, beside, verdict };
      }
    }
  }
  return undefined;
}

/** A transition for each field and each judgement on it; undefined members are judgements that never hold. */
export function transitionsOf(
  kind: Kind,
): readonly { readonly what: string; readonly found: Transition | undefined }[] {
  return fieldsIn(kind).flatMap(([name, field]) =>
    field.changes.map(({ verdict }) => ({
      what: `${name} ${verdict.rule}`,
      found: findTransition(kind, name, field, verdict.rule),
    })),
  );
}

/** Settings for each judgement on a first delivery. */
export function deliveriesOf(kind: Kind): readonly { readonly what: string; readonly beside: Settings | undefined }[] {
  return kind.effects.firstDelivery.map(({ verdict }) => ({
    what: verdict.rule,
    beside:
      deliveryIn(kind, circumstances(kind), verdict.rule) ?? deliveryIn(kind, pairs(circumstances(kind)), verdict.rule),
  }));
}

function deliveryIn({ effects }: Kind, known: Iterable<Circumstance>, rule: string): Settings | undefined {
  for (const { settings, beside } of known) {
    const judged = judge(effects.firstDelivery, { from: null, to: null, before: {}, after: settings });
    if (judged.rule === rule) return beside;
  }
  return undefined;
}
