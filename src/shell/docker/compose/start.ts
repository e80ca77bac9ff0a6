/** `docker compose start`. */
import { CliError } from '../cli/command.ts';
import { own } from '../../../kernel/own.ts';
import { quote } from '../cli/template/quote.ts';
import { defineComposeCommand } from './command.ts';
import { containersOf } from './containers.ts';
import { projectOf } from './from-labels.ts';
import { selected } from './select.ts';
import { startProject } from './starting.ts';

export const start = defineComposeCommand({
  use: 'start [SERVICE...]',
  short: 'Start services',
  flags: [],
  run: async (context) => {
    const { arguments: services } = context;
    const { name, project } = context.projectOrName(services);
    if (project) {
      await startProject(context, project);
      return 0;
    }
    const containers = containersOf(context, name.toLowerCase(), { oneoff: 'none', all: true });
    if (containers.length === 0) throw new CliError(`no container found for project ${quote(name)}: not found`);
    const known = projectOf(context, name.toLowerCase(), containers, true);
    const unknown = services.find((service) => !own(known.services, service));
    if (unknown !== undefined) throw new CliError(`no such service: ${quote(unknown)}: not found`);
    await startProject(context, selected(known, services));
    return 0;
  },
});
