import { connectNetwork, disconnectNetwork } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import { flagList, flagNumber, flagOn, flagText } from '../cli/flags/flag.ts';
import { named, order } from '../engine.ts';
import type { Context } from '../cli/command.ts';

/** `docker network connect`. */
export function runConnect(
  context: Context<'alias' | 'driver-opt' | 'gw-priority' | 'ip' | 'ip6' | 'link' | 'link-local-ip'>,
): number {
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
}

const driverOptions = (items: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    items.map((item) => {
      const at = item.indexOf('=');
      if (at < 0) throw new CliError('invalid key/value pair format in driver options');
      return [item.slice(0, at), item.slice(at + 1)];
    }),
  );

/** `docker network disconnect`. */
export function runDisconnect(context: Context<'force'>): number {
  const [network = '', container = ''] = context.arguments;
  named('network', network);
  named('container', container);
  order(context, (host) => disconnectNetwork(host, network, container, flagOn(context.flags, 'force')));
  return 0;
}
