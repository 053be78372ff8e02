/** A: files of a pull request that want to become code, to lead a token away, or to be written elsewhere. */

import { appendFileSync, chmodSync, cpSync, existsSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { emptyRepository } from '../io/git/state-client.ts';
import type { AttackStory } from './attack-story.ts';
import { type Checkout, EMBEDDED, inCheckout } from './checkout.ts';

/** Settings by which git starts a program. */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  'core.fsmonitor': ['[core]', 'fsmonitor = PROGRAM'],
  'core.hooksPath': ['[core]', 'hooksPath = HOOKS'],
  'core.sshCommand': ['[core]', 'sshCommand = PROGRAM', '[remote "origin"]', 'url = ssh://example.org/x'],
  'core.gitProxy': ['[core]', 'gitProxy = PROGRAM', '[remote "origin"]', 'url = git://example.org/x'],
  'core.alternateRefsCommand': ['[core]', 'alternateRefsCommand = PROGRAM'],
  'diff.external': ['[diff]', 'external = PROGRAM'],
  'a textconv': ['[diff "trap"]', 'textconv = PROGRAM'],
  'a clean filter': ['[filter "trap"]', 'clean = PROGRAM', 'required = true'],
  'a filter process': ['[filter "trap"]', 'process = PROGRAM', 'required = true'],
  'gpg.program': ['[gpg]', 'program = PROGRAM', '[log]', 'showSignature = true'],
  'an upload pack': ['[remote "origin"]', 'url = .', 'uploadpack = PROGRAM'],
  'a receive pack': ['[remote "origin"]', 'url = .', 'receivepack = PROGRAM'],
  'uploadpack.packObjectsHook': ['[uploadpack]', 'packObjectsHook = PROGRAM'],
  'an included file': ['[include]', 'path = INCLUDED'],
  'an address that names a program': ['[url "ext::PROGRAM "]', 'insteadOf = https://'],
};

/** Where somebody puts them, and what postilion.yaml says then. */
const PLACES: Readonly<Record<string, (checkout: Checkout) => Promise<string>>> = {
  'a bare repository named as state.repo': async (checkout) => {
    await emptyRepository(join(checkout.root, 'tools/x.git'), true);
    checkout.config(EMBEDDED, 'state: {repo: tools/x.git}');
    return 'tools/x.git/config';
  },
  'a bare repository at the place of our own state': async (checkout) => {
    await emptyRepository(join(checkout.root, '.postilion/tenant.state.git'), true);
    checkout.config(EMBEDDED);
    return '.postilion/tenant.state.git/config';
  },
  'the checkout’s own repository': async (checkout) => {
    checkout.config(EMBEDDED, 'state: {repo: .}');
    return '.git/config';
  },
};

const traps = Object.entries(SETTINGS).flatMap(([setting, lines], index) =>
  Object.entries(PLACES)
    .filter((_, place) => place === index % 3 || setting === 'core.hooksPath')
    .map(
      ([place, prepare]): AttackStory => ({
        name: `${setting} in ${place}`,
        section: 'A1',
        does: `a pull request puts ${setting} into ${place}; its checks run validate, plan and apply`,
        mustNot: 'the program that it names runs, with the job’s token',
        isSlow: true,
        play: () =>
          inCheckout(async (checkout, wrongs) => {
            const { root, put } = checkout;
            const trace = join(root, 'ran');
            const program = put(
              'tools/trap/pre-push',
              `#!/bin/sh\necho "$0 $POSTILION_ACCESS_TOKEN" >> '${trace}'\ncat\n`,
            );
            chmodSync(program, 0o755);
            for (const hook of ['reference-transaction', 'post-index-change', 'pre-receive', 'update'])
              cpSync(program, join(dirname(program), hook));
            put('.gitattributes', '* diff=trap filter=trap\n');
            const included = put('tools/included', `[core]\n\tfsmonitor = ${program}\n`);
            const file = await prepare(checkout);
            const filled = lines.map((one) =>
              one.replaceAll('PROGRAM', program).replaceAll('HOOKS', dirname(program)).replaceAll('INCLUDED', included),
            );
            appendFileSync(join(root, file), `${filled.join('\n\t')}\n`);
            // Where the state lives in the checkout itself, git moves refs there. How to sign in is the checkout's to say.
            const env = file === '.git/config' && !setting.includes('ssh') ? { POSTILION_STATE_REPO: '.' } : {};
            for (const command of ['validate', 'plan', 'apply']) await checkout.run([command], env);
            if (existsSync(trace)) wrongs.push(`${setting} ran`);
          }),
      }),
    ),
);

const ADDRESSES = [
  'https://graph.microsoft.com.example.org',
  'https://127.example.org',
  'https://localhost.example.org',
  'https://graph.microsoft.com@stranger.example',
  'https://stranger.example/graph.microsoft.com',
  'https://graph.microsoft.com:8443',
  'https://127.0.0.1.example',
  'http://graph.microsoft.com',
  'https://[::ffff:203.0.113.7]',
];

const addresses = ADDRESSES.map(
  (address): AttackStory => ({
    name: `tenant.graphUrl is ${address}`,
    section: 'A2',
    does: `YAML names ${address}, and a ready token stands in the environment; a proxy listens for who is called`,
    mustNot: 'any place is called that is none of Graph’s',
    isSlow: true,
    play: () =>
      inCheckout(async (checkout, wrongs) => {
        const proxy = await listening(wrongs);
        checkout.config(`tenant: {id: 11111111-2222-4333-8444-555555555555, graphUrl: "${address}"}`);
        for (const command of ['validate', 'plan', 'doctor']) {
          const { code } = await checkout.run([command], { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url });
          if (code === 0) wrongs.push(`${command} ended with 0`);
        }
        await proxy.close();
      }),
  }),
);

/** A proxy that notes whom it is asked for. */
async function listening(heard: string[]): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    heard.push(`${request.url} was called`);
    response.destroy();
  });
  server.on('connect', (request, socket) => {
    heard.push(`${request.url} was called`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

const FOLDERS: Readonly<Record<string, (checkout: Checkout) => string>> = {
  'a folder beside the repository': () => '../tenant',
  'an absolute path': ({ outside }) => join(outside, 'tenant'),
  'a link that leads out': ({ outside, root }) => {
    symlinkSync(outside, join(root, 'link'));
    return 'link/tenant';
  },
  'a way out and in again': ({ outside, root }) => {
    symlinkSync(join(outside), join(root, 'way'));
    return 'way/checkout/../tenant';
  },
};

const folders = Object.entries(FOLDERS).map(
  ([what, of]): AttackStory => ({
    name: `tenant.embedded is ${what}`,
    section: 'A3',
    does: `YAML names ${what} as the folder of the embedded tenant`,
    mustNot: 'anything is written outside of the repository',
    isSlow: true,
    play: () =>
      inCheckout(async (checkout, wrongs) => {
        checkout.config(`tenant: {embedded: ${JSON.stringify(of(checkout))}}`);
        for (const command of ['plan', 'apply', 'doctor'])
          if ((await checkout.run([command])).code === 0) wrongs.push(`${command} ended with 0`);
      }),
  }),
);

const PATTERNS: Readonly<Record<string, string>> = {
  'many stars': `${'*a'.repeat(60)}*.yaml`,
  'many folders of any depth': `${'**/'.repeat(60)}x.yaml`,
  'braces in braces': `${'{a,'.repeat(60)}b${'}'.repeat(60)}.yaml`,
  'braces side by side': `${'{a,b}'.repeat(40)}.yaml`,
  'braces that do not end': '{'.repeat(200),
  'stars and question marks': `${'*?'.repeat(80)}.yaml`,
};

const patterns = Object.entries(PATTERNS).map(
  ([what, pattern]): AttackStory => ({
    name: `a pattern of profiles with ${what}`,
    section: 'A4',
    does: `YAML names profiles by a pattern with ${what}, offline, also in a fork`,
    mustNot: 'the work never ends',
    isSlow: true,
    play: () =>
      inCheckout(async (checkout) => {
        checkout.put(`profiles/${'a'.repeat(120)}.yaml`, 'kind: ios-mail\n');
        checkout.put(
          'postilion.yaml',
          ['version: 1', 'owner: contoso-mail', EMBEDDED, `profiles: ["${pattern}"]`, ''].join('\n'),
        );
        await checkout.run(['validate']);
      }),
  }),
);

export const ON_DATA: readonly AttackStory[] = [...traps, ...addresses, ...folders, ...patterns];
