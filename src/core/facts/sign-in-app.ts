/** The app by which a system's own mail signs in to Exchange Online, as the tenant knows it. */

import { isExchangeOnline } from '../../catalogue/conditions.ts';
import { mailTraits } from '../../catalogue/traits.ts';
import { isJsonObject } from '../../model/json.ts';
import { PERMISSIONS } from '../../model/permissions.ts';
import type { ProposedChange } from '../diff/proposed-change.ts';
import { brings, type Question } from './question.ts';

/** `absent`: nobody in the tenant has consented to it yet. `disabled`: it may not be signed in with. */
export type SignInApp = 'ready' | 'absent' | 'disabled';

export const SIGN_IN_APP: Question<SignInApp> = {
  what: "the tenant's app for signing in by Apple's Mail",
  needs: PERMISSIONS.applications,
  isAsked: (proposed) => signsInByApp(proposed) !== undefined && brings(proposed, ['oauth', 'host']),
  reads: (asking) => {
    const id = asking.flatMap((one) => signsInByApp(one)?.id ?? [])[0] ?? '';
    return [{ path: `/servicePrincipals(appId='${id}')?$select=id,accountEnabled` }];
  },
  answer: ([answer]) => {
    if (answer?.status === 'missing') return 'absent';
    if (answer?.status !== 'found' || !isJsonObject(answer.body)) return null;
    const isEnabled = answer.body['accountEnabled'];
    return typeof isEnabled !== 'boolean' ? null : isEnabled ? 'ready' : 'disabled';
  },
  groups: () => [],
};

/** The app that people sign in with because of the profile; undefined where they need none. */
export function signsInByApp({
  kind,
  settings,
}: ProposedChange): { readonly id: string; readonly name: string } | undefined {
  const isModern = settings['oauth'] === true && isExchangeOnline(settings);
  return isModern ? mailTraits(kind)?.signInApp : undefined;
}
