/** What the catalogue says about people, as tables: for the page of one kind and for the page of all effects. */

import type { EffectCase } from '../../catalogue/effects.ts';
import { fieldsIn, type Kind } from '../../catalogue/kind.ts';
import type { EffectLevel, EffectVerdict } from '../../model/effect.ts';
import { EFFECT_LEVELS } from '../../model/effect.ts';
import { ACT_GROUPS, actTable } from './acts.ts';
import { code, GENERATED, page, table } from './markdown.ts';

/** One statement with the place it comes from. */
interface EffectRow {
  readonly what: string;
  readonly condition: string;
  readonly verdict: EffectVerdict;
}

const LEVEL_MEANINGS: Readonly<Record<EffectLevel, string>> = {
  none: 'nobody is reached, or nothing arrives on a device',
  silent: 'the device takes it over without a word',
  notice: 'a message is shown; there is nothing to do',
  'may-reapprove': 'the device may ask people to agree to the new configuration; also what an unknown effect counts as',
  'user-action': 'people have to do something outside Mail, such as opening Company Portal',
  'sign-in': 'people are asked for their password or a modern sign-in',
  'account-reset': 'the account is set up anew: sign-in, mail downloads again, own mail settings are lost',
  'mail-removed': 'mail, or a part of it, leaves the device',
  'lock-out': 'people get no mail until somebody intervenes',
};

/** The effects of one kind: setting by setting, then what happens to the profile as a whole. */
export function effectTables(kind: Kind): string {
  return page([
    settingsTable(settingRows(kind)),
    'The profile as a whole:',
    settingsTable(profileRows(kind)),
  ]).trimEnd();
}

/** The page about all effects. */
export function effectsPage(kinds: readonly Kind[]): string {
  const rows = kinds.flatMap((kind) =>
    [...settingRows(kind), ...profileRows(kind)].map((row) => [code(kind.name), ...cells(row)]),
  );
  return page([
    GENERATED,
    '# Effects on people',
    'Every change is judged by what it does to the people who use the profile. The worst judgement of a change counts, and the levels decide what waits for an approval (`approval.from` in `postilion.yaml`).',
    '## Levels, from least to worst',
    table(
      ['Level', 'What it means'],
      EFFECT_LEVELS.map((level) => [code(level), LEVEL_MEANINGS[level]]),
    ),
    '**Outage** stands beside a level where mail stops without any prompt; approvals treat it as `account-reset` at least. A level is `documented` by a vendor, reported by `practitioner`s, or `inferred` by us. What depends on facts that nobody can read from a tenant stands under "may also" and is outside the level. A tenant that has observed something else on its own devices overrides a level with `effects` in `postilion.yaml`.',
    '## What an act does, kind by kind',
    'The same act has one level on every kind, unless a source makes it differ. A dash stands where a kind cannot do it.',
    ...ACT_GROUPS.flatMap((group) => [`### ${group.title}`, actTable(group, kinds)]),
    '## From an observation to a judgement',
    LEARNING,
    '## Every judgement',
    table(['Kind', ...HEAD], rows),
    'Sources are listed in [sources.md](sources.md).',
  ]);
}

const LEARNING = `A level that is inferred can be wrong for your devices. A run that wrote something keeps what it predicted: the level,
its confidence, how many people it concerned, and because of which fields. A day later \`postilion status KEY --since last\`
(or a run's first letters, or a time) holds that against what shows since:

- what became of the profile on devices, as Intune counts them (have it, pending, failed, in conflict);
- for iOS mail, how many of its people signed in to Apple's mail app, in Entra's sign-in log, and how many did so in as long a
  time before. That takes the permission \`AuditLog.Read.All\`; without it, it says so. Only counts are shown and nothing of it
  is stored.

Where hardly anybody signed in again although the plan said so, or most people did although it said they wouldn't, the
last line is an entry for \`effects\`: copy it into postilion.yaml, with your own words for why.

\`\`\`yaml
effects:
  - {kind: ios-mail, field: accountName, level: silent, because: "4 of 340 people signed in again in 26 hours after the run of 2026-03-02"}
\`\`\`

From then on plans say so, with your reason. A milder level lets more through, so the entry itself waits for an approval
(\`POL-001\`). First deliveries, removals and moves have no field and can't be overridden.`;

const HEAD = ['What changes', 'How', 'Level', 'Confidence', 'What people see', 'May also', 'Rule', 'Sources'] as const;

function settingsTable(rows: readonly EffectRow[]): string {
  return table(HEAD, rows.map(cells));
}

function cells({ what, condition, verdict }: EffectRow): readonly string[] {
  const level = verdict.outage ? `${code(verdict.level)}, outage` : code(verdict.level);
  const { confidence, reason, mayAlso, rule, sources } = verdict;
  return [what, condition, level, confidence, reason, mayAlso.join('; '), code(rule), sources.join(', ')];
}

function settingRows(kind: Kind): readonly EffectRow[] {
  return fieldsIn(kind).flatMap(([name, field]) =>
    caseRows(code(name), field.changes, 'any change', 'any other change'),
  );
}

function profileRows(kind: Kind): readonly EffectRow[] {
  const { firstDelivery, removal, moved, metadata } = kind.effects;
  const whole = (what: string, verdict: EffectVerdict): EffectRow => ({ what, condition: '', verdict });
  return [
    ...caseRows('first delivery', firstDelivery, '', 'otherwise'),
    whole('taken away (unassigned, narrowed or excluded)', removal),
    whole('people moved to another profile of the platform', moved),
    whole('name, description, scope tags', metadata),
  ];
}

function caseRows(what: string, cases: readonly EffectCase[], only: string, rest: string): readonly EffectRow[] {
  const last = cases.length === 1 ? only : rest;
  return cases.map(({ whenText, verdict }) => ({ what, condition: whenText ?? last, verdict }));
}
