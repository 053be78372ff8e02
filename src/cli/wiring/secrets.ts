/** Secrets of app configuration, from the environment alone. */

import { createHmac } from 'node:crypto';
import { SECRET_NAME, type SecretValues, secretVariable } from '../../model/secret.ts';
import type { Terminal } from '../terminal.ts';

/** Digits of a fingerprint that are shown and stored: enough to tell values apart, too few to guess one by. */
const DIGITS = 8;

/** What the environment says about secrets. An empty variable counts as one that is not set, as everywhere. */
export function secretsFrom(env: Terminal['env']): SecretValues {
  const key = env['POSTILION_FINGERPRINT_KEY'] ?? '';
  return {
    valueOf: (name) => {
      const value = SECRET_NAME.test(name) ? (env[secretVariable(name)] ?? '') : '';
      return value === '' ? undefined : value;
    },
    fingerprint: (value) =>
      key === '' ? null : createHmac('sha256', key).update(value, 'utf8').digest('hex').slice(0, DIGITS),
  };
}
