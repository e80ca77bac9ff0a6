/** `docker compose ps` (cmd/compose/ps.go). */
import { inspectContainer } from '../../../../engine/api.ts';
import type { ContainerSummaryJson } from '../../../../engine/api.ts';
import { CliError } from '../../cli/command.ts';
import { flagList, flagOn, flagText } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { printList } from '../../cli/format/list.ts';
import { ask } from '../../engine.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { byName, containersOf, serviceOf } from '../containers.ts';
import { psFlags } from '../flags/list.table.ts';
import { psList, psTemplate } from './ps-list.ts';
import type { PsRow } from './ps-list.ts';

type PsContext = ComposeContext<FlagName<typeof psFlags>>;

/** The states that are asked for. Throws CliError. */
function statesOf({ flags }: PsContext): readonly string[] {
  const states = flagList(flags, 'status');
  const filter = flagText(flags, 'filter');
  if (filter === '') return states;
  const at = filter.indexOf('=');
  if (at < 0) throw new CliError('arguments to --filter should be in form KEY=VAL');
  const key = filter.slice(0, at);
  if (key === 'source') throw new CliError('not implemented');
  if (key !== 'status') throw new CliError(`unknown filter ${key}`);
  return [...states, filter.slice(at + 1)];
}

function wantedServices({ flags, arguments: given }: PsContext, declared: readonly string[] | undefined) {
  if (!declared) return given;
  const unknown = given.find((name) => !declared.includes(name));
  if (unknown !== undefined) throw new CliError(`no such service: ${unknown}`);
  return given.length === 0 && flagText(flags, 'orphans', 'true') === 'false' ? declared : given;
}

function rowOf(context: PsContext, summary: ContainerSummaryJson): PsRow {
  const { State } = ask(context, (host) => inspectContainer(host, summary.Id));
  return {
    summary,
    health: State.Status === 'running' ? (State.Health?.Status ?? '') : '',
    exitCode: State.Status === 'exited' || State.Status === 'dead' ? State.ExitCode : 0,
    truncate: !flagOn(context.flags, 'no-trunc'),
    now: context.call.world().clock.now / 1000,
  };
}

function run(context: PsContext): number {
  const { call, flags, arguments: given } = context;
  const states = statesOf(context);
  const { name, project } = context.projectOrName(given);
  const services = wantedServices(context, project && Object.keys(project.services));
  const all = flagOn(flags, 'all');
  const none =
    project !== undefined && services.length === 0 && given.length === 0 && flagText(flags, 'orphans') === 'false';
  const found = none
    ? []
    : containersOf(context, name.toLowerCase(), {
        all: all || states.length > 0,
        ...(!(all || states.length > 0) && { oneoff: 'none' as const }),
        services,
      });
  const shown = byName(found.filter(({ State }) => states.length === 0 || states.includes(State)));
  if (flagOn(flags, 'quiet')) call.out(shown.map(({ Id }) => `${Id}\n`).join(''));
  else if (flagOn(flags, 'services')) call.out(`${[...new Set(shown.map(serviceOf))].join('\n')}\n`);
  else
    call.out(
      printList(
        psList,
        shown.map((summary) => rowOf(context, summary)),
        psTemplate(flagText(flags, 'format')),
      ),
    );
  return 0;
}

export const ps = defineComposeCommand({
  use: 'ps [OPTIONS] [SERVICE...]',
  short: 'List containers',
  flags: psFlags,
  completes: ['service'],
  run,
});
