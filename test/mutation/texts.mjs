/** Tells Stryker which literals are texts for people: rewording them is no bug, so their mutants are not made. */

/** Members that hold such texts in the catalogue, the schemas and the verdicts. */
const MEMBERS = ['because', 'description', 'doc', 'label', 'noun', 'portalPath', 'reason', 'title', 'whenText'];

/** Functions of the schemas whose only literal argument is a description. */
const DESCRIBERS = ['count', 'everybody', 'text'];

/** Stryker reads its plugins from an export of this name. */
export const strykerPlugins = [{ kind: 'Ignore', name: 'texts', value: { shouldIgnore } }];

/**
 * A place in the syntax tree → why it has no mutants, or nothing.
 * @typedef {{ type: string, value?: unknown, key?: { name: string }, callee?: { name: string } }} SyntaxNode
 * @typedef {{ node: SyntaxNode, parent?: SyntaxNode, parentPath?: Place }} Place
 * @param {Place} place
 */
function shouldIgnore(place) {
  return isText(place.node) && isReadByPeople(place) ? 'a text that people read' : undefined;
}

/** @param {Place} place */
function isReadByPeople({ node, parent, parentPath }) {
  if (parent?.type === 'ObjectProperty') return parent.value === node && MEMBERS.includes(parent.key?.name ?? '');
  if (parent?.type === 'NewExpression') return parentPath?.parent?.type === 'ThrowStatement';
  return parent?.type === 'CallExpression' && DESCRIBERS.includes(parent.callee?.name ?? '');
}

/** @param {SyntaxNode} node */
function isText(node) {
  return node.type === 'StringLiteral' || node.type === 'TemplateLiteral';
}
