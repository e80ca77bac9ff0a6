import { hasCarrier } from '../../../kernel/link/carrier.ts';
import { featuresOf } from '../../../kernel/link/features.ts';
import { linkedTo, type Link } from '../../../kernel/link/link.ts';
import { linkByName } from '../../../kernel/link/lookup.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Call } from '../../tool/call.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';
import { namespaceId } from '../names/query.ts';
import { changeFeatures, featuresText, namesOf } from './features.ts';
import { HELP } from './help.table.ts';

const BAD_LINE = 'ethtool: bad command line argument(s)\nFor more information run ethtool -h\n';

const unsupported = (what: string, exit: number): ToolError =>
  new ToolError(`${what}: Operation not supported\n`, exit);

/** Each message of the kernel that has no such device is told of. */
const NO_DEVICE = 'netlink error: no device matches name (offset 24)\nnetlink error: No such device\n';
/** How many messages the settings of a link take. */
const MESSAGES = 7;

/** What a call asks, and of which link. */
interface Asked {
  readonly call: Call;
  readonly namespace: Namespace;
  readonly name: string;
  readonly link: Link;
  /** The words behind the link's name. */
  readonly more: readonly string[];
}

interface Command {
  readonly names: readonly string[];
  /** What it says, and ends with, where there is no such link. */
  readonly missing?: readonly [string, number];
  /** It takes words behind the link's name. */
  readonly more?: true;
  readonly run: (asked: Asked) => number;
}

/** A kind of link of which it is not known what ethtool prints. */
const unknownKind = ({ kind }: Link): ToolError =>
  new ToolError(`ethtool: the simulator does not know what ${kind} links say of this\n`, 1);

/** What drivers call themselves, and their version. */
const DRIVERS: Readonly<Partial<Record<Link['kind'], readonly [string, string]>>> = {
  veth: ['veth', '1.0'],
  bridge: ['bridge', '2.3'],
  macvlan: ['macvlan', '0.1'],
  ipvlan: ['ipvlan', '0.1'],
  vlan: ['802.1Q VLAN Support', '1.8'],
  vxlan: ['vxlan', '0.1'],
};

function driver({ call, link }: Asked): number {
  if (link.kind === 'loopback') throw unsupported('Cannot get driver information', 71);
  const found = DRIVERS[link.kind];
  if (!found) throw unknownKind(link);
  const filled = link.kind === 'bridge' || link.kind === 'vlan' ? 'N/A' : '';
  const yes = (is: boolean): string => (is ? 'yes' : 'no');
  call.out(
    [
      `driver: ${found[0]}`,
      `version: ${found[1]}`,
      `firmware-version: ${filled}`,
      'expansion-rom-version: ',
      `bus-info: ${link.kind === 'bridge' ? 'N/A' : ''}`,
      `supports-statistics: ${yes(link.kind === 'veth')}`,
      'supports-test: no',
      'supports-eeprom-access: no',
      'supports-register-dump: no',
      'supports-priv-flags: no',
      '',
    ].join('\n'),
  );
  return 0;
}

const SETTINGS = `	Supported ports: [  ]
	Supported link modes:   Not reported
	Supported pause frame use: No
	Supports auto-negotiation: No
	Supported FEC modes: Not reported
	Advertised link modes:  Not reported
	Advertised pause frame use: No
	Advertised auto-negotiation: No
	Advertised FEC modes: Not reported
`;

function settings({ call, namespace, name, link }: Asked): number {
  if (link.kind === 'dummy') throw unknownKind(link);
  const { kernel } = call.world();
  const carrier = link.up && hasCarrier(kernel, namespace, link);
  // The speed of a bridge is the highest of its ports (linux: br_ethtool.c).
  const isBridge = link.kind === 'bridge';
  const ports = isBridge ? link.ports.map((index) => namespace.links[index]) : [];
  const fast = !isBridge || (link.up && ports.some((port) => port?.up && hasCarrier(kernel, namespace, port)));
  call.out(`Settings for ${name}:\n`);
  if (link.kind !== 'loopback')
    call.out(
      `${SETTINGS}\tSpeed: ${fast ? '10000Mb/s' : 'Unknown!'}\n\tDuplex: ${isBridge ? 'Unknown! (255)' : 'Full'}\n` +
        `\tAuto-negotiation: off\n\tPort: ${isBridge ? 'Other' : 'Twisted Pair'}\n\tPHYAD: 0\n\tTransceiver: internal\n` +
        (isBridge ? '' : '\tMDI-X: Unknown\n'),
    );
  // Whom the kernel does not let ask for wake-on-LAN hears so.
  if (link.kind !== 'loopback' && !hasCapability(call, 'NET_ADMIN'))
    call.err('netlink error: Operation not permitted\n');
  call.out(`\tLink detected: ${carrier ? 'yes' : 'no'}\n`);
  return 0;
}

const QUEUES = [
  ...['xdp_packets', 'xdp_bytes', 'drops', 'xdp_redirect', 'xdp_drops', 'xdp_tx', 'xdp_tx_errors'].map(
    (name) => `rx_queue_0_${name}`,
  ),
  'tx_queue_0_xdp_xmit',
  'tx_queue_0_xdp_xmit_errors',
];

function statistics({ call, link }: Asked): number {
  if (link.kind !== 'veth') throw new ToolError('no stats available\n', 94);
  const rows = [`peer_ifindex: ${linkedTo(link)?.index ?? 0}`, ...QUEUES.map((name) => `${name}: 0`)];
  call.out(`NIC statistics:\n${rows.map((row) => `     ${row}\n`).join('')}`);
  return 0;
}

function showFeatures({ call, name, link }: Asked): number {
  const features = featuresOf(link);
  if (!features) throw unknownKind(link);
  call.out(featuresText(name, features));
  return 0;
}

function setFeatures({ call, namespace, link, more }: Asked): number {
  const features = featuresOf(link);
  if (!features) throw unknownKind(link);
  const wanted: Record<string, boolean> = {};
  for (let at = 0; at < more.length; at += 2) {
    const [name = '', value = ''] = more.slice(at);
    if (value !== 'on' && value !== 'off')
      throw new ToolError(`ethtool (-K): flag '${value}' for parameter '(null)' is not followed by 'on' or 'off'\n`, 1);
    const names = namesOf(features, name);
    if (names.length === 0)
      throw new ToolError(
        'netlink error: bit name not found (offset 56)\nnetlink error: Operation not supported\n',
        92,
      );
    for (const each of names) wanted[each] = value === 'on';
  }
  if (!hasCapability(call, 'NET_ADMIN')) throw new ToolError('netlink error: Operation not permitted\n', 92);
  const { text, failed } = changeFeatures(link, wanted, (change) => {
    call.update(({ kernel }) => {
      const changing = kernel.namespaces[namespace.id]?.links[link.index];
      if (changing) change(changing);
    });
    return call.world().kernel.namespaces[namespace.id]?.links[link.index] ?? link;
  });
  call.out(text);
  if (failed) throw new ToolError('Could not change any device features\n', 1);
  return 0;
}

function channels({ call, name, link }: Asked): number {
  if (link.kind !== 'veth') throw unsupported('netlink error', 1);
  call.out(`Channel parameters for ${name}:
Pre-set maximums:
RX:\t\t2
TX:\t\t2
Other:\t\tn/a
Combined:\tn/a
Current hardware settings:
RX:\t\t1
TX:\t\t1
Other:\t\tn/a
Combined:\tn/a
`);
  return 0;
}

function timeStamping({ call, name, link }: Asked): number {
  if (!['veth', 'loopback', 'bridge'].includes(link.kind)) throw unknownKind(link);
  call.out(`Time stamping parameters for ${name}:
Capabilities:${link.kind === 'bridge' ? '' : '\n\tsoftware-transmit'}
\tsoftware-receive
\tsoftware-system-clock
PTP Hardware Clock: none
Hardware Transmit Timestamp Modes: none
Hardware Receive Filter Modes: none
`);
  return 0;
}

function permanentAddress({ call }: Asked): number {
  call.out('Permanent address: not set\n');
  return 0;
}

/** What no virtual device has. */
const none = (names: readonly string[], what: string, exit: number, more?: true): Command => ({
  names,
  ...(more && { more }),
  ...(what.startsWith('Cannot') && { missing: [`${what}: No such device\n`, exit] as const }),
  run: () => {
    throw unsupported(what, exit);
  },
});

const COMMANDS: readonly Command[] = [
  { names: ['-i', '--driver'], missing: ['Cannot get driver information: No such device\n', 71], run: driver },
  { names: ['-k', '--show-features', '--show-offload'], run: showFeatures },
  { names: ['-K', '--features', '--offload'], more: true, missing: [NO_DEVICE, 92], run: setFeatures },
  {
    names: ['-S', '--statistics'],
    missing: ['Cannot get stats strings information: No such device\n', 96],
    run: statistics,
  },
  { names: ['-P', '--show-permaddr'], missing: ['netlink error: No such device\n', 1], run: permanentAddress },
  { names: ['-l', '--show-channels'], run: channels },
  { names: ['-T', '--show-time-stamping'], run: timeStamping },
  none(['-a', '--show-pause'], 'netlink error', 1),
  none(['-c', '--show-coalesce'], 'netlink error', 1),
  none(['-g', '--show-ring'], 'netlink error', 1),
  none(['-m', '--dump-module-eeprom', '--module-info'], 'netlink error', 1),
  none(['-s', '--change'], 'netlink error', 75, true),
  none(['-r', '--negotiate'], 'Cannot restart autonegotiation', 255),
  none(['-p', '--identify'], 'Cannot identify NIC', 255, true),
  none(['-d', '--register-dump'], 'Cannot get register dump', 74),
  none(['-t', '--test'], 'Cannot test', 74, true),
];

const SHOW: Command = { names: [], more: true, run: settings };

export const runEthtool: Tool['run'] = (call) => {
  const [first, ...rest] = call.argv.slice(1);
  if (first === '-h' || first === '--help') {
    call.out(HELP);
    return 0;
  }
  if (first === '--version') {
    call.out('ethtool version 7.2\n');
    return 0;
  }
  const command = COMMANDS.find(({ names }) => names.includes(first ?? ''));
  if (first === undefined || (first.startsWith('-') && !command)) throw new ToolError(BAD_LINE, 1);
  const { names, more = false, missing, run } = command ?? SHOW;
  const [name, ...others] = names.length > 0 ? rest : [first, ...rest];
  if (name === undefined || (others.length > 0 && !more)) throw new ToolError(BAD_LINE, 1);
  const namespace = call.world().kernel.namespaces[namespaceId(call)];
  const link = namespace && linkByName(namespace, name);
  if (namespace && link) return run({ call, namespace, name, link, more: others });
  if (command) throw new ToolError(...(missing ?? ([NO_DEVICE, 1] as const)));
  call.out('No data available\n');
  throw new ToolError(NO_DEVICE.repeat(MESSAGES), 75);
};
