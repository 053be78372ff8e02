/**
 * What the embedded tenant does as Microsoft Graph does, and how we know. `docs/embedded-tenant.md` is written from this
 * table and every row has a test of the same id, so the three can't drift apart.
 *
 * documented: in Microsoft's reference, CSDL or concept pages. reported: seen by people who work with the service and
 * wrote it down. assumed: nobody could be asked; the first to check on a real tenant.
 */

export type Evidence = 'documented' | 'reported' | 'assumed';

interface Row {
  readonly area: string;
  readonly evidence: Evidence;
  readonly says: string;
  readonly source: string;
  /** Reads only and needs nothing of the seed: may run against a real tenant. */
  readonly readOnly?: true;
}

const tf = 'authors of terraform-provider-microsoft365';
const reference = 'Graph reference';
const exports_ = 'tenant exports in public repositories';

export const behaviours = {
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

  create: {
    area: 'Writing',
    evidence: 'documented',
    says: 'POST answers 201 with the object, unassigned, version 1, its creation and change times equal',
    source: reference,
  },
  'create-defaults': {
    area: 'Writing',
    evidence: 'reported',
    says: 'members left out of a create are null where they may be; scope tags become `["0"]`',
    source: exports_,
  },
  'create-bare-values': {
    area: 'Writing',
    evidence: 'assumed',
    says: "members left out of a create that can't be null get the type's zero",
    source: 'nothing found',
  },
  'seven-digits': {
    area: 'Writing',
    evidence: 'reported',
    says: 'times have up to seven fraction digits, trailing zeros cut',
    source: exports_,
  },
  patch: {
    area: 'Writing',
    evidence: 'reported',
    says: 'PATCH answers 204 without a body and changes only the members sent',
    source: `IntuneCD; ${tf} (documented as 200)`,
  },
  'patch-version': {
    area: 'Writing',
    evidence: 'assumed',
    says: 'version and lastModifiedDateTime grow with each PATCH; assign and `$ref` leave them',
    source: 'name of the property',
  },
  'patch-wrong-type': {
    area: 'Writing',
    evidence: 'assumed',
    says: 'PATCH with another concrete type is refused',
    source: 'no tool does it',
  },
  'type-required': {
    area: 'Writing',
    evidence: 'assumed',
    says: 'a body without `@odata.type` is refused on POST and PATCH of collections with an abstract type',
    source: 'every writer examined sends it',
  },
  'unknown-property': {
    area: 'Writing',
    evidence: 'documented',
    says: 'a misspelt property is refused with 400, and the message names it',
    source: 'OData model binding',
  },
  'case-matters': {
    area: 'Writing',
    evidence: 'reported',
    says: 'names and enum members are case-sensitive',
    source: 'msgraph-sdk-powershell issue 1930',
  },
  'wrong-value': {
    area: 'Writing',
    evidence: 'documented',
    says: 'a value of the wrong JSON type or enum is refused',
    source: 'OData model binding',
  },
  'null-refused': {
    area: 'Writing',
    evidence: 'documented',
    says: "null is refused where the property can't be null",
    source: 'CSDL',
  },
  'read-only-refused': {
    area: 'Writing',
    evidence: 'assumed',
    says: 'createdDateTime, lastModifiedDateTime, supportsScopeTags and a real id are refused in bodies',
    source: 'tools strip them before writing',
  },
  tolerated: {
    area: 'Writing',
    evidence: 'reported',
    says: 'an all-zero id and a version are tolerated in bodies',
    source: 'IntuneManagement leaves them in',
  },
  'abstract-type': { area: 'Writing', evidence: 'documented', says: 'an abstract type is refused', source: 'CSDL' },
  'required-members': {
    area: 'Writing',
    evidence: 'assumed',
    says: 'a mail profile without name, account, host or address source is refused',
    source: 'the admin center gives no preset',
  },
  'unknown-tag': {
    area: 'Writing',
    evidence: 'assumed',
    says: 'an unknown scope tag or targeted app is refused',
    source: 'nothing found',
  },
  'not-json': {
    area: 'Writing',
    evidence: 'documented',
    says: "a body that isn't a JSON object is refused",
    source: 'Graph error documentation',
  },
  'flags-order': {
    area: 'Writing',
    evidence: 'reported',
    says: 'flags come in any order, with or without blanks, and are answered in bit order',
    source: exports_,
  },
  delete: {
    area: 'Writing',
    evidence: 'reported',
    says: 'DELETE of a configuration answers 200, and a GET afterwards 404',
    source: 'IntuneCD (documented as 204)',
  },
  'put-refused': {
    area: 'Writing',
    evidence: 'reported',
    says: 'PUT of a whole profile is refused with 400',
    source: tf,
  },
  'play-apps': {
    area: 'Writing',
    evidence: 'reported',
    says: "managed Play apps can't be created with POST",
    source: 'admin center documentation',
  },

  'assign-replaces': {
    area: 'Assignments',
    evidence: 'reported',
    says: 'assign replaces the whole list and answers it; an empty list unassigns',
    source: `${tf} (the reference says nothing)`,
  },
  'assign-shape': {
    area: 'Assignments',
    evidence: 'reported',
    says: 'an assignment reads back with the id `<policy>_<group>`, source direct, intent apply, and filter members on every target',
    source: exports_,
  },
  'assign-no-filter': {
    area: 'Assignments',
    evidence: 'reported',
    says: 'no filter may be sent as absent, as null, or as the zero GUID, and reads back as null with type none',
    source: tf,
  },
  'assign-refusals': {
    area: 'Assignments',
    evidence: 'assumed',
    says: 'an unknown group or filter, a target without type or group, or a group twice is refused and changes nothing',
    source: 'nothing found',
  },
  'assign-apps': {
    area: 'Assignments',
    evidence: 'documented',
    says: 'mobileApps name the list mobileAppAssignments and answer 204',
    source: 'CSDL',
  },
  'assign-cast': {
    area: 'Assignments',
    evidence: 'reported',
    says: 'app configurations take assign plain and behind their cast',
    source: 'Graph reference; IntuneCD',
  },
  'managed-app-shape': {
    area: 'Assignments',
    evidence: 'reported',
    says: 'managed-app configurations have ids `A_…`, an etag as version, and take apps through targetApps',
    source: exports_,
  },

  'reference-bind': {
    area: 'References',
    evidence: 'reported',
    says: '`@odata.bind` in a create sets a reference, which no plain GET shows',
    source: 'Microsoft365DSC; tenant exports',
  },
  'reference-replace': {
    area: 'References',
    evidence: 'reported',
    says: 'PUT on `$ref` replaces a reference, DELETE clears it',
    source: tf,
  },
  'reference-unset': { area: 'References', evidence: 'reported', says: 'an unset reference answers 404', source: tf },
  'reference-wrong-target': {
    area: 'References',
    evidence: 'documented',
    says: "a target whose type doesn't derive from the declared one is refused",
    source: 'CSDL',
  },
  'reference-cast': {
    area: 'References',
    evidence: 'reported',
    says: "without the cast, or with one that doesn't fit, the route answers 400",
    source: 'Microsoft365DSC',
  },
  'reference-patch': {
    area: 'References',
    evidence: 'reported',
    says: 'PATCH of authenticationMethod leaves the references bound',
    source: 'microsoft-graph-docs issue 5851',
  },
  'reference-bind-patch': {
    area: 'References',
    evidence: 'assumed',
    says: '`@odata.bind` in a PATCH, or with null or a list, is refused',
    source: `${tf} (null and list); otherwise nothing found`,
  },
  'reference-delete-used': {
    area: 'References',
    evidence: 'assumed',
    says: "an object that another one refers to can't be deleted",
    source: 'nothing found',
  },
  'reference-collection': {
    area: 'References',
    evidence: 'reported',
    says: 'collection-valued references take POST and a DELETE by id; PUT answers 400',
    source: 'Microsoft365DSC',
  },

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

  audit: {
    area: 'Audit',
    evidence: 'documented',
    says: 'each Intune write leaves an audit event with actor, resource, old and new values, and the client-request-id as correlation id',
    source: reference,
  },
} as const satisfies Readonly<Record<string, Row>>;

export type BehaviourId = keyof typeof behaviours;

/** Rows in the order of the table. */
export function behaviourRows(): readonly (readonly [string, Row])[] {
  return Object.entries(behaviours);
}
