/** Findings that need the tenant: names, ownership, drift, state and the objects themselves. */

import type { FindingEntry } from './entry.ts';

const FIXED = { evidence: 'own', isWaivable: false } as const;

export const OBJECT_FINDINGS = {
  'RES-001': { ...FIXED, severity: 'error', title: 'a name belongs to nothing in the tenant' },
  'RES-002': { ...FIXED, severity: 'error', title: 'a name belongs to several objects' },
  'RES-003': { ...FIXED, severity: 'error', title: 'a name could not be looked up' },
  'OWN-001': { ...FIXED, severity: 'error', title: 'several objects carry the marker of one profile' },
  'OWN-002': { ...FIXED, severity: 'error', title: 'an adopted object is not in the tenant' },
  'OWN-003': { ...FIXED, severity: 'error', title: 'a new profile would be a twin of an object that is not managed' },
  'OWN-004': { ...FIXED, severity: 'error', title: 'a key was moved to one that has an object already' },
  'OWN-005': { ...FIXED, severity: 'warning', title: 'a managed object carries the marker of another owner' },
  'OWN-006': { ...FIXED, severity: 'warning', title: 'a managed object is known by its id only' },
  'OWN-007': { ...FIXED, severity: 'warning', title: 'a copy of a managed object carries its marker' },
  'OWN-008': { ...FIXED, severity: 'error', title: 'an object carries our marker, but no run recorded making it' },
  'OWN-009': { ...FIXED, severity: 'error', title: 'adopt.yaml contradicts the inventory' },
  'OWN-010': { ...FIXED, severity: 'warning', title: 'a managed object is gone from the tenant' },
  'OWN-011': { ...FIXED, severity: 'warning', title: 'an object whose YAML is gone is known by its id only' },
  'OWN-012': { ...FIXED, severity: 'warning', title: 'an object that was just made is not shown yet' },
  'OWN-013': { ...FIXED, severity: 'error', title: 'a released key has YAML all the same' },
  'OWN-014': { ...FIXED, severity: 'info', title: 'an object is handed back' },
  'OWN-015': { ...FIXED, severity: 'warning', title: 'a new profile looks like one whose YAML is gone' },
  'OWN-016': { ...FIXED, severity: 'error', title: 'a key under suspend belongs to no profile' },
  'DRF-001': {
    severity: 'warning',
    evidence: 'own',
    isWaivable: true,
    title: 'a field that YAML does not mention was changed in the tenant',
  },
  'DRF-002': { severity: 'info', evidence: 'own', isWaivable: true, title: 'a field is no longer decided by git' },
  'DRF-003': { ...FIXED, severity: 'warning', title: 'drift that people would notice is left until somebody asks' },
  'DRF-004': { ...FIXED, severity: 'warning', title: 'two writers undo each other on one field' },
  'DRF-005': {
    ...FIXED,
    severity: 'info',
    title: 'who caused drift is not known, since the audit log goes further back than it was read',
  },
  'PRU-001': { ...FIXED, severity: 'info', title: 'an object whose YAML is gone is not deleted yet' },
  'REM-001': { ...FIXED, severity: 'error', title: 'no profile is left in git' },
  'REM-002': { ...FIXED, severity: 'error', title: 'more than half of the managed profiles are gone from git at once' },
  'GRA-001': { ...FIXED, severity: 'error', title: 'a profile is of another kind in the tenant' },
  'GRA-010': {
    severity: 'info',
    evidence: 'own',
    isWaivable: true,
    title: 'the tenant holds properties that this version does not know',
  },
  'RBC-003': { severity: 'info', evidence: 'own', isWaivable: true, title: 'the service added scope tags of its own' },
  'RBC-004': {
    severity: 'warning',
    evidence: 'inferred',
    isWaivable: true,
    title: 'an object cannot carry scope tags',
  },
  'LIF-006': { ...FIXED, severity: 'warning', title: 'the tenant holds profiles of a type that is gone' },
  'STA-001': { ...FIXED, severity: 'error', title: 'the state on the state branch is not readable' },
  'STA-002': { ...FIXED, severity: 'warning', title: 'several objects carry one marker, and the oldest is proposed' },
  'STA-003': { ...FIXED, severity: 'warning', title: 'the inventory has an object that is not in the tenant' },
  'STA-004': { ...FIXED, severity: 'error', title: 'the state was written by a newer version' },
  'TEN-001': { ...FIXED, severity: 'error', title: 'the token belongs to another tenant' },
} as const satisfies Readonly<Record<string, FindingEntry>>;
