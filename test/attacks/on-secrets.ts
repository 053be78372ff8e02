/** A6: values of app configuration that are secrets, as git, a portal or a mistake brings them in. */

import { isJsonArray } from '../../src/model/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import type { ProfileWish } from '../faults/repository.ts';
import { type AttackStory, played } from './attack-story.ts';
import { type Scene, scene } from './scene.ts';

const PLANTED = 'Zq7f3a91c05d2e';

const APP: ProfileWish = { kind: 'ios-store-app', name: 'Outlook', settings: { app: 'outlook' }, groups: ['Staff'] };

function told(configuration: Readonly<Record<string, string>>): Readonly<Record<string, ProfileWish>> {
  const settings = { targetedApp: { key: 'o' }, configuration };
  return { o: APP, c: { kind: 'ios-app-config', name: 'Outlook account', settings, groups: ['Staff'] } };
}

const PLAIN = { 'com.microsoft.outlook.EmailProfile.EmailAddress': '{{mail}}' };

/** Keys under which a secret stands in YAML. */
const KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a password': { appPassword: PLANTED },
  'a licence key': { licenceKey: PLANTED },
  'an address with a password': { proxy: `https://user:${PLANTED}@proxy.contoso.com` },
  'JSON with a token': { settings: `{"api_token":"${PLANTED}"}` },
};

async function isNowhere(one: Scene, ran: Awaited<ReturnType<Scene['run']>>): Promise<void> {
  const { plan, outcome } = ran;
  const view = { width: 200, color: false };
  const faces = plan === null ? [] : [renderTerminal(plan, view), renderMarkdown(plan)];
  const places = { plan, outcome, faces, state: one.world.branch.commits };
  for (const [where, what] of Object.entries(places))
    one.expect(!JSON.stringify(what).includes(PLANTED), `the secret stands in the ${where}`);
}

const written = Object.entries(KEYS).map(
  ([what, more]): AttackStory => ({
    name: `YAML holds ${what} as it is`,
    section: 'A6',
    does: `somebody writes ${what} of an app into YAML`,
    mustNot: 'it stands in a plan, on a screen, in an outcome or on the state branch',
    play: played(
      () => scene(told(PLAIN)),
      async (one) => {
        one.profiles(told({ ...PLAIN, ...more }));
        await isNowhere(one, await one.run());
        await isNowhere(one, await one.agreed());
      },
    ),
  }),
);

const held = (['apply', 'reconcile'] as const).map(
  (verb): AttackStory => ({
    name: `the portal holds a key that nobody knows, and ${verb} runs`,
    section: 'A6',
    does: 'an admin adds a key with a secret to the configuration in the portal',
    mustNot: 'its value stands in a plan, on a screen, in an outcome or on the state branch',
    play: played(
      () => scene(told(PLAIN)),
      async (one) => {
        const object = one.world.store.find('mobileAppConfigurations', one.idOf('c'));
        const settings = object?.properties['settings'] ?? null;
        const more = { appConfigKey: 'vendorAuth', appConfigKeyType: 'stringType', appConfigKeyValue: PLANTED };
        one.world.portal('PATCH', `/deviceAppManagement/mobileAppConfigurations/${one.idOf('c')}`, {
          '@odata.type': '#microsoft.graph.iosMobileAppConfiguration',
          settings: [...(isJsonArray(settings) ? settings : []), more],
        });
        await isNowhere(one, await one.run({ verb }));
        await isNowhere(one, await one.agreed({ verb }));
      },
    ),
  }),
);

export const ON_SECRETS: readonly AttackStory[] = [...written, ...held];
