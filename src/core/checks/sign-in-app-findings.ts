/** Whether the tenant lets people sign in by the system's own mail app: AUT-005. */

import { type Finding, finding } from '../../model/finding.ts';
import { type SignInApp, signsInByApp } from '../facts/sign-in-app.ts';
import type { FactContext } from './fact-check.ts';

const SAID = {
  absent:
    'which nobody in the tenant has consented to: where people may not consent to apps themselves, all of them are turned away. consent to it as an admin at https://aka.ms/ConsentAppleApp',
  disabled:
    'which is switched off for signing in: nobody gets mail. switch it on under Enterprise applications in the Entra admin center',
} as const;

/** A finding for each change that asked, unless the app is ready. */
export function signInAppFindings(state: SignInApp, { asking }: FactContext): readonly Finding[] {
  if (state === 'ready') return [];
  return asking.flatMap((proposed) => {
    const app = signsInByApp(proposed);
    if (app === undefined) return [];
    const text = `"${proposed.key}" signs in to Exchange Online through the app "${app.name}", ${SAID[state]}`;
    return [finding('AUT-005', text, { key: proposed.key, at: proposed.desired?.at })];
  });
}
