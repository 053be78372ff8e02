/** Apps and app configurations of a large repository, as YAML: suites for Windows, and Outlook on iPhones, group by group. */

/** The Outlook of the seeded company, as the portal shows its id. */
const OUTLOOK = '56c52429-dd3a-47ec-b232-96bb1754e272';

/** Each suite has a name of its own, and people of its own. */
export function suiteText(number: number, group: string): string {
  return `kind: microsoft-365-apps
key: suite-${number}
name: "Windows: Microsoft 365 Apps ${number}"
settings: {products: [o365ProPlusRetail], excluded: [lync]}
assign: {include: [{group: "${group}"}]}
`;
}

/** Each group has its own: where two configurations meet, an app follows either. */
export function configurationText(number: number, group: string): string {
  return `kind: ios-app-config
key: outlook-${number}
name: "iOS: Outlook ${number}"
settings:
  targetedApp: {id: ${OUTLOOK}}
  configuration: {com.microsoft.outlook.Mail.FocusedInbox: false, com.contoso.branch: ${number}}
assign: {include: [{group: "${group}"}]}
`;
}
