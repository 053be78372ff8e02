/** Loosened settings as lines of the plan: what each would let through, and the code that lets it count. */

import type { Approval, ApprovalCode, Grant } from '../../model/approval.ts';
import { type Change, isActing } from '../../model/change.ts';
import type { Config } from '../../model/config.ts';
import { digestText } from '../../model/digest.ts';
import { compareText, type Finding, finding } from '../../model/finding.ts';
import { canonical } from '../../model/json.ts';
import type { Plan, PolicyChange } from '../../model/plan.ts';
import { counted } from '../../model/text.ts';
import { type Applies, appliesOf, policyCode } from '../plan/approval-code.ts';
import { isWithinGrowth, mostAllowed } from './growth.ts';
import type { Loosening, PolicyInForce } from './policy-in-force.ts';

/** How the plan would look if these settings counted. */
type PlanWith = (settings: ReadonlySet<string>) => Pick<Plan, 'changes'>;

export interface PolicyTerms {
  readonly tenant: Plan['tenant'];
  readonly applies: Applies;
  readonly peopleOf: (keys: readonly string[]) => number | null;
  readonly planWith: PlanWith;
  /** Keys of the profiles that a setting holds by an error. */
  readonly heldBy?: (setting: string) => readonly string[];
}

/** The name under which uses of a setting's codes are counted, beside the keys of profiles. */
export function countedAs(setting: string): string {
  return `policy:${setting}`;
}

/** What the plan says of the settings that the commit loosens. */
export function policyChanges(
  changes: readonly Change[],
  loosened: readonly Loosening[],
  terms: PolicyTerms,
): Pick<Plan, 'policyChanges' | 'policyCode'> {
  if (loosened.length === 0) return {};
  const settings = loosened.map(({ setting }) => setting);
  const opened = (some: readonly string[]) => [
    ...openedBy(changes, terms.planWith(new Set(some)).changes),
    ...some.flatMap((setting) => terms.heldBy?.(setting) ?? []),
  ];
  const alone = new Map(settings.map((setting) => [setting, opened([setting])]));
  const together = settings.length === 1 ? (alone.get(settings[0] ?? '') ?? []) : opened(settings);
  // What opens only by several settings at once counts for each of them.
  const shared = together.filter((key) => ![...alone.values()].some((keys) => keys.includes(key)));
  const lines = loosened.map(({ setting, from, to, because }): PolicyChange => {
    const letsThrough = [...new Set([...(alone.get(setting) ?? []), ...shared])].sort(compareText);
    const applies = appliesOf(terms.applies, countedAs(setting));
    const people = letsThrough.length === 0 ? 0 : terms.peopleOf(letsThrough);
    const code = policyCode(terms.tenant, [{ setting, from, to, applies }], people);
    const digest = digestText(canonical({ policy: { setting, from, to } }));
    return { setting, from, to, because, letsThrough, people, gates: ['policy'], digest, code, applies };
  });
  if (lines.length === 1) return { policyChanges: lines };
  const all = [...new Set(lines.flatMap(({ letsThrough }) => letsThrough))];
  const people = all.length === 0 ? 0 : terms.peopleOf(all);
  return { policyChanges: lines, policyCode: policyCode(terms.tenant, lines, people) };
}

/** Keys of changes of which a gate opens. */
function openedBy(changes: readonly Change[], after: readonly Change[]): readonly string[] {
  const later = new Map(after.map(({ key, gates }) => [key, gates]));
  return changes
    .filter((change) => isActing(change))
    .filter(({ key, gates }) => gates.some((gate) => later.get(key)?.includes(gate) === false))
    .map(({ key }) => key);
}

/** A finding for each line, at its place in the file. */
export function policyFindings({ loosened }: Pick<PolicyInForce, 'loosened'>): readonly Finding[] {
  return loosened.map(({ setting, from, to, at }) => {
    const text = `${setting} is loosened from ${canonical(from)} to ${canonical(to)}: what was in force before judges until the code of this line is approved`;
    return finding('POL-001', text, { at });
  });
}

export interface PolicyGrants {
  /** Settings that count from now on. */
  readonly accepted: ReadonlySet<string>;
  /** Texts of the codes that were used. */
  readonly used: ReadonlySet<string>;
  /** For the record of the run. */
  readonly grants: readonly Grant[];
  /** Codes that were given for fewer people than there are now. */
  readonly outgrown: readonly string[];
}

export const NO_POLICY_GRANTS: PolicyGrants = { accepted: new Set(), used: new Set(), grants: [], outgrown: [] };

/** What codes open of the loosened settings. A level or a digest opens none of them. */
export function policyGrants(
  plan: Plan,
  codes: readonly ApprovalCode[],
  peopleOf: PolicyTerms['peopleOf'],
  growth: Config['approval']['growth'],
): PolicyGrants {
  const lines = plan.policyChanges ?? [];
  const accepted = new Set<string>();
  const used = new Set<string>();
  const grants: Grant[] = [];
  const outgrown: string[] = [];
  for (const code of codes) {
    const members = membersOf(code, lines, plan.tenant);
    if (members.length === 0) continue;
    used.add(code.text);
    const keys = [...new Set(members.flatMap(({ letsThrough }) => letsThrough))];
    const now = keys.length === 0 ? 0 : peopleOf(keys);
    const isWithin = code.people === null ? now === null || now === 0 : isWithinGrowth(code.people, now, growth);
    if (!isWithin) {
      outgrown.push(outgrownText(code, now, members, growth));
      continue;
    }
    for (const { setting } of members) {
      accepted.add(setting);
      grants.push({ key: countedAs(setting), gates: ['policy'], given: code.text, people: code.people });
    }
  }
  return { accepted, used, grants, outgrown };
}

/** What the whole approval opens of them; a code of a review that fits for fewer people than there are is no fault of the run. */
export function approvedPolicy(
  { plan, peopleOf }: { readonly plan: Plan; readonly peopleOf: PolicyTerms['peopleOf'] },
  { codes, reviewed = [] }: Pick<Approval, 'codes' | 'reviewed'>,
  growth: Config['approval']['growth'],
): PolicyGrants {
  const given = policyGrants(plan, codes, peopleOf, growth);
  const found = policyGrants(
    plan,
    reviewed.map(({ code }) => code),
    peopleOf,
    growth,
  );
  const grants = found.grants.flatMap((grant) => {
    const one = reviewed.find(({ code, keys }) => code.text === grant.given && keys.includes(grant.key));
    return one === undefined ? [] : [{ ...grant, reviews: one.reviews }];
  });
  const opened = new Set(grants.map(({ key }) => key));
  return {
    ...given,
    accepted: new Set([...given.accepted, ...[...found.accepted].filter((setting) => opened.has(countedAs(setting)))]),
    used: new Set([...given.used, ...found.used]),
    grants: [...given.grants, ...grants],
  };
}

function membersOf(
  code: ApprovalCode,
  lines: readonly PolicyChange[],
  tenant: Plan['tenant'],
): readonly PolicyChange[] {
  const one = lines.find((line) => policyCode(tenant, [line], code.people) === code.text);
  if (one !== undefined) return [one];
  return lines.length > 1 && policyCode(tenant, lines, code.people) === code.text ? lines : [];
}

function outgrownText(
  code: ApprovalCode,
  now: number | null,
  members: readonly PolicyChange[],
  growth: Config['approval']['growth'],
): string {
  const names = members.map(({ setting }) => setting).join(', ');
  const was = code.people === null ? 'people whom nobody could count' : counted(code.people, 'person', 'people');
  const is = now === null ? 'nobody can say how many now' : `${counted(now, 'person', 'people')} now`;
  const most = code.people === null ? '' : `, and approval.growth allows ${mostAllowed(code.people, growth)}`;
  const codes = members.map((line) => `--approve ${line.code}`).join(', ');
  return `--approve ${code.text}: loosening ${names} let changes through for ${was}, it is ${is}${most}; use ${codes}`;
}
