import { joinSwarm, leaveSwarm, newSwarm } from '../../../engine/api.ts';
import { parsePrefix } from '../../../ip/address.ts';
import { CliError } from '../cli/command.ts';
import { flagList, flagNumber, flagOn, flagText } from '../cli/flags/flag.ts';
import { order } from '../engine.ts';
import { availabilityOf } from '../node/availability.ts';
import type { initFlags, joinFlags, leaveFlags } from './flags.table.ts';
import { joinCommand } from './secrets-run.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';

function prefixOf(text: string) {
  const prefix = parsePrefix(text);
  if (!prefix)
    throw new CliError(`invalid argument "${text}" for "--default-addr-pool" flag: invalid CIDR address: ${text}`);
  return prefix;
}

/** `docker swarm init`. */
export function runInit(context: Context<FlagName<typeof initFlags>>): number {
  const { call, flags } = context;
  const node = order(context, (host) =>
    newSwarm(host, {
      AdvertiseAddr: flagText(flags, 'advertise-addr'),
      DefaultAddrPool: flagList(flags, 'default-addr-pool').flatMap((list) => list.split(',').map(prefixOf)),
      SubnetSize: flagNumber(flags, 'default-addr-pool-mask-length', 24),
      DataPathPort: flagNumber(flags, 'data-path-port'),
      Availability: availabilityOf(flags),
      TaskHistory: flagNumber(flags, 'task-history-limit', 5),
    }),
  );
  call.out(`Swarm initialized: current node (${node}) is now a manager.\n\n${joinCommand(context, 'worker')}`);
  call.out("To add a manager to this swarm, run 'docker swarm join-token manager' and follow the instructions.\n");
  return 0;
}

/** `docker swarm join`. */
export function runJoin(context: Context<FlagName<typeof joinFlags>>): number {
  const { call, flags } = context;
  const role = order(context, (host) =>
    joinSwarm(host, {
      RemoteAddr: context.arguments[0] ?? '',
      JoinToken: flagText(flags, 'token'),
      AdvertiseAddr: flagText(flags, 'advertise-addr'),
      Availability: availabilityOf(flags),
    }),
  );
  call.out(`This node joined a swarm as a ${role}.\n`);
  return 0;
}

/** `docker swarm leave`. */
export function runLeave(context: Context<FlagName<typeof leaveFlags>>): number {
  order(context, (host) => leaveSwarm(host, flagOn(context.flags, 'force')));
  context.call.out('Node left the swarm.\n');
  return 0;
}
