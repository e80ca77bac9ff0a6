/** `docker compose rm`. */
import { findContainer } from '../../../engine/api.ts';
import { isRunning } from '../../../engine/container/container.ts';
import { flagOn } from '../cli/flags/flag.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { ask } from '../engine.ts';
import { defineComposeCommand } from './command.ts';
import type { ComposeContext } from './command.ts';
import { containersOf, nameOfContainer, serviceOf } from './containers.ts';
import { rmFlags } from './flags/life.table.ts';
import { projectOf } from './from-labels.ts';
import * as orders from './orders.ts';
import { confirmed } from './prompt.ts';
import { progressName, stopServices } from './stopping.ts';
import { together } from './time.ts';

async function run(context: ComposeContext<FlagName<typeof rmFlags>>): Promise<number> {
  const { arguments: services, call, flags } = context;
  const found = context.projectOrName(services);
  const name = found.name.toLowerCase();
  const here = () => containersOf(context, name, { oneoff: 'none', all: true, services });
  if (flagOn(flags, 'stop')) {
    await stopServices(context, found.project ?? projectOf(context, name, here()), { services });
    context.progress.finish('Stopping');
  }
  const { project } = found;
  const stopped = here()
    .filter((container) => !project || Object.hasOwn(project.services, serviceOf(container)))
    .filter(({ Id }) => {
      const container = ask(context, (host) => findContainer(host, Id));
      const runs = isRunning(container) || container.state.status === 'restarting';
      return !runs || (flagOn(flags, 'stop') && context.globals.dryRun);
    });
  if (stopped.length === 0) {
    call.err('No stopped containers\n');
    return 0;
  }
  const message = `Going to remove ${stopped.map(nameOfContainer).join(', ')}`;
  if (flagOn(flags, 'force')) call.out(`${message}\n`);
  else if (!confirmed(call, message)) return 0;
  await together(context, stopped, (container) => {
    context.progress.event(progressName(container), 'working', 'Removing');
    orders.removeContainer(context, container, {
      volumes: flagOn(flags, 'volumes'),
      force: flagOn(flags, 'force'),
    });
    context.progress.event(progressName(container), 'done', 'Removed');
  });
  context.progress.finish('Removing');
  return 0;
}

export const rm = defineComposeCommand({
  use: 'rm [OPTIONS] [SERVICE...]',
  short: 'Removes stopped service containers',
  long: `Removes stopped service containers

By default, anonymous volumes attached to containers will not be removed. You
can override this with -v. To list all volumes, use "docker volume ls".

Any data which is not in a volume will be lost.`,
  flags: rmFlags,
  run,
});
