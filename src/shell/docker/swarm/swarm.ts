/** `docker swarm …`. */
import {
  inspectNode,
  joinSwarm,
  joinTokens,
  leaveSwarm,
  newSwarm,
  rotateToken,
  setTaskHistory,
  swarmUnlockKey,
} from '../../../engine/api.ts';
import { parsePrefix } from '../../../ip/address.ts';
import { CliError, type Command, type Context, type Group } from '../cli/command.ts';
import { ask, order } from '../engine.ts';
import { flagList, flagNumber, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import {
  caFlags,
  initFlags,
  joinFlags,
  joinTokenFlags,
  leaveFlags,
  swarmUpdateFlags,
  unlockKeyFlags,
} from './swarm-flags.table.ts';

type Role = 'worker' | 'manager';
type Availability = 'active' | 'pause' | 'drain';

function availabilityOf({ flags }: Context): Availability {
  const text = flagText(flags, 'availability', 'active').toLowerCase();
  if (text === 'active' || text === 'pause' || text === 'drain') return text;
  throw new CliError(`invalid availability "${text}", only active, pause and drain are supported`);
}

function joinCommand(context: Context, role: Role): string {
  const tokens = ask(context, joinTokens);
  return `To add a ${role} to this swarm, run the following command:

    docker swarm join --token ${tokens[role]} ${tokens.address}

`;
}

function prefixOf(text: string) {
  const prefix = parsePrefix(text);
  if (!prefix)
    throw new CliError(`invalid argument "${text}" for "--default-addr-pool" flag: invalid CIDR address: ${text}`);
  return prefix;
}

const init: Command = {
  use: 'init [OPTIONS]',
  short: 'Initialize a swarm',
  flags: initFlags,
  arity: { exactly: 0 },
  run: (context) => {
    const { call, flags } = context;
    const node = order(context, (host) =>
      newSwarm(host, {
        AdvertiseAddr: flagText(flags, 'advertise-addr'),
        DefaultAddrPool: flagList(flags, 'default-addr-pool').flatMap((list) => list.split(',').map(prefixOf)),
        SubnetSize: flagNumber(flags, 'default-addr-pool-mask-length', 24),
        DataPathPort: flagNumber(flags, 'data-path-port'),
        Availability: availabilityOf(context),
        TaskHistory: flagNumber(flags, 'task-history-limit', 5),
      }),
    );
    call.out(`Swarm initialized: current node (${node}) is now a manager.\n\n${joinCommand(context, 'worker')}`);
    call.out("To add a manager to this swarm, run 'docker swarm join-token manager' and follow the instructions.\n");
    return 0;
  },
};

const join: Command = {
  use: 'join [OPTIONS] HOST:PORT',
  short: 'Join a swarm as a node and/or manager',
  flags: joinFlags,
  arity: { exactly: 1 },
  run: (context) => {
    const { call, flags } = context;
    const role = order(context, (host) =>
      joinSwarm(host, {
        RemoteAddr: context.arguments[0] ?? '',
        JoinToken: flagText(flags, 'token'),
        AdvertiseAddr: flagText(flags, 'advertise-addr'),
        Availability: availabilityOf(context),
      }),
    );
    call.out(`This node joined a swarm as a ${role}.\n`);
    return 0;
  },
};

const leave: Command = {
  use: 'leave [OPTIONS]',
  short: 'Leave the swarm',
  flags: leaveFlags,
  arity: { exactly: 0 },
  run: (context) => {
    order(context, (host) => leaveSwarm(host, flagOn(context.flags, 'force')));
    context.call.out('Node left the swarm.\n');
    return 0;
  },
};

const joinToken: Command = {
  use: 'join-token [OPTIONS] (worker|manager)',
  short: 'Manage join tokens',
  flags: joinTokenFlags,
  arity: { exactly: 1 },
  run: (context) => {
    const { call, flags } = context;
    const role = context.arguments[0] ?? '';
    if (role !== 'worker' && role !== 'manager') throw new CliError(`unknown role ${role}`);
    if (flagOn(flags, 'rotate')) {
      order(context, (host) => rotateToken(host, role));
      if (!flagOn(flags, 'quiet')) call.out(`Successfully rotated ${role} join token.\n\n`);
    }
    call.out(flagOn(flags, 'quiet') ? `${ask(context, joinTokens)[role]}\n` : joinCommand(context, role));
    return 0;
  },
};

const ca: Command = {
  use: 'ca [OPTIONS]',
  short: 'Display and rotate the root CA',
  flags: caFlags,
  arity: { exactly: 0 },
  run: (context) => {
    const { TrustRoot } = ask(context, (host) => inspectNode(host, 'self')).Description.TLSInfo;
    context.call.out(`${TrustRoot}\n`);
    return 0;
  },
};

const update: Command = {
  use: 'update [OPTIONS]',
  short: 'Update the swarm',
  flags: swarmUpdateFlags,
  arity: { exactly: 0 },
  run: (context) => {
    const { flags } = context;
    const limit = isSet(flags, 'task-history-limit') ? flagNumber(flags, 'task-history-limit') : undefined;
    order(context, (host) => setTaskHistory(host, limit));
    context.call.out('Swarm updated.\n');
    return 0;
  },
};

const unlock: Command = {
  use: 'unlock',
  short: 'Unlock swarm',
  flags: [],
  arity: { exactly: 0 },
  run: (context) => {
    ask(context, swarmUnlockKey);
    throw new CliError('Error: swarm is not locked');
  },
};

const unlockKey: Command = {
  use: 'unlock-key [OPTIONS]',
  short: 'Manage the unlock key',
  flags: unlockKeyFlags,
  arity: { exactly: 0 },
  run: (context) => {
    ask(context, swarmUnlockKey);
    throw new CliError('no unlock key is set');
  },
};

export const swarm: Group = {
  use: 'swarm COMMAND',
  short: 'Manage Swarm',
  commands: [ca, init, join, joinToken, leave, unlock, unlockKey, update],
};
