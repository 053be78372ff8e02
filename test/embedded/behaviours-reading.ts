/** The rows of the behaviours' table about reads, errors and queries. */
import type { Row } from './behaviour-row.ts';

const tf = 'authors of terraform-provider-microsoft365';
const reference = 'Graph reference';
const exports_ = 'tenant exports in public repositories';

export const readingRows = {
  'list-configurations': {
    area: 'Reading',
    evidence: 'documented',
    says: 'GET of deviceConfigurations answers 200 with `@odata.context` and `value`, each item with the `@odata.type` of its concrete type',
    source: reference,
    readOnly: true,
  },
  'expand-assignments': {
    area: 'Reading',
    evidence: 'documented',
    says: '`$expand=assignments` puts the assignments into the object, with `assignments@odata.context` beside them',
    source: `${reference}; ${exports_}`,
    readOnly: true,
  },
  'expand-typed-navigation': {
    area: 'Reading',
    evidence: 'reported',
    says: '`$expand` of a typed navigation such as rootCertificate is refused with 400',
    source: tf,
  },
  'key-in-brackets': {
    area: 'Reading',
    evidence: 'documented',
    says: "`/{id}` and `('{id}')` name the same object",
    source: 'OData URL conventions',
    readOnly: true,
  },
  'every-property': {
    area: 'Reading',
    evidence: 'reported',
    says: 'an answer holds every property of the type; what was never set is null, and a collection is empty',
    source: exports_,
  },
  'tips-on-get': {
    area: 'Reading',
    evidence: 'reported',
    says: 'GET of one object carries `@microsoft.graph.tips`, unless `$select` is used',
    source: exports_,
  },
  'unknown-id': {
    area: 'Reading',
    evidence: 'documented',
    says: 'an unknown id answers 404 ResourceNotFound',
    source: reference,
    readOnly: true,
  },
  'unknown-segment': {
    area: 'Reading',
    evidence: 'reported',
    says: 'an unknown segment answers 400 and names the segment',
    source: 'issues of Graph client projects',
  },
  'intune-error-shape': {
    area: 'Errors',
    evidence: 'reported',
    says: "an Intune error's message is a JSON text with Message, CustomApiErrorPhrase and RetryAfter",
    source: 'issues of Graph client projects',
    readOnly: true,
  },
  'entra-error-shape': {
    area: 'Errors',
    evidence: 'documented',
    says: 'an Entra error has a plain message, and innerError with date and both request ids',
    source: 'Graph error documentation',
    readOnly: true,
  },
  'request-ids': {
    area: 'Errors',
    evidence: 'documented',
    says: 'answers carry `request-id`, and give back the `client-request-id` that was sent',
    source: 'Graph best practices',
    readOnly: true,
  },
  paging: {
    area: 'Queries',
    evidence: 'documented',
    says: '`$top` cuts pages and `@odata.nextLink` is an absolute link to the next one',
    source: 'Graph paging documentation',
    readOnly: true,
  },
  maxpagesize: {
    area: 'Queries',
    evidence: 'documented',
    says: '`Prefer: odata.maxpagesize` sets the size of a page',
    source: 'Graph paging documentation',
  },
  'filter-name': {
    area: 'Queries',
    evidence: 'reported',
    says: "deviceConfigurations take `displayName eq '…'` and `isof('microsoft.graph.…')`",
    source: 'Microsoft365DSC; the admin center',
  },
  'filter-ignored': {
    area: 'Queries',
    evidence: 'reported',
    says: 'an unsupported `$filter` on an Intune collection is ignored: everything comes back',
    source: 'Graph documentation issues 235 and 2416',
  },
  'filter-devices': {
    area: 'Queries',
    evidence: 'documented',
    says: 'managedDevices filter by the properties whose description says so',
    source: 'v1.0 CSDL annotations',
  },
  'devices-no-count': {
    area: 'Queries',
    evidence: 'reported',
    says: 'managedDevices have no `$count` segment: 400',
    source: 'authors of graph2otel',
  },
  'select-base': {
    area: 'Queries',
    evidence: 'assumed',
    says: '`$select` on a collection of an abstract type loses members of the derived types',
    source: 'OData typing',
  },
} as const satisfies Readonly<Record<string, Row>>;
