/** `docker network connect` and `disconnect`. */
import { connectNetwork, disconnectNetwork } from '../../../engine/api.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import { flagList, flagNumber, flagOn, flagText } from '../cli/flags/flag.ts';
import { readLink } from '../cli/options/checks.ts';
import { named, order } from '../engine.ts';

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
  run: (context) => {
    const { flags } = context;
    const [network = '', container = ''] = context.arguments;
    const [ipv4, ipv6, linkLocal] = [flagText(flags, 'ip'), flagText(flags, 'ip6'), flagList(flags, 'link-local-ip')];
    const links = flagList(flags, 'link');
    const settings = {
      IPAMConfig: {
        ...(ipv4 === '' ? {} : { IPv4Address: ipv4 }),
        ...(ipv6 === '' ? {} : { IPv6Address: ipv6 }),
        ...(linkLocal.length === 0 ? {} : { LinkLocalIPs: [...linkLocal] }),
      },
      Links: links.length > 0 ? [...links] : null,
      Aliases: [...flagList(flags, 'alias')],
      DriverOpts: driverOptions(flagList(flags, 'driver-opt')),
      GwPriority: flagNumber(flags, 'gw-priority'),
    };
    named('network', network);
    named('container', container);
    order(context, (host) => connectNetwork(host, network, container, settings));
    return 0;
  },
});

const driverOptions = (items: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    items.map((item) => {
      const at = item.indexOf('=');
      if (at < 0) throw new CliError('invalid key/value pair format in driver options');
      return [item.slice(0, at), item.slice(at + 1)];
    }),
  );

export const disconnect = defineCommand({
  use: 'disconnect [OPTIONS] NETWORK CONTAINER',
  short: 'Disconnect a container from a network',
  flags: [{ name: 'force', short: 'f', type: 'bool', usage: 'Force the container to disconnect from a network' }],
  arity: { exactly: 2 },
  completes: ['network', 'container'],
  run: (context) => {
    const [network = '', container = ''] = context.arguments;
    named('network', network);
    named('container', container);
    order(context, (host) => disconnectNetwork(host, network, container, flagOn(context.flags, 'force')));
    return 0;
  },
});
