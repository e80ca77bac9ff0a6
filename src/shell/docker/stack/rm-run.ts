import { removeNetwork, removeService } from '../../../engine/api.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';
import { order } from '../engine.ts';
import type { stackRmFlags } from './flags.table.ts';
import { networksOf, servicesOf } from './namespace.ts';

/** `docker stack rm` */
export function runRm(context: Context<FlagName<typeof stackRmFlags>>): number {
  const { call } = context;
  for (const stack of context.arguments) {
    const services = servicesOf(context, stack);
    const networks = networksOf(context, stack);
    if (services.length + networks.length === 0) {
      call.err(`Nothing found in stack: ${stack}\n`);
      continue;
    }
    for (const { json } of services) {
      call.out(`Removing service ${json.Spec.Name}\n`);
      order(context, (host) => removeService(host, json.ID));
    }
    for (const name of networks) {
      call.out(`Removing network ${name}\n`);
      order(context, (host) => removeNetwork(host, name));
    }
  }
  return 0;
}
