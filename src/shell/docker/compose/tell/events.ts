/** `docker compose events` (cmd/compose/events.go, pkg/compose/events.go). */
import { flagOn } from '../../cli/flags/flag.ts';
import type { FlagName } from '../../cli/flags/flag.ts';
import { LABELS } from '../../../../world/compose-labels.ts';
import { tellEvents } from '../../system/events-run.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeContext } from '../command.ts';
import { eventsFlags } from '../flags/list.table.ts';

function run(context: ComposeContext<FlagName<typeof eventsFlags>>): number {
  const project = context.projectName().toLowerCase();
  return tellEvents(context, {
    filters: { label: [`${LABELS.project}=${project}`] },
    format: flagOn(context.flags, 'json') ? 'json' : '',
    project,
    services: context.arguments,
  });
}

export const events = defineComposeCommand({
  use: 'events [OPTIONS] [SERVICE...]',
  short: 'Receive real time events from containers',
  flags: eventsFlags,
  completes: ['service'],
  run,
});
