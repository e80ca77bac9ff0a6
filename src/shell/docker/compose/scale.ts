/** `docker compose scale`. */
import { CliError } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { defineComposeCommand } from './command.ts';
import { createProject } from './create-project.ts';
import { scaleFlags } from './flags/life.table.ts';
import { scaled } from './options.ts';
import { onlyServices } from './select.ts';
import { startProject } from './starting.ts';

function wishOf(text: string): readonly [service: string, replicas: number] {
  const at = text.indexOf('=');
  const [name, count] = [text.slice(0, at), text.slice(at + 1)];
  if (at <= 0 || count === '') throw new CliError(`invalid scale specifier: ${text}`);
  if (!/^[+-]?\d+$/.test(count))
    throw new CliError(`invalid scale specifier: can't parse replica value as int: ${text}`);
  return [name, Number(count)];
}

export const scale = defineComposeCommand({
  use: 'scale [SERVICE=REPLICAS...]',
  short: 'Scale services ',
  flags: scaleFlags,
  atLeast: 1,
  run: async (context) => {
    const wishes = new Map(context.arguments.map(wishOf));
    const services = [...wishes.keys()].sort();
    const read = context.project(services);
    const chosen = flagOn(context.flags, 'no-deps') ? onlyServices(read, services) : read;
    const project = services.reduce((it, name) => scaled(it, name, wishes.get(name) ?? 0), chosen);
    const made = await createProject(context, project, { services, build: false, inherit: false });
    await startProject(context, made);
    return 0;
  },
});
