/**
 * Which value of a setting lets through what another one holds back: every setting of postilion.yaml and every wish of a
 * profile that may do so, once. A setting that isn't named here does not compile.
 */

import type { Config } from '../../model/config.ts';
import { compareLevels, isEffectLevel } from '../../model/effect.ts';
import { isJsonArray, isJsonObject, type JsonValue, ownMember, stringAt } from '../../model/json.ts';
import type { DesiredProfile } from '../../model/profile.ts';
import { durationOf } from '../../model/time.ts';
import { catalogueLevels } from './catalogue-levels.ts';
import { BUDGET, WINDOWS } from './hours-settings.ts';
import { isWithin, namesBeyond, patternsOf } from './patterns.ts';
import type { JudgingSetting, NeutralSetting, PolicyItems, PolicySetting } from './policy-setting.ts';

const LIMITS = ['removals', 'losingMail', 'newPeople'] as const;
const GROWTH = ['percent', 'people'] as const;
const HEALING = ['never', 'silent', 'all'] as const;

const HEAL: JudgingSetting = {
  items: ({ heal }) => ({ heal }),
  loosens: (before, after) => rankOf(after) > rankOf(before),
  keep: (config, _, before) => ({ ...config, heal: HEALING.find((one) => one === before) ?? 'never' }),
};

const APPROVAL: JudgingSetting = {
  items: ({ approval: { from, growth, approvers } }) => ({
    'approval.approvers': approvers,
    'approval.from': from,
    'approval.growth.percent': growth.percent,
    'approval.growth.people': growth.people,
  }),
  loosens: (before, after) => {
    if (typeof before === 'number' || typeof after === 'number') return isHigher(before, after);
    if (typeof before === 'string' || typeof after === 'string')
      return compareLevels(levelOf(after, 'lock-out'), levelOf(before, 'none')) > 0;
    return namesBeyond(before, after);
  },
  keep: (config, item, before) => {
    const { approval } = config;
    if (item === 'approval.approvers') {
      const known = patternsOf(before);
      const { approvers: wished } = approval;
      const approvers =
        known === null || wished === null ? (known ?? wished) : wished.filter((one) => known.includes(one));
      return { ...config, approval: { ...approval, approvers } };
    }
    if (item === 'approval.from') return { ...config, approval: { ...approval, from: levelOf(before, 'silent') } };
    const name = GROWTH.find((one) => item === `approval.growth.${one}`);
    if (name === undefined) return config;
    return { ...config, approval: { ...approval, growth: { ...approval.growth, [name]: numberOf(before) } } };
  },
};

const LIMIT: JudgingSetting = {
  items: ({ limits }) => Object.fromEntries(LIMITS.map((name) => [`limits.${name}`, limits[name]])),
  loosens: isHigher,
  keep: (config, item, before) => {
    const name = LIMITS.find((one) => item === `limits.${one}`);
    return name === undefined ? config : { ...config, limits: { ...config.limits, [name]: numberOf(before) } };
  },
};

/** Groups that a plan may tell about. How many members are read says how exactly they are counted: fewer give upper bounds. */
const GROUPS: JudgingSetting = {
  items: ({ groups: { allow } }) => ({ 'groups.allow': allow }),
  loosens: (before, after) => {
    const [known, wished] = [patternsOf(before), patternsOf(after)];
    if (known === null) return false;
    return wished === null || wished.some((pattern) => !isWithin(pattern, known));
  },
  keep: (config, _, before) => {
    const [known, wished] = [patternsOf(before) ?? ['*'], config.groups.allow ?? ['*']];
    const narrower = [
      ...wished.filter((pattern) => isWithin(pattern, known)),
      ...known.filter((pattern) => isWithin(pattern, wished)),
    ];
    return { ...config, groups: { ...config.groups, allow: [...new Set(narrower)].sort() } };
  },
};

/** What the house allows. A setting that is left out allows everything. */
const HOUSE: JudgingSetting = {
  items: ({ policy }) => Object.fromEntries(Object.entries(policy).map(([name, value]) => [`policy.${name}`, value])),
  loosens: (before, after) => {
    if (before === undefined || before === null || before === true || before === 'optional') return false;
    if (isJsonArray(before)) return GROUPS.loosens(before, after, 'groups.allow');
    return typeof before === 'number' ? typeof after !== 'number' || after > before : before !== after;
  },
  keep: (config, item, before) => {
    const { policy } = config;
    if (item === 'policy.allUsers') return { ...config, policy: { ...policy, allUsers: false } };
    if (item === 'policy.oauth') return { ...config, policy: { ...policy, oauth: 'required' } };
    if (item === 'policy.names') return { ...config, policy: { ...policy, names: patternsOf(before) } };
    return { ...config, policy: { ...policy, mostPeople: numberOf(before) } };
  },
};

const SUSPEND: JudgingSetting = {
  items: ({ suspend }) =>
    suspend === true
      ? { suspend: true }
      : Object.fromEntries((suspend === false ? [] : suspend).map((key) => [`suspend.${key}`, true])),
  loosens: (before, after) => before === true && after !== true,
  keep: (config, item) => {
    const { suspend } = config;
    if (suspend === true || item === 'suspend') return { ...config, suspend: true };
    return { ...config, suspend: [...(suspend === false ? [] : suspend), item.slice('suspend.'.length)] };
  },
};

/**
 * A level below what may count without the line, or below the line of before. A line that the catalogue outdoes for every change of
 * the field lets nothing through by its going, and one that outdoes the catalogue nothing by its coming; the rest is judged per change.
 */
const EFFECTS: JudgingSetting = {
  items: ({ effects }) =>
    Object.fromEntries(
      effects
        .filter(({ atLeast }) => atLeast !== 'catalogue')
        .map(({ kind, field, level, because }) => [`effects.${kind}.${field}`, { level, because }]),
    ),
  loosens: (before, after, item) => {
    const [was, is] = [overrideLevel(before), overrideLevel(after)];
    const [kind = '', field = ''] = splitItem(item);
    const [least, most] = catalogueLevels(kind, field);
    if (is === null) return was !== null && compareLevels(was, least) > 0;
    if (was === null) return compareLevels(is, most) < 0;
    return compareLevels(is, was) < 0;
  },
  keep: (config, item, before) => {
    const [kind = '', field = ''] = splitItem(item);
    const rest = config.effects.filter((one) => one.kind !== kind || one.field !== field);
    const own = config.effects.find((one) => one.kind === kind && one.field === field);
    const known = overrideLevel(before);
    const because = isJsonObject(before) ? (stringAt(before, 'because') ?? '') : '';
    const kept = known === null ? own : { kind, field, level: known, because };
    if (kept === undefined) return config;
    // Where one of both is no line, the catalogue counts wherever it is worse.
    const atLeast = known === null || own === undefined ? ({ atLeast: 'catalogue' } as const) : {};
    return { ...config, effects: [...rest, { ...kept, ...atLeast }] };
  },
};

/** Records are kept for so long: a shorter time deletes earlier, or believes earlier that nothing hides. */
function shorterSpan(name: 'grace' | 'lateness'): JudgingSetting {
  return {
    items: (config) => ({ [name]: config[name] }),
    loosens: (before, after) => spanOf(after) < spanOf(before),
    keep: (config, _, before) => (typeof before === 'string' ? { ...config, [name]: before } : config),
  };
}

/** Whoever may write to the branch says what is applied. */
const BRANCH: JudgingSetting = {
  items: ({ branch }) => ({ branch }),
  loosens: (before, after) => before !== after,
  keep: (config, _, before) => (typeof before === 'string' ? { ...config, branch: before } : config),
};

/** Every setting of postilion.yaml. */
const CONFIG_POLICY: { readonly [Name in keyof Required<Config>]: PolicySetting } = {
  version: { neutral: 'says how the file is read' },
  owner: { neutral: 'another owner has no claim to an object, and no code is good for it' },
  tenant: { neutral: 'a run refuses another tenant than the state names' },
  tenantName: { neutral: 'says which folder and state branch are meant, and tenant says which tenant' },
  profiles: { neutral: 'a profile that is no longer found is taken away, which is judged like any change' },
  state: { neutral: 'the policy is remembered there: another place remembers none, and then the defaults judge' },
  branch: BRANCH,
  heal: HEAL,
  approval: APPROVAL,
  limits: LIMIT,
  windows: WINDOWS,
  budget: BUDGET,
  policy: HOUSE,
  groups: GROUPS,
  apply: { neutral: 'says how fast changes are written, not which ones: what waits for another one still does' },
  grace: shorterSpan('grace'),
  lateness: shorterSpan('lateness'),
  release: { neutral: 'nothing is written to what is let go; of a protected profile it waits for `protect` first' },
  moved: { neutral: 'the record, its protection included, goes along under the new key' },
  suspend: SUSPEND,
  effects: EFFECTS,
  adopt: { neutral: 'what is taken over is judged like any change' },
  adoptPlaces: { neutral: 'says where lines stand' },
  because: { neutral: 'says why' },
  places: { neutral: 'says where lines stand' },
};

/** What a profile says about how it is judged. */
interface ProfileWishes extends Pick<DesiredProfile, 'protect' | 'unmanaged'> {
  /** Rule → the last day; null: without an end. */
  readonly waive: Readonly<Record<string, string | null>>;
}

type ProfilePolicy = {
  readonly [Name in keyof ProfileWishes]:
    | { readonly loosens: (before: ProfileWishes[Name], after: ProfileWishes[Name]) => boolean }
    | NeutralSetting;
};

export const PROFILE_POLICY = {
  protect: { loosens: (before: boolean, after: boolean) => before && !after },
  unmanaged: {
    neutral: 'nothing is written to what is left to the portal; what is taken back is judged like any change',
  },
  waive: {
    loosens: (before: ProfileWishes['waive'], after: ProfileWishes['waive']) =>
      Object.entries(after).some(([rule, until]) => !isWithinTime(until, before[rule])),
  },
} as const satisfies ProfilePolicy;

/** True for a waiver that ends no later than the one that was. */
export function isWithinTime(until: string | null, before: JsonValue | undefined): boolean {
  if (before === undefined) return false;
  return before === null || (until !== null && typeof before === 'string' && until <= before);
}

/** What a configuration says of policy, setting by setting. */
export function policyItems(config: Config): PolicyItems {
  return Object.fromEntries(judging().flatMap(({ items }) => Object.entries(items(config))));
}

/** The settings of `config` that let through what `before` holds back, each with the values of both. */
export function loosenedItems(before: PolicyItems, config: Config): readonly LoosenedItem[] {
  return judging().flatMap((setting) => {
    const wished = setting.items(config);
    const known = Object.keys(before).filter((item) => settingOf(item) === setting);
    const items = [...new Set([...known, ...Object.keys(wished)])].sort();
    // Whoever suspends all lifts nothing.
    if (setting === SUSPEND && config.suspend === true) return [];
    return items.flatMap((item) => {
      const [from, to] = [ownMember(before, item), ownMember(wished, item)];
      return setting.loosens(from, to, item) ? [{ item, from, to }] : [];
    });
  });
}

export interface LoosenedItem {
  readonly item: string;
  readonly from: JsonValue | undefined;
  readonly to: JsonValue | undefined;
}

/** The configuration as if the setting had not been loosened. */
export function withoutLoosening(config: Config, { item, from }: Pick<LoosenedItem, 'item' | 'from'>): Config {
  return settingOf(item)?.keep(config, item, from) ?? config;
}

function judging(): readonly JudgingSetting[] {
  return Object.values(CONFIG_POLICY).flatMap((setting) => ('neutral' in setting ? [] : [setting]));
}

function settingOf(item: string): JudgingSetting | undefined {
  const name = item.split('.')[0] ?? '';
  const setting: PolicySetting | undefined = Object.entries(CONFIG_POLICY).find(([one]) => one === name)?.[1];
  return setting === undefined || 'neutral' in setting ? undefined : setting;
}

/** `effects.ios-mail.server` → kind and field; kinds have no dots. */
function splitItem(item: string): readonly string[] {
  const [, kind = '', ...field] = item.split('.');
  return [kind, field.join('.')];
}

function overrideLevel(value: JsonValue | undefined): ReturnType<typeof levelOf> | null {
  if (!isJsonObject(value)) return null;
  return levelOf(value['level'], 'lock-out');
}

function levelOf(value: JsonValue | undefined, otherwise: Config['approval']['from']): Config['approval']['from'] {
  return typeof value === 'string' && isEffectLevel(value) ? value : otherwise;
}

function rankOf(value: JsonValue | undefined): number {
  return HEALING.findIndex((one) => one === value);
}

function numberOf(value: JsonValue | undefined): number {
  return typeof value === 'number' ? value : 0;
}

function isHigher(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  return numberOf(after) > numberOf(before);
}

function spanOf(value: JsonValue | undefined): number {
  return typeof value === 'string' ? (durationOf(value) ?? 0) : 0;
}
