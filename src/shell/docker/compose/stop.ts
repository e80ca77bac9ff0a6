/** `docker compose stop`. */
import { defineComposeCommand } from './command.ts';
import { containersOf } from './containers.ts';
import { stopFlags } from './flags/life.table.ts';
import { projectOf } from './from-labels.ts';
import { timeoutOf } from './options.ts';
import { stopServices } from './stopping.ts';

export const stop = defineComposeCommand({
  use: 'stop [OPTIONS] [SERVICE...]',
  short: 'Stop services',
  flags: stopFlags,
  run: async (context) => {
    const { arguments: services, flags } = context;
    const { name, project } = context.projectOrName(services);
    const known =
      project ??
      projectOf(context, name.toLowerCase(), containersOf(context, name.toLowerCase(), { oneoff: 'none', all: true }));
    await stopServices(context, known, { services, timeout: timeoutOf(flags) });
    context.progress.finish('Stopping');
    return 0;
  },
});
