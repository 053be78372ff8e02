/** The commands and their flags. Each loads its code when it runs. */

import { Argument, Command, Option } from 'commander';
import type { ExitCode } from '../model/exit-code.ts';
import { LANGUAGES } from '../report/announce/messages.ts';
import { escapeLines } from '../report/text/escape.ts';
import type { PlanTenantsOptions } from './commands/plan-tenants.ts';
import { EXAMPLES, examplesText } from './examples.ts';
import type { CommonOptions } from './flags/global.ts';
import { collectValues, describeOption, readDay, readMilliseconds, readPort, readSpan } from './flags/values.ts';
import { type CommandName, FORMATS } from './formats.ts';
import { addFleetCommands } from './program-fleet.ts';
import { addReport, LANGUAGE } from './program-report.ts';
import { addStateCommands } from './program-state.ts';
import { SHELLS, type Shell } from './shells.ts';
import type { Terminal } from './terminal.ts';
import { versionWithCommit } from './version.ts';

type Done = (code: ExitCode) => void;

interface InitFlags {
  readonly owner?: string;
  readonly tenant?: string;
  readonly ci: 'github' | 'azure' | 'gitlab';
  readonly program?: string;
}

/** The program. `done` receives the exit code of the command that ran. */
export function buildProgram(terminal: Terminal, done: Done): Command {
  const program = new Command('postilion')
    .description('GitOps for Intune mail: plans, applies, and says in advance whose mail a change will disturb.')
    .version(versionWithCommit(), '-V, --version')
    .configureOutput({
      writeOut: (text) => terminal.print(text),
      writeErr: (text) => terminal.error(escapeLines(text)),
    })
    .configureHelp({ optionDescription: describeOption })
    .showHelpAfterError('(--help shows the flags, and examples)')
    .exitOverride();
  addInit(program, terminal, done);
  addValidate(program, terminal, done);
  addPlan(program, terminal, done);
  addApply(program, terminal, done);
  addReport(program, terminal, done);
  addImport(program, terminal, done);
  addLooks(program, terminal, done);
  addStateCommands(program, command, (verb) => writing(approvals(verb)), terminal, done);
  addExplain(program, terminal, done);
  addFleetCommands(program, command, terminal, done);
  addTenant(program, terminal, done);
  addCompletion(program, terminal);
  return program;
}

/** The last word of the verb is the command's name below its parent. */
function command(parent: Command, verb: CommandName, description: string): Command {
  return parent
    .command(verb.split(' ').at(-1) ?? verb)
    .description(description)
    .option('--config <file>', 'the configuration (default: postilion.yaml here or in the nearest parent)')
    .addOption(new Option('--format <format>', 'how to print the result').choices([...FORMATS[verb]]).default('text'))
    .addOption(verb === 'plan' ? manyTenants() : new Option('--tenant <name>', TENANT))
    .option('--no-color', 'print without colour')
    .option('--verbose', 'tell each request on stderr, and fold nothing', false)
    .addOption(
      new Option('--log-level <level>', 'what to log on stderr, as JSON lines')
        .choices(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
        .default('warn'),
    )
    .addHelpText('after', examplesText(EXAMPLES[verb]));
}

function addValidate(program: Command, terminal: Terminal, done: Done): void {
  command(program, 'validate', 'check the configuration and the profiles, offline')
    .option('--as-of <date>', AS_OF, readDay)
    .action(async (options: CommonOptions<'validate'> & { asOf?: string }) => {
      const { validate } = await import('./commands/validate.ts');
      done(await validate(options, terminal));
    });
}

function addPlan(program: Command, terminal: Terminal, done: Done): void {
  command(program, 'plan', 'compare git with the tenant and print what would change, and for whom')
    .option('--out <file>', 'write the plan document to a file')
    .option('--failed-out <file>', 'where there is no plan, write to a file why, for report --failed')
    .option('--detailed-exitcode', 'exit 2 when there are changes, 3 when some of them wait for an approval', false)
    .option('--target <key>', 'plan this profile only (repeatable)', collectValues, [])
    .option('--full', FULL, false)
    .option('--as-of <date>', AS_OF, readDay)
    .option('--base <commit>', 'tell new findings from those that this commit, or its plan document, has, too')
    .addOption(new Option('--language <language>', LANGUAGE).choices([...LANGUAGES]).default('en'))
    .option('--all-tenants', 'plan for each tenant of tenants.yaml', false)
    .option('--wave <name>', 'of --all-tenants those of this wave')
    .option('--changed-since <ref>', 'of --all-tenants those that the changes since a commit or branch concern')
    .option('--out-dir <dir>', 'write the plan document of each tenant to a file of its own')
    .action(async ({ tenant, ...options }: PlanGiven) => {
      const [only, ...others] = tenant;
      const isOne = !options.allTenants && others.length === 0 && options.outDir === undefined;
      if (isOne) {
        const { planCommand } = await import('./commands/plan.ts');
        done(await planCommand(only === undefined ? options : { ...options, tenant: only }, terminal));
      } else {
        const { planTenants } = await import('./commands/plan-tenants.ts');
        done(await planTenants({ ...options, tenants: tenant }, terminal));
      }
    });
}

type PlanGiven = Omit<PlanTenantsOptions, 'tenants'> & { readonly tenant: readonly string[] };

const TENANT = 'the tenant, where tenants.yaml lists many';

function manyTenants(): Option {
  return new Option('--tenant <name>', `${TENANT} (repeatable)`).argParser(collectValues).default([]);
}

function addApply(program: Command, terminal: Terminal, done: Done): void {
  const apply = command(program, 'apply', 'plan, and do what needs no approval or has one');
  writing(approvals(apply))
    .option('--plan <file>', 'apply this plan, and nothing that it does not hold')
    .option('--full', FULL, false)
    .action(
      async (
        options: CommonOptions<'apply'> & {
          plan?: string;
          full: boolean;
          approve: readonly string[];
          approveDigest: readonly string[];
        },
      ) => {
        const { applyCommand } = await import('./commands/apply.ts');
        done(await applyCommand(options, terminal));
      },
    );
}

function approvals(verb: Command): Command {
  return verb
    .option(
      '--approve <code,…>',
      'allow the changes of these codes, as the plan prints them; at a keyboard also a level with keys: sign-in:ios-sales',
      collectValues,
      [],
    )
    .option(
      '--approve-digest <digest>',
      'allow a plan or a single change by the digest that --format json shows (repeatable)',
      collectValues,
      [],
    );
}

/** Flags of the commands that write. */
function writing(verb: Command): Command {
  return verb
    .option('--yes', 'do not ask before anything is written (nobody is asked in CI, or without a terminal)', false)
    .option('--quiet', 'tell only what waits or failed', false);
}

function addImport(program: Command, terminal: Terminal, done: Done): void {
  command(program, 'import', 'write YAML for what the tenant holds and nobody manages yet')
    .option('--out <dir>', 'where the files go; none that exists is overwritten')
    .option('--list', 'say what could be imported and what is left alone, with the reasons; write nothing', false)
    .option('--all', 'import everything that is not managed', false)
    .option('--id <id>', 'import this object (repeatable)', collectValues, [])
    .action(
      async (
        options: CommonOptions<'import'> & { out?: string; list: boolean; all: boolean; id: readonly string[] },
      ) => {
        const { importCommand } = await import('./commands/import.ts');
        done(await importCommand(options, terminal));
      },
    );
}

/** Commands that only look. */
function addLooks(program: Command, terminal: Terminal, done: Done): void {
  command(program, 'status', 'say how far each managed profile has reached devices and people')
    .argument('[keys...]', 'of the profiles to look at (default: all)')
    .option('--max-age <span>', 'say instead whether the last good run is younger than that, such as 6h', readSpan)
    .option('--since <run>', 'hold what this run predicted against what shows since: last, a run, or a time')
    .action(async (keys: readonly string[], options: CommonOptions<'status'> & { maxAge?: string; since?: string }) => {
      const { maxAge } = options;
      if (maxAge === undefined) {
        const { runStatus } = await import('./commands/status.ts');
        done(await runStatus(keys, options, terminal));
      } else {
        const { runMaxAge } = await import('./commands/max-age.ts');
        done(await runMaxAge(keys, { ...options, maxAge }, terminal));
      }
    });
  command(program, 'doctor', 'say what stands in the way of a plan or an apply, and how to mend it')
    .addOption(
      new Option('--for <purpose>', 'what the identity is for, or github for what its workflows need from Entra')
        .choices(['plan', 'apply', 'github'])
        .default('plan'),
    )
    .option(
      '--oidc <file>',
      "with --for github: what GitHub's API answers about subjects, as the doctor says how to ask",
    )
    .action(async (options: CommonOptions<'doctor'> & { for: 'plan' | 'apply' | 'github'; oidc?: string }) => {
      const { for: purpose } = options;
      if (purpose === 'github') {
        const { runDoctorForGitHub } = await import('./commands/doctor-github.ts');
        done(await runDoctorForGitHub(options, terminal));
        return;
      }
      const { runDoctor } = await import('./commands/doctor.ts');
      done(await runDoctor({ ...options, for: purpose }, terminal));
    });
}

function addInit(program: Command, terminal: Terminal, done: Done): void {
  program
    .command('init')
    .description('start a profiles repository: configuration, examples, schemas, workflows')
    .addHelpText('after', examplesText(EXAMPLES.init))
    .argument('[dir]', 'where it goes', '.')
    .option('--owner <name>', "part of every marker, never to be changed (default: the folder's name)")
    .option('--tenant <id>', 'the Entra tenant (default: the embedded one, to try everything out)')
    .addOption(
      new Option('--ci <platform>', 'whose workflows to write')
        .choices(['github', 'azure', 'gitlab'])
        .default('github'),
    )
    .option(
      '--program <owner/repo@commit>',
      'where the workflows of Postilion are on your GitHub (default: of this release)',
    )
    .action(async (dir: string, options: InitFlags) => {
      const { init } = await import('./commands/init.ts');
      done(await init(dir, options, terminal));
    });
}

function addExplain(program: Command, terminal: Terminal, done: Done): void {
  command(program, 'explain', 'say why a field, an effect or a finding is what it is')
    .argument('<subject>', 'the key of a profile, a code such as EFF-IOS-OAUTH-ON, a kind, kind.field, filter or topic')
    .argument('[name]', 'of the assignment filter: which devices it matches, and why; or of the topic')
    .option('--names', 'name the devices, which are only counted otherwise', false)
    .action(
      async (subject: string, name: string | undefined, options: CommonOptions<'explain'> & { names: boolean }) => {
        const { explain } = await import('./commands/explain.ts');
        done(await explain(subject, name, options, terminal));
      },
    );
}

function addTenant(program: Command, terminal: Terminal, done: Done): void {
  program
    .command('tenant')
    .description('the embedded tenant: a stand-in for Intune on this machine')
    .command('serve')
    .description('run it in the foreground and print its address')
    .addHelpText('after', examplesText(EXAMPLES['tenant serve']))
    .addOption(new Option('--port <number>', 'the port to listen on').argParser(readPort).default(0, 'any free one'))
    .option('--dir <folder>', 'where its state lives', '.postilion/tenant')
    .option('--latency <ms>', 'milliseconds that each answer takes more, as a service far away', readMilliseconds, 0)
    .action(async (options: { port: number; dir: string; latency: number }) => {
      const { serve } = await import('./commands/tenant-serve.ts');
      done(await serve(options, terminal));
    });
}

function addCompletion(program: Command, terminal: Terminal): void {
  program
    .command('completion')
    .description('print the completion script of a shell')
    .addArgument(
      new Argument('<shell>', 'the shell; "keys" prints the keys of the profiles here').choices([...SHELLS, 'keys']),
    )
    .addHelpText('after', examplesText(EXAMPLES.completion))
    .action(async (asked: Shell | 'keys') => {
      if (asked === 'keys') {
        const { printKeys } = await import('./commands/completion-keys.ts');
        await printKeys(terminal);
        return;
      }
      const [{ completionScript }, { CATALOGUE }] = await Promise.all([
        import('./completion.ts'),
        import('../kinds/catalogue.ts'),
      ]);
      terminal.print(
        completionScript(
          program,
          asked,
          CATALOGUE.map(({ name }) => name),
        ),
      );
    });
}

const FULL = 'read all references to certificates, also of objects that seem unchanged since the last apply';

const AS_OF = 'judge by the calendar of another day, such as 2027-01-01, to see what will start to fail';
