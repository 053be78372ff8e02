/** `node bundle/action.js VERB`: one step of a workflow. */

import process, { argv, cwd, env, execPath, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { runAction } from './run-action.ts';

process.exitCode = await runAction(argv[2] ?? '', {
  env,
  cwd: cwd(),
  node: execPath,
  // Both are files of one bundle.
  program: fileURLToPath(new URL('postilion.js', import.meta.url)),
  print: (text) => void stdout.write(text),
});
