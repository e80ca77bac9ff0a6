/** `docker network …`. */
import {
  connectNetwork,
  createNetwork,
  disconnectNetwork,
  inspectNetwork,
  listNetworks,
  removeNetwork,
} from '../../../engine/api.ts';
import { EngineError } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import type { Command, Context, Group } from '../cli/command.ts';
import { ask, named, order, refusal } from '../engine.ts';
import { filtersOf } from '../cli/filters.ts';
import { flagList, flagNumber, flagOn, flagText } from '../cli/flags/flag.ts';
import { inspectFormat, listFormat } from '../cli/flags/shared.table.ts';
import { printList } from '../cli/list.ts';
import { naturally } from '../cli/natural.ts';
import { networkHeadings, networkRow, networkFormat } from './list-format.ts';
import { networkInput } from './options.ts';
import { networkCreateFlags } from './flags.table.ts';
import { readLabel, readLink } from '../container/create/flags.ts';
import { networkInspect } from './inspect-fields.ts';
import { inspectEach } from '../system/inspect.ts';
import { networkPrune } from '../system/prune.ts';

const create: Command = {
  use: 'create [OPTIONS] NETWORK',
  short: 'Create a network',
  flags: networkCreateFlags.map((flag) => (flag.name === 'label' ? { ...flag, read: readLabel } : flag)),
  arity: { exactly: 1 },
  completes: ['none'],
  run: (context) => {
    const input = networkInput(context.flags, context.arguments[0] ?? '');
    const { Id, Warning } = order(context, (host) => createNetwork(host, input));
    if (Warning !== '') context.call.err(`WARNING: ${Warning}\n`);
    context.call.out(`${Id}\n`);
    return 0;
  },
};

const connect: Command = {
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
};

const driverOptions = (items: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    items.map((item) => {
      const at = item.indexOf('=');
      if (at < 0) throw new CliError('invalid key/value pair format in driver options');
      return [item.slice(0, at), item.slice(at + 1)];
    }),
  );

const disconnect: Command = {
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
};

const inspect: Command = {
  use: 'inspect [OPTIONS] NETWORK [NETWORK...]',
  short: 'Display detailed information on one or more networks',
  flags: [inspectFormat, { name: 'verbose', short: 'v', type: 'bool', usage: 'Verbose output for diagnostics' }],
  arity: { atLeast: 1 },
  completes: ['network'],
  run: (context) =>
    inspectEach(context, (ref) => ({
      type: networkInspect,
      json: ask(context, (host) =>
        inspectNetwork(host, named('network', ref), { verbose: flagOn(context.flags, 'verbose') }),
      ),
    })),
};

const ls: Command = {
  use: 'ls [OPTIONS]',
  short: 'List networks',
  ways: ['docker network ls', 'docker network list'],
  flags: [
    { name: 'filter', short: 'f', type: 'filter', usage: 'Provide filter values (e.g. "driver=bridge")' },
    listFormat,
    { name: 'no-trunc', type: 'bool', usage: 'Do not truncate the output' },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display network IDs' },
  ],
  arity: { exactly: 0 },
  run: list,
};

function list(context: Context): number {
  const { flags } = context;
  const networks = ask(context, (host) => listNetworks(host, { filters: filtersOf(flags) }));
  const items = [...networks]
    .sort((a, b) => naturally(a.Name, b.Name))
    .map((network) => ({ network, truncate: !flagOn(flags, 'no-trunc') }));
  const format = networkFormat(flagText(flags, 'format'), flagOn(flags, 'quiet'));
  const listing = { row: networkRow, headings: networkHeadings, items };
  context.call.out(printList(listing, format));
  return 0;
}

const rm: Command = {
  use: 'rm NETWORK [NETWORK...]',
  short: 'Remove one or more networks',
  ways: ['docker network rm', 'docker network remove'],
  flags: [{ name: 'force', short: 'f', type: 'bool', usage: 'Do not error if the network does not exist' }],
  arity: { atLeast: 1 },
  completes: ['network'],
  run: (context) => {
    let failed = false;
    for (const name of context.arguments) {
      try {
        order(context, (host) => removeNetwork(host, named('network', name)));
        context.call.out(`${name}\n`);
      } catch (error) {
        if (flagOn(context.flags, 'force') && error instanceof EngineError && error.status === 404) continue;
        context.call.err(`${refusal(error)}\n`);
        failed = true;
      }
    }
    if (failed) context.call.err('exit status 1\n');
    return failed ? 1 : 0;
  },
};

export const network: Group = {
  use: 'network COMMAND',
  short: 'Manage networks',
  commands: [connect, create, disconnect, inspect, ls, networkPrune, rm],
};
