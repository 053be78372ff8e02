/** All checks over facts that are read for them alone; a new one is one row here. */

import { ACCESS_POLICIES } from '../facts/access-policies.ts';
import { APP_PROTECTION } from '../facts/app-protection.ts';
import { PEOPLE_ATTRIBUTES } from '../facts/attributes.ts';
import { MAIL_DEMANDS } from '../facts/mail-demands.ts';
import { SIGN_IN_APP } from '../facts/sign-in-app.ts';
import { accessFindings } from './access-findings.ts';
import { protectionFindings } from './app-protection-findings.ts';
import { attributeFindings } from './attribute-findings.ts';
import { type FactCheck, factCheck } from './fact-check.ts';
import { mailDemandFindings } from './mail-demand-findings.ts';
import { signInAppFindings } from './sign-in-app-findings.ts';

export const FACT_CHECKS: readonly FactCheck[] = [
  factCheck(ACCESS_POLICIES, ['AUT-006', 'AUT-008', 'AUT-009'], accessFindings),
  factCheck(SIGN_IN_APP, ['AUT-005'], signInAppFindings),
  factCheck(PEOPLE_ATTRIBUTES, ['AUT-010'], attributeFindings),
  factCheck(MAIL_DEMANDS, ['CMP-001', 'CMP-003'], mailDemandFindings),
  factCheck(APP_PROTECTION, ['APP-011', 'APP-012'], protectionFindings),
];
