import { strerror } from '../../../kernel/errno.ts';
import { hasCarrier, portState } from '../../../kernel/link/carrier.ts';
import { forwardingTable } from '../../../kernel/link/forwarding.ts';
import type { Bridge, Link } from '../../../kernel/link/link.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { locate } from '../../../world/place.ts';
import { bridgeOf, fail, here, linkOf, type Context } from './context.ts';

const portsOf = (namespace: Namespace, bridge: Bridge): Link[] =>
  bridge.ports
    .flatMap((index) => namespace.links[index] ?? [])
    .sort((a, b) => (a.portNumber ?? 0) - (b.portNumber ?? 0));

const byName = (a: Link, b: Link): number => (a.name < b.name ? -1 : 1);

/** The bridge's identity: the address it was given, or its lowest port's. */
function bridgeId(namespace: Namespace, bridge: Bridge): string {
  const macs = portsOf(namespace, bridge).map(({ mac }) => mac);
  const mac = bridge.macSet ? bridge.mac : (macs.sort()[0] ?? '00:00:00:00:00:00');
  return `8000.${mac.replaceAll(':', '')}`;
}

const HEADER = 'bridge name\tbridge id\t\tSTP enabled\tinterfaces\n';

/** A machine without /sys tells its ports by number; with it their names are read from a directory, in order. */
function portNames(context: Context, bridge: Bridge): string[] {
  const ports = portsOf(here(context), bridge);
  const hasSys = locate(context.call.world(), context.call.place)?.machine.engine !== undefined;
  return (hasSys ? ports.sort(byName) : ports).map(({ name }) => name);
}

function row(context: Context, bridge: Bridge): string {
  const [first = '', ...others] = portNames(context, bridge);
  const head = `${bridge.name}\t\t${bridgeId(here(context), bridge)}\t${bridge.stp ? 'yes' : 'no'}\t\t${first}\n`;
  return head + others.map((name) => `\t\t\t\t\t\t\t${name}\n`).join('');
}

/** `brctl show` */
export function show(context: Context, names: readonly string[]): void {
  const { call } = context;
  let shown = false;
  const print = (bridge: Bridge): void => {
    call.out(`${shown ? '' : HEADER}${row(context, bridge)}`);
    shown = true;
  };
  if (names.length === 0) {
    const bridges = Object.values(here(context).links).filter((link) => link.kind === 'bridge');
    for (const bridge of bridges.sort(byName)) print(bridge);
    return;
  }
  for (const name of names) {
    const link = linkOf(context, name);
    if (!link) throw fail(`bridge ${name} does not exist!`);
    if (link.kind !== 'bridge') throw fail(`device ${name} is not a bridge!`);
    print(link);
  }
}

/** Seconds with two places, as brctl shows timers. */
const timer = (seconds: number): string => seconds.toFixed(2).padStart(7);

/** `brctl showmacs` */
export function showmacs(context: Context, [name = '']: readonly string[]): void {
  const link = linkOf(context, name);
  if (link?.kind !== 'bridge')
    throw fail(`read of forward table failed: ${link ? strerror.EOPNOTSUPP : strerror.ENODEV}`);
  const namespace = here(context);
  const clock = context.call.world().clock.now;
  const entries = forwardingTable(namespace, link, clock).filter(({ port }) => port !== link.index);
  entries.sort((a, b) => (a.mac < b.mac ? -1 : 1));
  context.call.out('port no\tmac addr\t\tis local?\tageing timer\n');
  for (const { mac, port, permanent, updated } of entries) {
    const number = String(namespace.links[port]?.portNumber ?? 0).padStart(3);
    const age = permanent ? 0 : (clock - updated) / 1000;
    context.call.out(`${number}\t${mac}\t${permanent ? 'yes' : 'no'}\t\t${timer(age)}\n`);
  }
}

const STATES = { forwarding: 'forwarding', disabled: 'disabled' } as const;

/** `brctl showstp` */
export function showstp(context: Context, [name = '']: readonly string[]): void {
  const bridge = bridgeOf(context, name);
  if (!bridge) throw fail(`bridge ${name} does not exist!`);
  const namespace = here(context);
  const { kernel } = context.call.world();
  const id = bridgeId(namespace, bridge);
  const { out } = context.call;
  out(`${name}
 bridge id\t\t${id}
 designated root\t${id}
 root port\t\t   0\t\t\tpath cost\t\t   0
 max age\t\t${timer(20)}\t\t\tbridge max age\t\t${timer(20)}
 hello time\t\t${timer(2)}\t\t\tbridge hello time\t${timer(2)}
 forward delay\t\t${timer(15)}\t\t\tbridge forward delay\t${timer(15)}
 ageing time\t\t${timer(300)}
 hello timer\t\t${timer(0)}\t\t\ttcn timer\t\t${timer(0)}
 topology change timer\t${timer(0)}\t\t\tgc timer\t\t${timer(hasCarrier(kernel, namespace, bridge) ? 300 : 0)}
 flags\t\t\t


`);
  for (const port of portsOf(namespace, bridge).sort(byName)) {
    const number = port.portNumber ?? 0;
    const state = STATES[portState(kernel, namespace, port)];
    out(`${port.name} (${number})
 port id\t\t${(0x8000 + number).toString(16)}\t\t\tstate\t\t${state.padStart(15)}
 designated root\t${id}\tpath cost\t\t   2
 designated bridge\t${id}\tmessage age timer\t${timer(0)}
 designated port\t${(0x8000 + number).toString(16)}\t\t\tforward delay timer\t${timer(0)}
 designated cost\t   0\t\t\thold timer\t\t${timer(0)}
 flags\t\t\t

`);
  }
}
