/** The rows of the behaviours' table about groups, batches, rights and the audit log. */
import type { Row } from './behaviour-row.ts';

const reference = 'Graph reference';

export const aroundRows = {
  'group-by-name': {
    area: 'Groups',
    evidence: 'documented',
    says: "groups filter by `displayName eq '…'` with `''` for a quote, by startswith and by id",
    source: reference,
  },
  'group-unsupported-filter': {
    area: 'Groups',
    evidence: 'documented',
    says: 'an unsupported filter on groups answers 400 Request_UnsupportedQuery',
    source: 'Graph advanced queries',
  },
  'transitive-members': {
    area: 'Groups',
    evidence: 'documented',
    says: 'transitiveMembers walk nested groups, cycles too, and count each once',
    source: reference,
  },
  'count-plain-text': {
    area: 'Groups',
    evidence: 'documented',
    says: '`/$count` answers text/plain, and 400 without `ConsistencyLevel: eventual`',
    source: 'Graph advanced queries',
    readOnly: true,
  },
  'count-not-json': {
    area: 'Groups',
    evidence: 'reported',
    says: '`/$count` with `Accept: application/json` answers 415',
    source: 'authors of graph2otel',
    readOnly: true,
  },
  'cast-needs-header': {
    area: 'Groups',
    evidence: 'documented',
    says: 'a cast combined with another parameter needs `ConsistencyLevel: eventual`',
    source: 'Graph advanced queries',
  },
  'group-writes': {
    area: 'Groups',
    evidence: 'documented',
    says: 'groups are created, and members added and removed by `$ref`',
    source: reference,
  },
  'batch-order': {
    area: 'Batches',
    evidence: 'documented',
    says: 'a batch answers in another order than asked, each item with its id, status, headers and body',
    source: 'Graph JSON batching',
  },
  'batch-limit': {
    area: 'Batches',
    evidence: 'documented',
    says: 'more than twenty items are refused with 400',
    source: 'Graph JSON batching',
  },
  'batch-content-type': {
    area: 'Batches',
    evidence: 'documented',
    says: 'an item with a body needs a Content-Type header',
    source: 'Graph JSON batching',
  },
  'batch-depends': {
    area: 'Batches',
    evidence: 'documented',
    says: 'an item whose dependsOn failed answers 424',
    source: 'Graph JSON batching',
  },
  'token-missing': {
    area: 'Rights',
    evidence: 'documented',
    says: 'a request without a bearer token answers 401 InvalidAuthenticationToken',
    source: 'Graph error documentation',
    readOnly: true,
  },
  'token-expired': {
    area: 'Rights',
    evidence: 'reported',
    says: 'an expired token answers 401 and says that its lifetime validation failed',
    source: 'issues of Graph client projects',
  },
  'roles-read': {
    area: 'Rights',
    evidence: 'documented',
    says: "reads need the area's Read.All, writes its ReadWrite.All; otherwise 403",
    source: 'Graph permissions reference',
  },
  'approval-asked': {
    area: 'Multi admin approval',
    evidence: 'documented',
    says: 'a protected write with a Base64 reason answers 403 ApprovalRequired and a code in `x-msft-approval-code`; once approved, the same request with the code in place of the reason is carried out',
    source: 'Intune documentation, Multi Admin Approval with the Microsoft Graph API',
  },
  'approval-reported': {
    area: 'Multi admin approval',
    evidence: 'reported',
    says: 'with `refusal` the answer is 412 or 400 with the code BadRequest, or ApprovalRequired stands in innerError; a second request about the object answers 409, a missing reason 400',
    source: 'posts and tools of tenant admins, summer of 2026',
  },
  'approval-spent': {
    area: 'Multi admin approval',
    evidence: 'assumed',
    says: 'a code that was turned down, used up or is older than three days answers 400',
    source: 'only the three days are documented',
  },
  audit: {
    area: 'Audit',
    evidence: 'documented',
    says: 'each Intune write leaves an audit event with actor, resource, old and new values, and the client-request-id as correlation id',
    source: reference,
  },
} as const satisfies Readonly<Record<string, Row>>;
