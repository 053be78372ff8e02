/** The rows of the behaviours' table about Entra's lists beside people and groups, and about app protection. */
import type { Row } from './behaviour-row.ts';

const reference = 'Graph reference';

export const entraRows = {
  'access-policies': {
    area: 'Entra',
    evidence: 'documented',
    says: '`/identity/conditionalAccess/policies` lists policies with their conditions and grants, to `Policy.Read.All` alone',
    source: reference,
    readOnly: true,
  },
  'service-principals': {
    area: 'Entra',
    evidence: 'documented',
    says: "`/servicePrincipals(appId='…')` answers the app of that id, or 404; it needs `Application.Read.All` or a right to read the directory",
    source: reference,
  },
  'members-without-right': {
    area: 'Entra',
    evidence: 'documented',
    says: 'members whose type the caller may not read come with their ids, and everything else null',
    source: 'Graph documentation, "Limited information returned for inaccessible member objects"',
  },
  'sign-ins': {
    area: 'Entra',
    evidence: 'documented',
    says: '`/auditLogs/signIns` lists sign-ins, the newest first, by `createdDateTime` and `appId`, 1,000 a page, to `AuditLog.Read.All` alone',
    source: reference,
    readOnly: true,
  },
  'app-protection': {
    area: 'Entra',
    evidence: 'documented',
    says: '`iosManagedAppProtections` and `androidManagedAppProtections` expand `apps` and `assignments`',
    source: reference,
  },
} as const satisfies Readonly<Record<string, Row>>;
