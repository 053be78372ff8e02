/** JSON as text: reading and changing single entries, so that whatever else stands there keeps its bytes. */

/** The text of every entry of the list that begins at `start`, blanks around it included. The text must be JSON. */
export function readEntriesAt(
  text: string,
  start: number,
): { readonly entries: readonly string[]; readonly end: number } {
  const entries: string[] = [];
  let [at, from] = [start + 1, start + 1];
  for (let depth = 0; ; at += 1) {
    const letter = text[at];
    if (letter === '"') at = endOfText(text, at);
    else if (letter === '[' || letter === '{') depth += 1;
    else if (depth > 0 && (letter === ']' || letter === '}')) depth -= 1;
    else if (depth === 0 && letter === ',') {
      entries.push(text.slice(from, at));
      from = at + 1;
    } else if (letter === undefined || letter === ']' || letter === '}') break;
  }
  const last = text.slice(from, at);
  return { entries: last.trim() === '' ? entries : [...entries, last], end: at };
}

/** Where the value of a member of the outermost object begins; the last one where it stands twice, as JSON is read. */
export function findMember(text: string, name: string): number | null {
  const start = text.indexOf('{');
  let [at, found] = [start + 1, -1];
  for (const entry of readEntriesAt(text, start).entries) {
    const [key = ''] = /^\s*"(?:[^"\\]|\\.)*"/s.exec(entry) ?? [];
    const isIt = key !== '' && JSON.parse(key) === name;
    if (isIt) found = at + key.length + (/^\s*:\s*/.exec(entry.slice(key.length))?.[0].length ?? 0);
    at += entry.length + 1;
  }
  return found < 0 ? null : found;
}

/** The JSON with integers that a number can't hold exactly as texts. */
export function keepExactIntegers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs, (token) =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}

function endOfText(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
