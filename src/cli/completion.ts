/** Shell completion, derived from the program's own commands and flags. */

import type { Command } from 'commander';
import { EFFECT_LEVELS } from '../model/effect.ts';
import type { Shell } from './shells.ts';

interface Entry {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly { readonly long: string; readonly choices: readonly string[] }[];
}

/** Commands whose arguments are keys of profiles. */
const KEYED: readonly string[] = ['status', 'explain'];
/** Prints the keys of the profiles around; says nothing elsewhere. */
const KEYS = '$(postilion completion keys 2>/dev/null)';

/** The script to load into the shell. It knows commands, flags and levels, the kinds given, and the keys of where it runs. */
export function completionScript(program: Command, shell: Shell, kinds: readonly string[]): string {
  const entries = program.commands.map(entryOf);
  switch (shell) {
    case 'bash':
      return bashScript(entries, kinds);
    case 'zsh':
      return `autoload -U +X bashcompinit && bashcompinit\n${bashScript(entries, kinds)}`;
    case 'fish':
      return fishScript(entries, kinds);
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

function bashScript(entries: readonly Entry[], kinds: readonly string[]): string {
  const names = entries.map(({ name }) => name).join(' ');
  const cases = entries.map(({ name, flags }) => {
    const more = [...(KEYED.includes(name) ? [KEYS] : []), ...(name === 'explain' ? kinds : [])];
    return `    ${name}) words="${[...flags.map(({ long }) => long), ...more].join(' ')}" ;;`;
  });
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
    --target) COMPREPLY=($(compgen -W "${KEYS}" -- "$word")); return ;;
    --approve) COMPREPLY=($(compgen -W "${EFFECT_LEVELS.join(' ')}" -- "$word")); return ;;
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

function fishScript(entries: readonly Entry[], kinds: readonly string[]): string {
  const lines = entries.flatMap(({ name, description, flags }) => [
    `complete -c postilion -n __fish_use_subcommand -f -a ${name} -d '${description.replaceAll("'", "\\'")}'`,
    ...flags.map(({ long, choices }) => {
      const values = fishValues(long, choices);
      return `complete -c postilion -n '__fish_seen_subcommand_from ${name}' -l ${long.slice(2)}${values}`;
    }),
  ]);
  const keyed = KEYED.map(
    (name) => `complete -c postilion -n '__fish_seen_subcommand_from ${name}' -f -a '${FISH_KEYS}'`,
  );
  lines.push(...keyed, `complete -c postilion -n '__fish_seen_subcommand_from explain' -f -a '${kinds.join(' ')}'`);
  return `# postilion completion; load it with: postilion completion fish | source\n${lines.join('\n')}\n`;
}

const FISH_KEYS = '(postilion completion keys 2>/dev/null)';

function fishValues(long: string, choices: readonly string[]): string {
  if (long === '--target') return ` -x -a '${FISH_KEYS}'`;
  if (long === '--approve') return ` -x -a '${EFFECT_LEVELS.join(' ')}'`;
  return choices.length === 0 ? '' : ` -x -a '${choices.join(' ')}'`;
}
