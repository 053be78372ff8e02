/** Shows what `doctor --for github` found: what to make in Entra, to copy, and what the files of the repository say. */

import type { AppRegistration, GitHubSetup, RequiredPermission } from '../core/doctor/github-setup.ts';
import { renderDoctor } from './doctor.ts';
import { escapeJsonText, escapeTerminal } from './text/escape.ts';

/** Apps with their permissions, each credential as a file for the Azure CLI, then the checks. */
export function renderGitHubSetup({ apps, checks }: GitHubSetup): string {
  return `${apps.map(appText).join('\n')}\n${renderDoctor(checks)}`;
}

function appText({ name, permissions, credentials }: AppRegistration): string {
  const lines = [
    `app registration ${name}, without any secret; application permissions of Microsoft Graph, with admin consent:`,
    ...permissions.map(permissionText),
    ...credentials.flatMap((credential) => [
      `  write ${credential.name}.json, then az ad app federated-credential create --id CLIENT_ID --parameters ${credential.name}.json:`,
      ...JSON.stringify(credential, null, 2)
        .split('\n')
        .map((line) => `  ${escapeTerminal(line)}`),
    ]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function permissionText({ name, without }: RequiredPermission): string {
  return `  ${name}${without === null ? '' : ` (may be left out; then ${without})`}`;
}

/** `{"apps": [{"name", "permissions", "credentials"}], "checks": […]}`; each credential is the body that Entra takes. */
export function renderGitHubSetupJson({ apps, checks }: GitHubSetup): string {
  const shown = checks.map(({ id, status, text, fix }) => ({ id, status, text, fix }));
  return `${escapeJsonText(JSON.stringify({ apps, checks: shown }, null, 2))}\n`;
}
