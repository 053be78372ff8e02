/** What the product says of an edit or a text, in one line: for the rows of corrections. */

import { readProfiles } from '../../src/core/config/profiles.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import type { Settings } from '../../src/model/profile.ts';
import { runRules, withNewJudged } from '../../src/rules/run-rules.ts';
import { changeOfMail } from './case-verdict.ts';
import { type KindSituation, planOfKinds } from './kind-situation.ts';

/** What happens to people by a change of one object, in a sentence. */
export function effect(before: KindSituation | null, after: KindSituation | null): string {
  const plan = planOfKinds(before === null ? {} : { mail: before }, after === null ? {} : { mail: after });
  const { level, outage, confidence, reasons, mayAlso } = changeOfMail(plan, 'row').effect;
  const also = mayAlso.length === 0 ? '' : `; may also: ${mayAlso.join('; ')}`;
  return `${level}${outage ? ', outage' : ''} (${confidence}): ${reasons.join('; ')}${also}`;
}

/** People are taken out of one profile and into another in one plan: what the one that they leave says. */
export function moved(from: Settings, to: Settings): string {
  const [old, fresh] = [
    { kind: 'ios-mail', settings: from },
    { kind: 'ios-mail', settings: to },
  ];
  const plan = planOfKinds(
    { mail: old, other: { ...fresh, assign: [] } },
    { mail: { ...old, assign: [] }, other: fresh },
  );
  return plan.changes
    .map(({ key, effect: { level, reasons } }) => `${key}: ${level}: ${reasons.join('; ')}`)
    .join('; ');
}

/** An edit of some settings. */
export function edit(kind: string, from: Settings, to: Settings): string {
  return effect({ kind, settings: from }, { kind, settings: to });
}

/** What is said of a text on a day, as it is made anew where asked for. */
export function said(text: string, { day = '2026-12-01', isNew = false } = {}): string {
  const read = readProfiles([{ path: 'a.yaml', text }], CATALOGUE);
  if (!read.ok) return read.findings.map(({ code, message }) => `${code}: ${message}`).join('; ');
  const found = runRules(read.value, CATALOGUE, day);
  const told = isNew ? withNewJudged(found, read.value, CATALOGUE, day) : found;
  const lines = told.filter(({ severity }) => severity !== 'info').map(({ code, severity }) => `${code} ${severity}`);
  return lines.length === 0 ? 'nothing' : [...new Set(lines)].join(', ');
}

export const mail = (settings: string, kind = 'ios-mail'): string =>
  `kind: ${kind}\nkey: mail\nname: "${kind.startsWith('ios') ? 'iOS' : 'Android'}: Mail"\nsettings: {${kind === 'ios-mail' ? 'accountName: Contoso, ' : ''}host: outlook.office365.com, ssl: true, username: userPrincipalName, emailAddress: primarySmtpAddress, ${settings}}\nassign: {include: [{group: Sales users}]}\n`;
export const android = (keys: string): string =>
  `kind: android-app-config\nkey: config\nname: "Android: Outlook"\nsettings: {app: outlook, targetedApp: {name: Microsoft Outlook}, applicability: androidWorkProfile, configuration: {${keys}}}\nassign: {include: [{group: Sales users}]}\n`;
export const managed = (keys: string): string =>
  `kind: managed-app-config\nkey: config\nname: "Managed: Outlook"\nsettings: {apps: [{ios: com.microsoft.office.outlook}], configuration: {${keys}}}\nassign: {include: [{group: Sales users}]}\n`;
