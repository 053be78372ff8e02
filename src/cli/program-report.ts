/** The command that shows a saved plan, or posts it: it needs no repository and no tenant. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ExitCode } from '../model/exit-code.ts';
import { LANGUAGES } from '../report/announce/messages.ts';
import { DEFAULT_NAME } from '../report/comment/marker.ts';
import { EXAMPLES, examplesText } from './examples.ts';
import type { ReportOptions } from './flags/report.ts';
import type { Terminal } from './terminal.ts';

export function addReport(program: Command, terminal: Terminal, done: (code: ExitCode) => void): void {
  program
    .command('report')
    .description('show a saved plan as a pull request is told of it, or post it there')
    .option('--plan <file>', 'what plan --out wrote; it is taken for the text of a stranger')
    .option('--plans <dir>', 'what plan --out-dir wrote: the plans of several tenants, in one comment')
    .option('--failed [file]', 'there is no plan: say so, and why as plan --failed-out wrote it', false)
    .addOption(
      new Option('--format <format>', 'how to print it (default: comment, nothing beside --to)').choices([
        'comment',
        'summary',
        'annotations',
        'json',
        'announce',
      ]),
    )
    .addOption(new Option('--language <language>', LANGUAGE).choices([...LANGUAGES]).default('en'))
    .addOption(new Option('--to <place>', 'where to post it').choices(['github']))
    .option('--pr <number>', 'the pull request', pullNumber)
    .option(
      '--head <commit>',
      'the commit of the pull request that was planned; says nothing where it has a newer one',
      commit,
    )
    .option('--limit <characters>', 'of the comment: 60000 at most, 4000 for Azure DevOps', Number)
    .option('--name <name>', 'tells the comments of several tenants apart', commentName, DEFAULT_NAME)
    .option('--no-color', 'print without colour')
    .addHelpText('after', examplesText(EXAMPLES.report))
    .action(async (options: ReportOptions) => {
      if (options.plans !== undefined) {
        const { reportTenants } = await import('./commands/report-tenants.ts');
        return done(await reportTenants(options.plans, options, terminal));
      }
      const { reportCommand } = await import('./commands/report.ts');
      done(await reportCommand(options, terminal));
    });
}

export const LANGUAGE = 'of --format announce: the texts for the help desk and for the people concerned';

function pullNumber(value: string): number {
  const number = Number(value);
  if (!/^\d{1,9}$/.test(value) || number < 1) throw new InvalidArgumentError('write the number of a pull request');
  return number;
}

function commit(value: string): string {
  if (!/^[0-9a-f]{40}$/.test(value)) throw new InvalidArgumentError('write a commit of 40 hexadecimal digits');
  return value;
}

function commentName(value: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(value))
    throw new InvalidArgumentError('write small letters, digits and hyphens');
  return value;
}
