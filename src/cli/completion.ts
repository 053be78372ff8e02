/** Shell completion, derived from the program's own commands and flags. */

import type { Command } from 'commander';

/** Shells that a script can be written for. */
export type Shell = 'bash' | 'zsh' | 'fish';

interface Entry {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly { readonly long: string; readonly choices: readonly string[] }[];
}

/** The script to load into the shell. */
export function completionScript(program: Command, shell: Shell): string {
  const entries = program.commands.map(entryOf);
  switch (shell) {
    case 'bash':
      return bashScript(entries);
    case 'zsh':
      return `autoload -U +X bashcompinit && bashcompinit\n${bashScript(entries)}`;
    case 'fish':
      return fishScript(entries);
  }
}

function entryOf(command: Command): Entry {
  return {
    name: command.name(),
    description: command.description(),
    flags: command.options.flatMap(({ long, argChoices }) =>
      long === undefined || long === null ? [] : [{ long, choices: argChoices ?? [] }],
    ),
  };
}

function bashScript(entries: readonly Entry[]): string {
  const names = entries.map(({ name }) => name).join(' ');
  const cases = entries.map(({ name, flags }) => `    ${name}) words="${flags.map(({ long }) => long).join(' ')}" ;;`);
  const all = entries.flatMap(({ flags }) => flags);
  const longs = [...new Set(all.flatMap(({ long, choices }) => (choices.length > 0 ? [long] : [])))];
  const values = longs.map((long) => {
    const choices = new Set(all.flatMap((flag) => (flag.long === long ? flag.choices : [])));
    return `    ${long}) COMPREPLY=($(compgen -W "${[...choices].join(' ')}" -- "$word")); return ;;`;
  });
  return `# postilion completion; load it with: source <(postilion completion bash)
_postilion() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words="${names}"
  case "$before" in
${values.join('\n')}
    --config|--out|--plan) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _postilion postilion
`;
}

function fishScript(entries: readonly Entry[]): string {
  const lines = entries.flatMap(({ name, description, flags }) => [
    `complete -c postilion -n __fish_use_subcommand -f -a ${name} -d '${description.replaceAll("'", "\\'")}'`,
    ...flags.map(({ long, choices }) => {
      const values = choices.length === 0 ? '' : ` -x -a '${choices.join(' ')}'`;
      return `complete -c postilion -n '__fish_seen_subcommand_from ${name}' -l ${long.slice(2)}${values}`;
    }),
  ]);
  return `# postilion completion; load it with: postilion completion fish | source\n${lines.join('\n')}\n`;
}
