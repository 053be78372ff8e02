/** Where in `src/app` a call of a port is made: at run time from the stack, and in the text for the gate. */

/** `survey.ts readLists`, from an error made where the call arrives. */
export function callerIn(error: Error): string {
  for (const line of (error.stack ?? '').split('\n')) {
    const [, name = '', file] = /at (?:async )?(?:([\w$.<>]+) )?\(?.*\/src\/app\/([\w-]+\.ts)/.exec(line) ?? [];
    if (file !== undefined) return `${file} ${name.replace(/^.*\./, '')}`.trim();
  }
  return '';
}
