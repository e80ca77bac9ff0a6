/** The help texts of compose and its commands. */
import { nameOf } from '../cli/command.ts';
import { flagUsages } from '../cli/flags/usage.ts';
import type { Flag } from '../cli/flags/flag.ts';
import type { ComposeCommand } from './command.ts';
import { dryRunFlag, globalFlags } from './flags/global.table.ts';

const listed = (commands: readonly ComposeCommand[], all: readonly ComposeCommand[]): string => {
  const width = Math.max(11, ...all.map((command) => nameOf(command).length));
  return sorted(commands)
    .map((command) => `  ${nameOf(command).padEnd(width)} ${command.short}\n`)
    .join('');
};

/** The commands of a group under their titles. */
function sections(commands: readonly ComposeCommand[], path: string): string {
  const parts = [
    ['Management Commands', commands.filter(({ management }) => management)],
    ['Commands', commands.filter(({ management }) => !management)],
  ] as const;
  const shown = parts.filter(([, members]) => members.length > 0);
  return `${shown.map(([title, members]) => `${title}:\n${listed(members, commands)}`).join('\n')}
Run '${path} COMMAND --help' for more information on a command.
`;
}

const sorted = (commands: readonly ComposeCommand[]): readonly ComposeCommand[] =>
  [...commands].filter(({ hidden }) => !hidden).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));

/** The help of compose itself. */
export const composeHelp = (commands: readonly ComposeCommand[]): string => `Usage:  docker compose [OPTIONS] COMMAND

Define and run multi-container applications with Docker

Options:
${flagUsages(globalFlags)}

${sections(commands, 'docker compose')}`;

/** The help of one of its commands; `parent` is what stands before its name, and `terminal` whether a person reads it there. */
export function commandHelp(command: ComposeCommand, parent: string, terminal = false): string {
  const ways = [nameOf(command), ...(command.aliases ?? [])].map((name) => `${parent} ${name}`);
  const aliases = command.aliases ? `\nAliases:\n  ${ways.join(', ')}\n` : '';
  const flags = [...command.flags, dryRunFlag].map((flag: Flag) =>
    terminal && flag.offAtTerminal ? { ...flag, usage: flag.usage.replace(/ \(default true\)$/, '') } : flag,
  );
  return `Usage:  ${parent} ${command.use}

${(command.long ?? command.short).trim()}
${aliases}
Options:
${flagUsages(flags)}
${command.commands ? `\n${sections(command.commands, `${parent} ${nameOf(command)}`)}` : ''}`;
}
