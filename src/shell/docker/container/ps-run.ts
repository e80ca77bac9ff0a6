import { inspectImage, listContainers } from '../../../engine/api.ts';
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Context } from '../cli/command.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagNumber, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { printList, templateOf } from '../cli/format/list.ts';
import { compile, TemplateError } from '../cli/template/template.ts';
import { ask } from '../engine.ts';
import { containerLayouts, containerList } from './list-format.ts';
import type { ContainerRow } from './list-format.ts';
import type { listFlags } from './ps.ts';

const empty: ContainerSummaryJson = {
  Id: '',
  Names: [],
  Image: '',
  ImageID: '',
  Command: '',
  Created: 0,
  Ports: [],
  Labels: {},
  State: '' as ContainerSummaryJson['State'],
  Status: '',
  HostConfig: { NetworkMode: '' },
  NetworkSettings: { Networks: {} },
  Mounts: [],
};

/** docker tries a template on a container that is not there before it asks the engine, also to learn whether sizes are wanted. */
function asksForSize(format: string, now: number): boolean {
  let asked = false;
  const row: ContainerRow = {
    summary: empty,
    truncate: true,
    now,
    get size() {
      asked = true;
      return undefined;
    },
  };
  try {
    const { error } = compile(format).run(containerList.row(row));
    if (error) throw new CliError(`failed to execute template: ${error.message}`);
  } catch (error) {
    if (error instanceof TemplateError) throw new CliError(`failed to parse template: ${error.message}`);
    throw error;
  }
  return asked;
}

function limitOf({ flags }: Context<'last' | 'latest'>): number | undefined {
  if (isSet(flags, 'last')) return flagNumber(flags, 'last');
  return flagOn(flags, 'latest') ? 1 : undefined;
}

export function runPs(context: Context<FlagName<typeof listFlags>>): number {
  const { call, flags } = context;
  const format = flagText(flags, 'format');
  const quiet = flagOn(flags, 'quiet');
  if (quiet && format !== '') call.err('WARNING: Ignoring custom format, because both --format and --quiet are set.\n');
  const now = call.world().clock.now / 1000;
  const size = flagOn(flags, 'size') || (format !== '' && !quiet && asksForSize(format, now));
  const limit = limitOf(context);
  const rows = ask(context, (host) =>
    listContainers(host, {
      all: flagOn(flags, 'all'),
      filters: filtersOf(flags),
      limit,
    }).map((summary) => ({
      summary,
      truncate: !flagOn(flags, 'no-trunc'),
      now,
      size: size ? inspectImage(host, summary.ImageID).Size : undefined,
    })),
  );
  const given = quiet && format !== 'raw' ? '' : format;
  call.out(printList(containerList, rows, templateOf(given, quiet, containerLayouts(flagOn(flags, 'size')))));
  return 0;
}
