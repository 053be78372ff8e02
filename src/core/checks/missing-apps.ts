/** Mail and its configurations need their app on the same devices: APP-001, APP-016. */

import { isExchangeOnline } from '../../catalogue/conditions.ts';
import { configurationTraits, type MailApp, mailTraits } from '../../catalogue/traits.ts';
import { APPS } from '../../kinds/apps/effects.ts';
import { arriving, isAssigned } from '../../model/assignment.ts';
import { isOurs } from '../../model/change.ts';
import { weakestBasis } from '../../model/effect.ts';
import { type Finding, finding } from '../../model/finding.ts';
import type { FindingCode } from '../../model/findings/table.ts';
import { grouped } from '../../model/grouped.ts';
import { type JsonObject, stringAt } from '../../model/json.ts';
import { surelyCovers } from '../assignments/algebra.ts';
import { linksOf } from '../dependencies/graph.ts';
import { type ProposedChange, plannedAssignments } from '../diff/proposed-change.ts';
import { NOT_REACHED, type Reach, type SetEngine } from '../people/audience.ts';
import { describeOverlap, overlapsIn } from '../people/overlap.ts';
import type { Directory } from '../tenant/directory.ts';

/** A profile of ours, and the app objects any of which shows what it sets up; something about either moves. */
export interface AppDependency {
  readonly user: ProposedChange;
  readonly apps: readonly ProposedChange[];
}

/** The pairs whose people have to be counted: those whose targets alone don't tell that all have the app. */
export function appDependenciesAmong(proposals: readonly ProposedChange[]): readonly AppDependency[] {
  const byKey = new Map(proposals.map((proposed) => [proposed.key, proposed]));
  const links = linksOf(proposals).after.filter(({ field }) => field === 'targetedApp');
  const named = grouped(links, ({ user }) => user);
  const delivered = proposals.filter(({ kind }) => kind.delivers === 'app');
  return proposals.flatMap((user) => {
    if (user.desired === null || !isAssigned(plannedAssignments(user))) return [];
    const apps = [
      ...(named.get(user.key) ?? []).flatMap(({ target }) => byKey.get(target) ?? []),
      ...delivered.filter((one) => shows(one, user)),
    ];
    const isMoved = [user, ...apps].some(({ assignments }) => assignments !== null);
    const isCovered = apps.some((app) => surelyCovers(arriving(plannedAssignments(app)), plannedAssignments(user)));
    return apps.length === 0 || !isMoved || isCovered ? [] : [{ user, apps }];
  });
}

/** True for an app that shows the mail of a profile. */
export function shows({ kind, settings }: ProposedChange, user: ProposedChange): boolean {
  const isFitting = kind.delivers === 'app' && kind.platform === user.kind.platform;
  return isFitting && appsOf(user).some(({ name }) => name === settings['app']);
}

function appsOf({ kind }: ProposedChange): readonly MailApp[] {
  return mailTraits(kind)?.apps ?? [];
}

/** Findings about the pairs: people who would get mail, or a configuration, and not the app for it. */
export function missingAppFindings(dependencies: readonly AppDependency[], engine: SetEngine): readonly Finding[] {
  return dependencies.flatMap(({ user, apps }) => {
    const reach = engine.reachOf(plannedAssignments(user), user.kind.devices);
    const [app, ...others] = apps;
    if (app === undefined) return [];
    const there = (one: ProposedChange): Reach => engine.reachOf(arriving(plannedAssignments(one)), one.kind.devices);
    const either = eitherOf([there(app), ...others.map(there)]);
    const missing = overlapsIn(engine).whoGetsWithout(reach, either);
    if (missing.people === 0) return [];
    const who = describeOverlap(missing);
    const name = isOurs(app) ? `"${app.key}"` : `"${app.live?.name ?? app.key}" (not managed here)`;
    const text = `${who} of "${user.key}" would not get the app for it, ${name}: assign it to the same groups${isOurs(app) ? '' : ' in the admin center, or import it'}`;
    return [finding('APP-001', text, { key: user.key, at: user.desired?.at })];
  });
}

/** Reached by any of them; as sure as the least sure. */
function eitherOf([first, ...rest]: readonly [Reach, ...Reach[]]): Reach {
  return rest.reduce(
    (all, one) => ({
      basis: weakestBasis([all.basis, one.basis]),
      marks: all.marks.map((mark, index) => Math.max(mark, one.marks[index] ?? NOT_REACHED)),
      reached: all.reached,
    }),
    first,
  );
}

/** What the list of apps tells without any people; nothing where apps were not listed, as in tenants without ours. */
export function absentAppFindings(
  proposals: readonly ProposedChange[],
  { collections }: Directory,
): readonly Finding[] {
  const listed = collections.get(APPS);
  if (listed === undefined || listed === null) return [];
  const present = new Map(listed.flatMap(({ raw }) => packageIn(raw)));
  return proposals.flatMap((proposed) => {
    if (proposed.desired === null || !isAssigned(plannedAssignments(proposed))) return [];
    const where = { key: proposed.key, at: proposed.desired.at };
    return [missingApp(proposed, present), missingBrowser(proposed, present)].flatMap((one) =>
      one === null ? [] : [finding(one.code, one.text, where)],
    );
  });
}

/** The package of an app, and whether anybody gets it; unknown counts as yes. */
function packageIn(raw: JsonObject): readonly (readonly [string, boolean])[] {
  const name = stringAt(raw, 'packageId');
  return name === undefined ? [] : [[name, raw['isAssigned'] !== false]];
}

interface Remark {
  readonly code: FindingCode;
  readonly text: string;
}

function missingApp(proposed: ProposedChange, present: ReadonlyMap<string, boolean>): Remark | null {
  const wanted = appsOf(proposed).map(({ id }) => id);
  const [first] = wanted;
  if (first === undefined || wanted.some((name) => present.has(name))) return null;
  const text = `"${proposed.key}" sets up mail in ${first}, which is not among the apps of the tenant: approve it in managed Google Play and assign it, as an android-play-app`;
  return { code: 'APP-001', text };
}

/** Gmail may sign in through Chrome, which then has to be in the work profile (source: AEW). */
function missingBrowser(proposed: ProposedChange, present: ReadonlyMap<string, boolean>): Remark | null {
  const { kind, settings } = proposed;
  const browser = (mailTraits(kind) ?? configurationTraits(kind))?.browser;
  if (browser === undefined || present.get(browser.id) === true) return null;
  if (!isExchangeOnline({ host: browser.host(settings) })) return null;
  const why = present.has(browser.id) ? 'is assigned to nobody' : 'is not among the apps of the tenant';
  const text = `"${proposed.key}" lets Gmail sign in to Exchange Online, and Chrome, which it may need for that, ${why}: assign ${browser.id} to the same groups`;
  return { code: 'APP-016', text };
}
