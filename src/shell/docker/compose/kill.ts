/** `docker compose kill`. */
import { flagText } from '../cli/flags/flag.ts';
import { defineComposeCommand } from './command.ts';
import { containersOf, serviceOf } from './containers.ts';
import { killFlags } from './flags/life.table.ts';
import { projectOf } from './from-labels.ts';
import { removesOrphans } from './options.ts';
import * as orders from './orders.ts';
import { progressName } from './stopping.ts';
import { together } from './time.ts';

export const kill = defineComposeCommand({
  use: 'kill [OPTIONS] [SERVICE...]',
  short: 'Force stop service containers',
  flags: killFlags,
  run: async (context) => {
    const { arguments: services, call, flags } = context;
    const found = context.projectOrName(services);
    const name = found.name.toLowerCase();
    const all = containersOf(context, name, { services });
    const project = found.project ?? projectOf(context, name, all);
    const known = (container: (typeof all)[number]): boolean => Object.hasOwn(project.services, serviceOf(container));
    const containers = removesOrphans(call, flags) ? all : all.filter(known);
    if (containers.length === 0) {
      call.err('no container to kill');
      return 0;
    }
    const signal = flagText(flags, 'signal', 'SIGKILL');
    await together(context, containers, (container) => {
      const id = progressName(container);
      context.progress.event(id, 'working', 'Killing');
      try {
        orders.killContainer(context, container, signal);
      } catch (error) {
        context.progress.event(id, 'error', 'Error while Killing');
        throw error;
      }
      context.progress.event(id, 'done', 'Killed');
    });
    context.progress.finish('Killing');
    return 0;
  },
});
