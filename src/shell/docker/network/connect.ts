/** `docker network connect` and `disconnect`. */
import { defineCommand } from '../cli/command.ts';
import { readLink } from '../cli/options/checks.ts';
import { later, onDemand } from '../../tool/later.ts';

const running = onDemand(() => import('./runs.ts'));

export const connect = defineCommand({
  use: 'connect [OPTIONS] NETWORK CONTAINER',
  short: 'Connect a container to a network',
  flags: [
    { name: 'alias', type: 'strings', usage: 'Add network-scoped alias for the container' },
    { name: 'driver-opt', type: 'strings', usage: 'driver options for the network' },
    {
      name: 'gw-priority',
      type: 'int',
      usage: 'Highest gw-priority provides the default gateway. Accepts positive and negative values.',
    },
    { name: 'ip', type: 'string', usage: 'IPv4 address (e.g., "172.30.100.104")' },
    { name: 'ip6', type: 'string', usage: 'IPv6 address (e.g., "2001:db8::33")' },
    { name: 'link', type: 'list', usage: 'Add link to another container', read: readLink },
    { name: 'link-local-ip', type: 'strings', usage: 'Add a link-local address for the container' },
  ],
  arity: { exactly: 2 },
  completes: ['network', 'container'],
  run: later(async () => (await running()).runConnect),
});

export const disconnect = defineCommand({
  use: 'disconnect [OPTIONS] NETWORK CONTAINER',
  short: 'Disconnect a container from a network',
  flags: [{ name: 'force', short: 'f', type: 'bool', usage: 'Force the container to disconnect from a network' }],
  arity: { exactly: 2 },
  completes: ['network', 'container'],
  run: later(async () => (await running()).runDisconnect),
});
