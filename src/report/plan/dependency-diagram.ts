/** Draws dependencies in Mermaid: from mail to its certificate, from a certificate to its root. */

import { type Change, isActing, isOurs } from '../../model/change.ts';
import type { Plan } from '../../model/plan.ts';
import { fencedBlock } from '../text/escape.ts';
import { ACTION_WORDS } from '../text/wording.ts';

/** More nodes are no picture any more. */
const MOST_NODES = 40;
/** A name is cut so that boxes stay boxes. */
const LONGEST = 48;

/** The part of a plan's graph that something changes in, as Markdown; empty where nothing of it is linked. */
export function chainDiagram(plan: Plan): string {
  const byKey = new Map(plan.changes.map((change) => [change.key, change]));
  const links = plan.changes.flatMap((change) =>
    (change.needs ?? []).flatMap((need) => (byKey.has(need.key) ? [{ from: change.key, ...need }] : [])),
  );
  const shown = connected(
    plan.changes.filter(isActing).map(({ key }) => key),
    links.map(({ from, key }) => [from, key]),
  );
  const drawn = links.filter(({ from }) => shown.has(from));
  const nodes = [...new Set(drawn.flatMap(({ from, key }) => [from, key]))].sort();
  if (nodes.length === 0 || nodes.length > MOST_NODES) return '';
  const name = (key: string): string => `n${nodes.indexOf(key)}`;
  const lines = [
    'flowchart BT',
    ...nodes.map((key) => `  ${name(key)}["${labelOf(byKey.get(key), key)}"]`),
    ...drawn.map(({ from, field, key }) => `  ${name(from)} -->|${spelt(field)}| ${name(key)}`),
  ];
  return `\n### what stands on what\n\n${fencedBlock(lines, 'mermaid', '')}\n`;
}

/** The keys and everything that is linked with them, in whatever direction. */
function connected(start: readonly string[], links: readonly (readonly string[])[]): ReadonlySet<string> {
  const found = new Set(start);
  for (const key of found) for (const ends of links) if (ends.includes(key)) for (const end of ends) found.add(end);
  return found;
}

function labelOf(change: Change | undefined, key: string): string {
  if (change === undefined) return spelt(key);
  const { action, kind } = change;
  const what = isOurs(change) ? ACTION_WORDS[action].replace(/^\W+/, '') : 'not managed here';
  const name = isOurs(change) ? key : change.name;
  return [name, kind, what].map(spelt).join('<br>');
}

/** Foreign texts as Mermaid's numbered characters, whatever could end a label or begin something else. */
function spelt(text: string): string {
  const letters = [...text];
  const cut = letters.length > LONGEST ? [...letters.slice(0, LONGEST), '…'] : letters;
  return cut
    .map((letter) => (/[\p{L}\p{N} .,:…-]/u.test(letter) ? letter : `#${letter.codePointAt(0) ?? 0};`))
    .join('');
}
