/** The help texts of docker and its commands (docker/cli's usage template for cobra). */
import { isGroup, nameOf, usePath } from './command.ts';
import type { Entry, Group } from './command.ts';
import { globalFlags } from './flags/global.table.ts';
import { flagUsages } from './flags/usage.ts';

/** Commands of docker's own help under one title. */
export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

const listed = (entries: readonly Entry[]): string =>
  entries.map((entry) => `  ${(nameOf(entry) + ('plugin' in entry ? '*' : '')).padEnd(11)} ${entry.short}\n`).join('');

/** The help of docker itself. */
export function rootHelp(sections: readonly Section[]): string {
  return `Usage:  docker [OPTIONS] COMMAND

A self-sufficient runtime for containers

${sections.map(({ title, entries }) => `${title}:\n${listed(entries)}`).join('\n')}
Global Options:
${flagUsages(globalFlags)}

Run 'docker COMMAND --help' for more information on a command.

For more help on how to use Docker, head to https://docs.docker.com/go/guides/
`;
}

function groupHelp(group: Group): string {
  const name = nameOf(group);
  return `Usage:  docker ${group.use}

${group.short}

Commands:
${listed(group.commands)}
Run 'docker ${name} COMMAND --help' for more information on a command.
`;
}

/** The help of a command or group; `path` is how it was called, such as `docker network rm`. */
export function helpText(entry: Entry, path: string): string {
  if (isGroup(entry)) return groupHelp(entry);
  if (!('flags' in entry)) return `Usage:  ${usePath(path, entry.use)}\n\n${entry.short}\n`;
  const options = flagUsages(entry.flags);
  return `Usage:  ${usePath(path, entry.use)}

${entry.long ?? entry.short}
${entry.ways ? `\nAliases:\n  ${entry.ways.join(', ')}\n` : ''}${options === '' ? '' : `\nOptions:\n${options}\n`}`;
}
