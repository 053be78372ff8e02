/** The commands of repositories for many tenants. */

import { type Command, InvalidArgumentError } from 'commander';
import type { Part } from '../core/tenants/matrix.ts';
import type { ExitCode } from '../model/exit-code.ts';
import type { CommonOptions } from './flags/global.ts';
import { readSpan } from './flags/values.ts';
import type { CommandName } from './formats.ts';
import type { Terminal } from './terminal.ts';

type Add = (parent: Command, verb: CommandName, description: string) => Command;

/** Adds `render` and `tenants`. `done` receives the exit code of the command that ran. */
export function addFleetCommands(
  program: Command,
  command: Add,
  terminal: Terminal,
  done: (code: ExitCode) => void,
): void {
  command(program, 'render', 'print what one tenant of many gets')
    .option('--explain', 'say for each field which file and line it comes from', false)
    .option('--out <dir>', 'write it as a repository of its own into a new folder')
    .action(async (options: CommonOptions<'render'> & { explain: boolean; out?: string }) => {
      const { renderCommand } = await import('./commands/render.ts');
      done(await renderCommand(options, terminal));
    });
  const tenants = program
    .command('tenants')
    .description('one repository for many tenants: who they are, and how they are');
  some(command(tenants, 'tenants list', 'name the tenants'))
    .option('--part <n/m>', 'part n of m equal ones, from 0: of an indexed job of Kubernetes', part)
    .option('--names', 'print names alone, a line each', false)
    .action(
      async (
        options: CommonOptions<'tenants list'> & { wave?: string; changedSince?: string; part?: Part; names: boolean },
      ) => {
        const { listTenants } = await import('./commands/tenants.ts');
        done(await listTenants(options, terminal));
      },
    );
  some(command(tenants, 'tenants matrix', 'print the jobs that go through the tenants, as a matrix of GitHub Actions'))
    .option('--shard-size <number>', 'tenants of one job at most', size, 20)
    .action(
      async (
        options: CommonOptions<'tenants matrix'> & { wave?: string; changedSince?: string; shardSize: number },
      ) => {
        const { printTenantsMatrix } = await import('./commands/tenants.ts');
        done(await printTenantsMatrix(options, terminal));
      },
    );
  command(tenants, 'tenants gate', 'say whether every tenant of a wave came to a good end with a commit')
    .requiredOption('--wave <name>', 'the wave that must be through')
    .requiredOption('--commit <id>', 'the commit that it must be through with')
    .option('--device-errors <number>', 'and profiles failed on so many devices of each tenant at most', errors)
    .action(
      async (options: CommonOptions<'tenants gate'> & { wave: string; commit: string; deviceErrors?: number }) => {
        const { checkTenantsGate } = await import('./commands/tenants.ts');
        done(await checkTenantsGate(options, terminal));
      },
    );
  some(command(tenants, 'tenants report', 'print one view of all tenants'))
    .option('--max-age <span>', 'a tenant without a run for so long is silent', readSpan, '1d')
    .action(
      async (options: CommonOptions<'tenants report'> & { wave?: string; changedSince?: string; maxAge: string }) => {
        const { reportOfTenants } = await import('./commands/tenants.ts');
        done(await reportOfTenants(options, terminal));
      },
    );
}

function some(verb: Command): Command {
  return verb
    .option('--wave <name>', 'of this wave only')
    .option('--changed-since <ref>', 'those that the changes since a commit or branch concern');
}

function size(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 1000)
    throw new InvalidArgumentError('write a number from 1 to 1000');
  return number;
}

function part(value: string): Part {
  const [, index = '', count = ''] = /^(\d{1,4})\/([1-9]\d{0,3})$/.exec(value) ?? [];
  if (index === '' || Number(index) >= Number(count))
    throw new InvalidArgumentError('write which part of how many, from 0, such as 0/5');
  return { index: Number(index), count: Number(count) };
}

function errors(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('write a number of devices, such as 20');
  return number;
}
