/** What the signs and the words of our trade mean that stand in a plan; of others nothing is said. */

import { ACTIONS, type Action, isActing } from '../../model/change.ts';
import type { Confidence } from '../../model/effect.ts';
import type { Plan } from '../../model/plan.ts';
import { type Line, line, type PlanView, span } from '../text/document.ts';
import { ACTION_WORDS } from '../text/wording.ts';

const ACTION_MEANING: Readonly<Partial<Record<Action, string>>> = {
  create: 'made in the tenant',
  update: 'changed in the tenant',
  unassign: 'no one keeps it, the empty object stays for a while',
  delete: 'gone for good',
  adopt: 'managed here from now on, as it is',
  forget: 'no longer managed here, left as it is',
};

const CONFIDENCE_MEANING = {
  documented: 'the vendor says so',
  practitioner: 'admins report it',
  inferred: 'our own conclusion',
} as const satisfies Readonly<Record<Confidence, string>>;

const CONFIDENCES = ['documented', 'practitioner', 'inferred'] as const satisfies readonly Confidence[];

/** The legend for what occurs in the lines of the view. */
export function legendLines(plan: Plan, view: Pick<PlanView, 'sections' | 'headlines' | 'alerts'>): readonly Line[] {
  const shown = [
    ...view.headlines,
    ...view.alerts,
    ...view.sections.flatMap(({ id, blocks, notes }) => [
      ...blocks.flatMap(({ head, body, short }) => (id === 'silent' ? [short] : [head, ...body])),
      ...notes,
    ]),
  ].map(textOf);
  const actions = ACTIONS.filter((action) => plan.changes.some((one) => isActing(one) && one.action === action));
  const signs = [
    ...(shown.some((text) => text.startsWith('! ')) ? ['! = look here first'] : []),
    ...actions.map((action) => `${ACTION_WORDS[action]} = ${ACTION_MEANING[action] ?? ''}`),
  ];
  const sure = CONFIDENCES.filter((one) =>
    shown.some((text) => text.includes(`(${one})`) || text.includes(`(${one},`)),
  );
  const sources = sure.map((one) => `${one} = ${CONFIDENCE_MEANING[one]}`);
  const codes = shown.some((text) => /\bEFF-[A-Z]/.test(text)) ? ['postilion explain EFF-… says why'] : [];
  return [signs, [...sources, ...codes]].flatMap((parts) =>
    parts.length === 0 ? [] : [line(0, span(parts.join('; '), 'dim'))],
  );
}

function textOf(each: Line): string {
  return each.type === 'diff' ? '' : each.spans.map(({ text }) => text).join('');
}
