/** The settings of a kind as its declaration types them: tests write them so that the compiler knows each word. */

import type { Field } from '../../src/catalogue/field.ts';

export type SettingsOf<K extends { readonly fields: Readonly<Record<string, Field>> }> = {
  readonly [F in keyof K['fields']]?: K['fields'][F]['examples'][number] | null;
};
