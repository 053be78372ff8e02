/** The example repository shows every step on every platform, says nothing wrong, and its page leads to all of it. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProfiles } from '../../src/core/config/profiles.ts';
import { CATALOGUE } from '../../src/kinds/catalogue.ts';
import type { DesiredProfile } from '../../src/model/profile.ts';
import { runRules } from '../../src/rules/run-rules.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'profiles');
const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.yaml'))
  .sort();
const files = paths.map((path) => ({ path: `profiles/${path}`, text: readFileSync(join(FOLDER, path), 'utf8') }));
const read = readProfiles(files, CATALOGUE);
const profiles: readonly DesiredProfile[] = read.ok ? read.value : [];

/** Step 1, step 2, and the chain from the root up. */
const STEPS = {
  iOS: ['ios-store-app', 'ios-mail', 'ios-trusted-root', 'ios-scep'],
  'Android work profile': ['android-play-app', 'android-work-gmail', 'android-work-trusted-root', 'android-work-scep'],
  'corporate Android': [
    'android-play-app',
    'android-app-config',
    'android-corporate-trusted-root',
    'android-corporate-scep',
  ],
  Windows: ['microsoft-365-apps', 'windows-mail', 'windows-trusted-root', 'windows-scep'],
} as const;

describe('the example repository', () => {
  it.each(Object.entries(STEPS))('has every step on %s', (_, kinds) => {
    const present = new Set(profiles.map(({ kind }) => kind));
    expect(kinds.filter((kind) => !present.has(kind))).toEqual([]);
  });

  it('breaks no rule', () => {
    expect(read.findings).toEqual([]);
    expect(runRules(profiles, CATALOGUE, '2026-11-22').filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('assigns each chain to whom its user is for', () => {
    const assigned = new Map<string, string>(profiles.map(({ key, assign }) => [key, targets(assign)]));
    const chains = profiles.flatMap(({ key, references }) =>
      Object.values(references).flatMap((one) => (one?.by === 'key' ? [[key, one.key] as const] : [])),
    );
    const certificates = chains.filter(([, target]) => /root|scep|smime/.test(target));
    expect(certificates.length).toBeGreaterThanOrEqual(7);
    for (const [user, target] of certificates) expect([user, assigned.get(user)]).toEqual([user, assigned.get(target)]);
  });

  it('is told on its page, file by file', () => {
    const page = readFileSync(join(FOLDER, 'README.md'), 'utf8');
    expect(paths.filter((path) => !page.includes(`](${path})`))).toEqual([]);
    const keys = [...page.matchAll(/--approve [a-z-]+:([a-z-]+)/g)].map(([, key]) => key);
    expect(keys.filter((key) => !profiles.some((profile) => profile.key === key))).toEqual([]);
  });
});

/** Whom it is for, without the places in files. */
function targets(assign: DesiredProfile['assign']): string {
  const plain = (assign ?? []).map(({ intent, target, filter }) =>
    JSON.stringify([intent, target, filter], withoutPlace),
  );
  return plain.sort().join(' ');
}

function withoutPlace(name: string, value: unknown): unknown {
  return name === 'at' ? undefined : value;
}
