/** Links to the lines of a commit, as GitHub has them. */

/** The address of a commit's files, such as `https://github.com/contoso/mail/blob/<sha>`; null where nobody told it. */
export type FileBase = string | null;

/** A Markdown link around text that is Markdown already; the bare text where the place can't be linked safely. */
export function linked(
  markdown: string,
  place: { readonly file: string | null; readonly line: number | null },
  base: FileBase,
): string {
  const { file, line } = place;
  if (base === null || file === null || file === '' || file.length > 400) return markdown;
  const names = file.replace(/\p{Cs}/gu, '\ufffd').split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..')) return markdown;
  // What encodeURIComponent leaves can close a link of Markdown or a cell.
  const path = names
    .map((name) => encodeURIComponent(name).replace(/[!'()*~_]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`))
    .join('/');
  const anchor = line !== null && Number.isSafeInteger(line) && line > 0 ? `#L${line}` : '';
  return `[${markdown}](${base}/${path}${anchor})`;
}
