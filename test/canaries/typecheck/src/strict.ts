export function length(text: string | undefined): number {
  return text.length; // ! TS18048
}
export function untyped(value): unknown { // ! TS7006
  return value;
}
export function first(texts: readonly string[]): number {
  return texts[0].length; // ! TS2532
}
export const partial: { readonly filter?: string } = { filter: undefined }; // ! TS2375
export function dotted(record: Readonly<Record<string, string>>): string | undefined {
  return record.name; // ! TS4111
}
export function fallsThrough(code: number): number {
  switch (code) {
    case 1: // ! TS7029
      length('a');
    case 2:
      return 2;
    default:
      return 0;
  }
}
export function sometimes(flag: boolean): number | undefined { // ! TS7030
  if (flag) return 1;
}
