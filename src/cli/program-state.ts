/** The commands around the state branch, and the verbs of the schedule. */

import { type Command, Option } from 'commander';
import type { ExitCode } from '../model/exit-code.ts';
import type { CommonOptions } from './flags/global.ts';
import type { CommandName } from './formats.ts';
import type { Terminal } from './terminal.ts';

/** How `program.ts` makes a command with the flags that all share. */
export type MakeCommand = (parent: Command, verb: CommandName, description: string) => Command;

type Done = (code: ExitCode) => void;
type Approvals = CommonOptions<'reconcile'> & {
  readonly approve: readonly string[];
  readonly approveDigest: readonly string[];
};

type ReconcileFlags = Approvals & {
  readonly detailedExitcode: boolean;
  readonly approvals?: 'github';
  readonly reportTo?: 'github';
};

type PruneFlags = CommonOptions<'prune'> &
  Omit<Approvals, keyof CommonOptions<'reconcile'>> & {
    readonly apply: boolean;
    readonly out?: string;
    readonly plan?: string;
    readonly detailedExitcode: boolean;
  };

/** Adds `reconcile`, `prune` and `state`. `approvals` adds the flags that approve and write. */
export function addStateCommands(
  program: Command,
  make: MakeCommand,
  approvals: (command: Command) => Command,
  terminal: Terminal,
  done: Done,
): void {
  approvals(make(program, 'reconcile', 'what a schedule runs: heal what policy allows, apply what is approved'))
    .option('--detailed-exitcode', 'exit 3 when changes wait for an approval', false)
    .addOption(
      new Option('--approvals <place>', 'take what reviewers of merged pull requests approved').choices(['github']),
    )
    .addOption(
      new Option('--report-to <place>', 'keep an issue for each profile that somebody changed').choices(['github']),
    )
    .action(async (options: ReconcileFlags) => {
      const { reconcileCommand } = await import('./commands/reconcile.ts');
      done(await reconcileCommand(options, terminal));
    });
  approvals(make(program, 'prune', 'plan what to delete: objects whose YAML is gone and whose grace is over'))
    .option('--apply', 'delete them', false)
    .option('--out <file>', 'write the plan document to a file')
    .option('--plan <file>', 'delete what this plan holds, and nothing else')
    .option(
      '--detailed-exitcode',
      'exit 2 when something can be deleted, 3 when some of it waits for an approval',
      false,
    )
    .action(async (options: PruneFlags) => {
      const { pruneCommand } = await import('./commands/prune.ts');
      done(await pruneCommand(options, terminal));
    });
  addState(program, make, terminal, done);
}

function addState(program: Command, make: MakeCommand, terminal: Terminal, done: Done): void {
  const state = program.command('state').description('the inventory, the lock, and recovery');
  make(state, 'state show', 'print what the state branch holds').action(
    async (options: CommonOptions<'state show'>) => {
      const { showState } = await import('./commands/state.ts');
      done(await showState(options, terminal));
    },
  );
  make(state, 'state unlock', 'open the lock of a run that is dead')
    .argument(
      '[nonce]',
      'the word of this one lock, so that no other is opened; without it, says who holds the lock and what to type',
    )
    .action(async (nonce: string | undefined, options: CommonOptions<'state unlock'>) => {
      const { unlockState } = await import('./commands/state.ts');
      done(await unlockState(nonce, options, terminal));
    });
  make(state, 'state rebuild', 'propose a lost inventory anew from the markers in the tenant')
    .addOption(new Option('--yes', 'write it').default(false))
    .option('--forget-history', 'begin the state branch anew, so that what earlier versions stored is gone', false)
    .action(async (options: CommonOptions<'state rebuild'> & { yes: boolean; forgetHistory: boolean }) => {
      const { rebuildState } = await import('./commands/state-rebuild.ts');
      done(await rebuildState(options, terminal));
    });
}
