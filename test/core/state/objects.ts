/** Live objects, entries and intents for the tests of the inventory. */

import type { Kind } from '../../../src/catalogue/kind.ts';
import { type IdentityInput, identify } from '../../../src/core/state/identify.ts';
import { recordObject } from '../../../src/core/state/record.ts';
import { joinDescription, markerFor } from '../../../src/core/tenant/marker.ts';
import { kindNamed } from '../../../src/kinds/catalogue.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { LiveProfile } from '../../../src/model/profile.ts';
import { EMPTY_INVENTORY, type Inventory } from '../../../src/model/state/inventory.ts';
import type { Intent } from '../../../src/model/state/log.ts';
import { liveProfileOf } from '../on-wire.ts';
import { liveMail } from '../tenant.ts';

export const OWNER = 'contoso-mail';

export const AT = { commit: 'abc', now: '2026-09-01T08:00:00.000Z' };

export function iosMail(): Kind {
  const kind = kindNamed('ios-mail');
  if (kind === undefined) throw new Error('the catalogue has no ios-mail');
  return kind;
}

export function liveObject(id: string, parts: JsonObject = {}): LiveProfile {
  const live = liveProfileOf(liveMail(id, parts), iosMail());
  return live;
}

/** Members of an object that carries the marker of a key. */
export function marked(key: string, generation = 1, owner = OWNER): JsonObject {
  return { description: joinDescription('', markerFor(owner, key, generation)) };
}

/** An inventory of objects, each as it was when it was recorded. */
export function recorded(objects: Readonly<Record<string, LiveProfile>>): Inventory {
  return Object.entries(objects).reduce<Inventory>(
    (inventory, [key, live]) => recordObject(inventory, key, live, 1, false),
    EMPTY_INVENTORY,
  );
}

export function createIntent(key: string, since: string, generation = 1): Intent {
  return {
    step: `${key}/create`,
    key,
    kind: 'ios-mail',
    generation,
    digest: 'sha256:0',
    since,
    latest: since,
    approval: null,
  };
}

/** Who is who, in words: `key: id by claim`, and the codes of what was found. */
export function identities(parts: Partial<IdentityInput>) {
  const found = identify({
    inventory: EMPTY_INVENTORY,
    intents: [],
    live: [],
    owner: OWNER,
    moved: {},
    adopt: {},
    release: {},
    ...parts,
  });
  return {
    found,
    claims: [...found.claims.values()].map(({ key, live, by }) => `${key}: ${live.id} by ${by}`).sort(),
    codes: found.findings.map(({ code }) => code),
    stopped: [...found.stopped],
    copies: found.copies.map(({ live }) => live.id),
    gone: [...found.gone.keys()],
  };
}
