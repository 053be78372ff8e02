/** The rows of the behaviours' table about creates, updates and deletes. */
import type { Row } from './behaviour-row.ts';

const tf = 'authors of terraform-provider-microsoft365';
const reference = 'Graph reference';
const exports_ = 'tenant exports in public repositories';

export const writingRows = {
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
    says: "members left out of a create that can't be null get the type's zero, certificate members a common value (one year, 20 %, 2048 bits)",
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
  'callers-tags': {
    area: 'Writing',
    evidence: 'documented',
    says: "a new object gets the scope tags of its creator's role beside those that were sent; an update doesn't",
    source: 'Intune documentation, scope tags (updates: nothing found)',
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
} as const satisfies Readonly<Record<string, Row>>;
