export interface Entry {
  readonly three: number;
}
interface TwinsByName {
  readonly entry: Entry;
}
export function countedDraftOf({ entry }: TwinsByName): number {
  const twin = entry.three;
  return twin;
}
