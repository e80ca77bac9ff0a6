/** The help texts of docker and its commands (docker/cli's usage template for cobra). */
import { isGroup, nameOf } from './command.ts';
import type { Entry, Group } from './command.ts';
import { globalFlags } from './flags/global.table.ts';
import { flagUsages } from './flags/usage.ts';
import { rootSections, SWARM, swarmEntries } from '../tree.ts';

const listed = (entries: readonly Entry[]): string =>
  entries.map((entry) => `  ${(nameOf(entry) + ('plugin' in entry ? '*' : '')).padEnd(11)} ${entry.short}\n`).join('');

const byName = (a: Entry, b: Entry): number => (nameOf(a) < nameOf(b) ? -1 : 1);

/** `docker` alone. On a manager of a swarm it lists what managers can do. */
export function rootHelp(manages: boolean): string {
  const sections = rootSections.map(({ title, entries }) => {
    const all = manages && title === SWARM ? [...entries, ...swarmEntries].sort(byName) : entries;
    return `${title}:\n${listed(all)}`;
  });
  return `Usage:  docker [OPTIONS] COMMAND

A self-sufficient runtime for containers

${sections.join('\n')}
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

/** The help of a command, group or docker itself; `path` is how it was called, such as `docker network rm`. */
export function helpText(entry: Entry | undefined, path: string, manages = false): string {
  if (!entry) return rootHelp(manages);
  if (isGroup(entry)) return groupHelp(entry);
  if (!('run' in entry)) return `Usage:  ${usePath(path, entry.use)}\n\n${entry.short}\n`;
  const options = flagUsages(entry.flags);
  return `Usage:  ${usePath(path, entry.use)}

${entry.long ?? entry.short}
${entry.ways ? `\nAliases:\n  ${entry.ways.join(', ')}\n` : ''}${options === '' ? '' : `\nOptions:\n${options}\n`}`;
}

/** The line that shows how a command is called, under the name by which it was called. */
export function usePath(path: string, use: string): string {
  const rest = use.split(' ').slice(1);
  return [path, ...rest].join(' ');
}
