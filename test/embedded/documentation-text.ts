/** The text of docs/embedded-tenant.md: prose here, the table of behaviours from `behaviours.ts`. */
import { behaviourRows } from './behaviours.ts';

const before = `# The embedded tenant

Postilion brings a Microsoft Graph of its own: a server on loopback that answers as an Intune tenant does, with its
state in a folder. It serves for trying things out, for tests, and for showing a plan to somebody without giving them
a tenant. \`tenant.embedded: DIR\` in \`postilion.yaml\` starts it for the length of a run, \`postilion tenant serve\` keeps
it running.

It knows nothing of Postilion's catalogue of kinds. What it takes and refuses comes from the Graph beta types that
Microsoft publishes (\`src/embedded/schema/graph-schema.json\`, written by \`src/dev/graph-schema-text.ts\`) and from
one short supplement with the source of each fact. A kind that misspells a property is refused here as it would be
by Microsoft.

## The company in it

A missing or empty folder is seeded with Contoso (tenant id \`5f2c0c9e-7d7c-4f6e-9d53-2b1f6a0c7e11\`): 3,000 people,
4,186 managed devices, 41 groups (nested, dynamic, overlapping, two in a cycle, two of one name), filters, scope tags, and
42 configurations, among them mail profiles made by hand. Ids are computed from names, so they are the same
in every folder, and the same writes in the same order give the same ids.

## Signing in

Any bearer token will do. One that looks like a JWT is read: \`exp\` in the past answers 401, and a \`roles\` claim limits
what may be read and written. Other tokens have every right, except that \`reader…\` may not write and \`expired…\` is expired. The role of
\`tagged-4\` has the scope tag with the id 4.

## Its own routes

None of them needs a token, none of them is in the ledger.

| route | does |
| --- | --- |
| \`GET /__tenant/state\` | everything stored, by collection; \`?only=groups,deviceConfigurations\` for some |
| \`POST /__tenant/edit\` | \`{method, path, body}\` as the admin \`admin@contoso.example\` in the portal; may create devices too; answers \`{status, body, changed}\` |
| \`GET /__tenant/requests\` | the requests since the start: method, path, status, inBatch, write, changed; \`DELETE\` forgets them |
| \`POST /__tenant/faults\` | a list of \`{method?, path, status?, headers?, body?, kind?, times?}\`; \`path\` is a part of the path or a \`/pattern/\`; \`kind\` is \`html\`, \`loop\`, \`reset-before\`, \`reset-after\` or \`truncated\`; without \`times\` until \`DELETE\` |
| \`POST /__tenant/approvals\` | \`{policies: [{displayName}]}\` puts configurations under multi admin approval, \`{code, status}\` decides a request as another admin, \`{refusal}\` is how writes are told to wait (\`documented\`, \`inner code\`, \`precondition failed\`, \`bad request\`); \`operationApprovalPolicies\` and \`operationApprovalRequests\` can be read |
| \`POST /__tenant/shapes\` | the spellings to answer with from now on, as below; what the body doesn't name is ordinary; \`DELETE\` makes all of them so |

## Other spellings of the same object

Real tenants hold objects that many programs wrote over many years. With \`shapes\`, everything that can be assigned is
answered as seen in exports of such tenants. \`true\` takes the first of the spellings. Shapes change answers and never what is
stored, \`unknown\` excepted; they are forgotten when the server stops.

| shape | spellings |
| --- | --- |
| \`nulls\` | \`null\`: what is false or an empty text, and may be null, reads as null; \`absent\`: and members that are null are left out |
| \`bitOrder\` | \`blanks\`: flags with a blank behind each comma; \`reversed\`: in the opposite of bit order |
| \`timestamps\` | \`trimmed\`: at most five fraction digits; \`seconds\`: none; \`offset\`: seven, in -08:00 |
| \`annotations\` | \`true\`: links, types of properties and actions, as with full metadata |
| \`tips\` | \`true\`: \`@microsoft.graph.tips\` on lists and their items too |
| \`reorder\` | \`true\`: members from Z to A, lists the other way round |
| \`unknown\` | \`true\` or an object: members that no published type has, stored in the objects that are there and in new ones; no client can send them, every write keeps them |
| \`scopeTagsEmpty\` | an object with the built-in scope tag alone reads as \`empty\`, \`null\` or \`absent\` |
| \`noFilter\` | \`zero\`: the id of no filter is the all-zero GUID; \`absent\`: both members are left out |
| \`filters\` | \`ignored\`: lists answer as if there were no \`$filter\`; \`narrow\`: of conditions joined by "or" only the first one counts |
| \`smallPages\` | \`true\`: lists of Intune have at most 100 objects a page, whatever is asked for |

## The folder

\`tenant.json\` counts the writes. Profiles, apps and groups are one file each, so that a change can be read as a diff; users and
devices are tables with an object per line; \`auditEvents.jsonl\` grows by a line per write. Every file is written beside
and renamed before the answer is sent. One process at a time should write to a folder: a second one sees only what was
there when it first read a collection.

## What it does as Graph does

*Documented*: in Microsoft's reference, CSDL or concept pages. *Reported*: seen and written down by people who work with the
service. *Assumed*: nobody could be asked; the first to check on a real tenant. Each row is a test in \`test/embedded\`
of the same name. With \`POSTILION_GRAPH_URL\` and \`POSTILION_ACCESS_TOKEN\` set, the rows marked \`real\` run
against that tenant: they only read, and need no object of the seed.
`;

const after = `
## Known to be simpler than Graph

- A dynamic group's members are those of the seed; its rule isn't evaluated again.
- Assignment filters are stored and not evaluated, not even in status overviews.
- Throttling comes only where a fault is armed; reads are never stale.
- Personal and corporate Android devices both say \`Android\` as their operating system; \`deviceType\` tells them apart.
`;

/** The whole page. */
export function documentationText(): string {
  const areas = new Map<string, string[]>();
  for (const [id, row] of behaviourRows()) {
    const cells = [id, row.says, row.evidence, row.source, row.readOnly === true ? 'real' : ''];
    const lines = areas.get(row.area) ?? [];
    lines.push(`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
    areas.set(row.area, lines);
  }
  const tables = [...areas].map(
    ([area, lines]) =>
      `\n### ${area}\n\n| id | behaviour | evidence | source | |\n| --- | --- | --- | --- | --- |\n${lines.join('\n')}\n`,
  );
  return `${before}${tables.join('')}${after}`;
}
