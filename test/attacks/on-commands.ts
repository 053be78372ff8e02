/** A, F and G as the command line meets them: hostile state on the screen, files named otherwise, mistakes of use, errors of our own. */

import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { machineClock } from '../../src/cli/wiring/machine.ts';
import { openStateStore } from '../../src/io/git/state/store.ts';
import { runProcess } from '../cli/program.ts';
import type { AttackStory } from './attack-story.ts';
import { type Checkout, EMBEDDED, inCheckout } from './checkout.ts';

const WHO: Readonly<Record<string, string>> = {
  'a terminal sequence': 'ci \u001b[2J\u001b]0;owned\u0007 run',
  'a control character of eight bits': 'ci \u009b31m run',
  'a bidirectional mark': 'ci \u202enur\u202c',
  'a workflow command': 'ci\n::error file=x::owned\n##[error]owned',
  'an invisible character': 'ci\u200b\u2066run',
};

/** Code points that must reach no screen, from and to: controls, marks without a width, marks of direction. */
const RAW = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
] as const;

function isRaw(text: string): boolean {
  const isStrange = [...text].some((one) => {
    const point = one.codePointAt(0) ?? 0;
    return RAW.some(([from, to]) => point >= from && point <= to);
  });
  return isStrange || text.split('\n').some((line) => line.startsWith('::') || line.startsWith('##['));
}

async function hold({ root }: Checkout, who: string): Promise<void> {
  const place = { root, repo: '.postilion/tenant.state.git', branch: 'postilion-state', clock: machineClock };
  const store = openStateStore(place);
  const reading = await store.read();
  const revision = reading.status === 'found' ? reading.state.revision : null;
  const answer = await store.acquireLock({ who, run: null, commit: null, seconds: 900 }, {}, revision);
  await store.close();
  if (answer.status !== 'locked') throw new Error(JSON.stringify(answer));
}

const screens = Object.entries(WHO).map(
  ([what, who]): AttackStory => ({
    name: `the state branch holds ${what}`,
    section: 'A5',
    does: `whoever may push to the state branch writes ${what} there, as the name of who holds the lock`,
    mustNot: 'it reaches a terminal or a workflow as it stands',
    isSlow: true,
    play: () =>
      inCheckout(async (checkout, wrongs) => {
        checkout.config(EMBEDDED);
        await checkout.run(['apply', '--yes']);
        await hold(checkout, who);
        checkout.put(
          'profiles/it.yaml',
          readFileSync(join(checkout.root, 'profiles', 'it.yaml'), 'utf8').replace('Mail - IT', 'Mail - I T'),
        );
        for (const args of [
          ['state', 'show'],
          ['state', 'show', '--format', 'json'],
          ['state', 'unlock', 'x'],
          ['state', 'rebuild'],
          ['apply', '--yes'],
        ]) {
          const { out, err } = await checkout.run(args);
          if (isRaw(`${out}\n${err}`)) wrongs.push(`${args.join(' ')} printed it`);
        }
      }),
  }),
);

/** Names of a profile's file; the first is read. */
const NAMES: Readonly<Record<string, boolean>> = {
  'it.yml': true,
  'it.YAML': false,
  'it.yaml.bak': false,
  '.it.yaml': false,
  'it.json': false,
};

const renamed = Object.entries(NAMES).map(
  ([name, isRead]): AttackStory => ({
    name: `a profile's file is renamed to ${name}`,
    section: 'F5',
    does: `profiles/it.yaml is called ${name} from now on, and a schedule runs`,
    mustNot: 'people lose their mail, or nothing says that the file is not read',
    isSlow: true,
    play: () =>
      inCheckout(async (checkout, wrongs) => {
        checkout.config(EMBEDDED);
        await checkout.run(['apply', '--yes']);
        renameSync(join(checkout.root, 'profiles', 'it.yaml'), join(checkout.root, 'profiles', name));
        const { out } = await checkout.run(['plan', '--format', 'json']);
        const isTold = out.includes('FIL-008');
        if (isTold === isRead)
          wrongs.push(isRead ? 'it is told though it is read' : 'nothing says that it is not read');
        if (isRead && /"unassign": [1-9]/.test(out)) wrongs.push('it is taken from people');
        const ran = await checkout.run(['apply', '--yes']);
        if (/\btook\b|assignments written/.test(ran.out)) wrongs.push('people lost their mail unattended');
      }),
  }),
);

const MISTAKES: Readonly<Record<string, (checkout: Checkout) => readonly string[]>> = {
  '--out into a folder that is not there': () => ['plan', '--out', 'missing/plan.json'],
  '--out onto a folder': () => ['plan', '--out', 'profiles'],
  '--out below a file': () => ['plan', '--out', 'postilion.yaml/plan.json'],
  '--plan of a folder': () => ['apply', '--plan', 'profiles', '--yes'],
  '--plan that was cut off': ({ put }) => {
    put('cut.json', '{"formatVersion":"1.1","changes":[');
    return ['apply', '--plan', 'cut.json', '--yes'];
  },
  'import into what is below a file': () => ['import', '--all', '--out', 'postilion.yaml/new'],
  'import below /proc': () => ['import', '--all', '--out', '/proc/postilion/new'],
  'a key that every object has': ({ put }) => {
    put('profiles/x.yaml', 'kind: ios-mail\nkey: constructor\nname: x\nsettings: {}\n');
    return ['plan'];
  },
  'a damaged tenant': ({ put }) => {
    put('.postilion/tenant/tenant.json', '{"format":');
    return ['plan'];
  },
};

const mistakes = Object.entries(MISTAKES).map(
  ([what, argsIn]): AttackStory => ({
    name: `a mistake of use: ${what}`,
    section: 'G3',
    does: `somebody asks for ${what}`,
    mustNot: 'it is called a bug in Postilion, or ends well',
    isSlow: true,
    play: () =>
      inCheckout(async (checkout, wrongs) => {
        checkout.config(EMBEDDED);
        const { code, out, err } = await checkout.run(argsIn(checkout));
        if (code !== 10 && code !== 12) wrongs.push(`ended with ${code}`);
        if (/bug in Postilion/.test(out + err)) wrongs.push('called it a bug');
      }),
  }),
);

const BROKEN = 'Date.prototype.toISOString = () => { throw new Error("broken clock"); };';

const broken = [['plan'], ['apply', '--yes'], ['status'], ['reconcile']].map(
  (args): AttackStory => ({
    name: `an error of our own in ${args[0]}`,
    section: 'G4',
    does: `something of the program itself throws while ${args[0]} has the embedded tenant open`,
    mustNot: 'the process lives on, or ends well',
    isSlow: true,
    play: () =>
      inCheckout(async (checkout, wrongs) => {
        checkout.config(EMBEDDED);
        const breakage = checkout.put('breakage.mjs', BROKEN);
        const late = new Promise<null>((resolve) => {
          setTimeout(() => resolve(null), 90_000).unref();
        });
        const ended = await Promise.race([
          runProcess(args, { cwd: checkout.root, env: { NODE_OPTIONS: `--import ${breakage}` } }),
          late,
        ]);
        if (ended === null) wrongs.push('it lives on');
        else if (ended.code === 0) wrongs.push('it ended with 0');
      }),
  }),
);

export const ON_COMMANDS: readonly AttackStory[] = [...screens, ...renamed, ...mistakes, ...broken];
