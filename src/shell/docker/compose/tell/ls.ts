/** `docker compose ls` (cmd/compose/list.go, pkg/compose/ls.go). */
import { listContainers } from '../../../../engine/api.ts';
import type { ContainerSummaryJson } from '../../../../engine/api.ts';
import { own } from '../../../../kernel/own.ts';
import { CliError } from '../../cli/command.ts';
import { filtersOf } from '../../cli/filters.ts';
import { flagOn, flagText } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { jsonString } from '../../cli/template/value/json.ts';
import { ask } from '../../engine.ts';
import { prettySection } from './columns.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { lsFlags } from '../flags/list.table.ts';
import { LABELS } from '../../../../world/compose-labels.ts';
import { unknownFormat } from './pretty-format.ts';

interface Stack {
  readonly name: string;
  readonly status: string;
  readonly files: string;
}

/** How many containers are in each state: `exited(1), running(2)`. */
function combinedStatus(containers: readonly ContainerSummaryJson[]): string {
  const counts = new Map<string, number>();
  for (const { State } of containers) counts.set(State, (counts.get(State) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([state, count]) => `${state}(${count})`)
    .join(', ');
}

function stacksOf(context: ComposeContext<FlagName<typeof lsFlags>>): Stack[] {
  const containers = ask(context, (host) =>
    listContainers(host, {
      all: flagOn(context.flags, 'all'),
      filters: { label: [LABELS.project, LABELS.configHash] },
    }),
  );
  const projects = new Map<string, ContainerSummaryJson[]>();
  for (const container of containers) {
    const name = own(container.Labels, LABELS.project) ?? '';
    projects.set(name, [...(projects.get(name) ?? []), container]);
  }
  return [...projects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => ({ name, status: combinedStatus(members), files: filesOf(context, members) }));
}

function filesOf(context: ComposeContext<FlagName<typeof lsFlags>>, members: readonly ContainerSummaryJson[]): string {
  const bare = members.find(({ Labels }) => own(Labels, LABELS.configFiles) === undefined);
  if (!bare)
    return [...new Set(members.flatMap(({ Labels }) => (own(Labels, LABELS.configFiles) ?? '').split(',')))].join(',');
  context.warn(
    `no label ${JSON.stringify(LABELS.configFiles)} set on container ${JSON.stringify(bare.Id)} of compose project`,
  );
  return 'N/A';
}

/** Whether a name is one that is asked for, or fits one as a pattern. */
function fits(name: string, wanted: readonly string[]): boolean {
  return wanted.some((text) => {
    if (text === name) return true;
    try {
      return new RegExp(text).test(name);
    } catch {
      return false;
    }
  });
}

function run(context: ComposeContext<FlagName<typeof lsFlags>>): number {
  const { call, flags } = context;
  const filters = filtersOf(flags);
  const unknown = Object.keys(filters).find((key) => key !== 'name');
  if (unknown !== undefined) throw new CliError(`invalid filter '${unknown}'`);
  const stacks = stacksOf(context).filter(({ name }) => !filters.name || fits(name, filters.name));
  const format = flagText(flags, 'format', 'table').toLowerCase();
  if (flagOn(flags, 'quiet')) call.out(stacks.map(({ name }) => `${name}\n`).join(''));
  else if (format === 'json') call.out(`[${stacks.map(stackJson).join(',')}]\n`);
  else if (['table', 'pretty', ''].includes(format))
    call.out(
      prettySection(
        ['NAME', 'STATUS', 'CONFIG FILES'],
        stacks.map(({ name, status, files }) => [name, status, files]),
      ),
    );
  else throw unknownFormat(flagText(flags, 'format'));
  return 0;
}

const stackJson = ({ name, status, files }: Stack): string =>
  `{"Name":${jsonString(name)},"Status":${jsonString(status)},"ConfigFiles":${jsonString(files)}}`;

export const ls = defineComposeCommand({
  use: 'ls [OPTIONS]',
  short: 'List running compose projects',
  flags: lsFlags,
  atMost: 0,
  run,
});
