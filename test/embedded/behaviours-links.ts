/** The rows of the behaviours' table about assignments and references. */
import type { Row } from './behaviour-row.ts';

const tf = 'authors of terraform-provider-microsoft365';
const exports_ = 'tenant exports in public repositories';

export const linksRows = {
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
  'assign-policy-set': {
    area: 'Assignments',
    evidence: 'assumed',
    says: "the portal may mark assignments as a policy set's (source, sourceId); an assign of a client makes all of them direct",
    source: 'Graph reference for the members; what an assign does to them: nothing found',
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
} as const satisfies Readonly<Record<string, Row>>;
