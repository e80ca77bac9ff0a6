/** `docker compose pause` and `unpause`. */
import type { ContainerSummaryJson } from '../../../engine/api.ts';
import { defineComposeCommand } from './command.ts';
import type { ComposeAsking, ComposeContext } from './command.ts';
import { containersOf, serviceOf } from './containers.ts';
import * as orders from './orders.ts';
import { progressName } from './stopping.ts';
import { together } from './time.ts';

async function changeEach(
  context: ComposeContext<never>,
  change: (asking: ComposeAsking, container: ContainerSummaryJson) => void,
  done: string,
  title: string,
): Promise<number> {
  const { arguments: services } = context;
  const { name, project } = context.projectOrName(services);
  const all = containersOf(context, name.toLowerCase(), { oneoff: 'none', services });
  const containers = project ? all.filter((each) => Object.hasOwn(project.services, serviceOf(each))) : all;
  await together(context, containers, (container) => {
    change(context, container);
    context.progress.event(progressName(container), 'done', done);
  });
  context.progress.finish(title);
  return 0;
}

export const pause = defineComposeCommand({
  use: 'pause [SERVICE...]',
  short: 'Pause services',
  flags: [],
  run: (context) => changeEach(context, orders.pauseContainer, 'Paused', 'Pausing'),
});

export const unpause = defineComposeCommand({
  use: 'unpause [SERVICE...]',
  short: 'Unpause services',
  flags: [],
  run: (context) => changeEach(context, orders.unpauseContainer, 'Unpaused', 'Running'),
});
