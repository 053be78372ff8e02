/** Why a file could not be read, as a clause with what to do. */

export function unreadableWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  if (code === 'EISDIR') return 'is a folder: put a file there, or name one';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read: look at who may';
  return `can not be read (${code}): look at what it is`;
}
