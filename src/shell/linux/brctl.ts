import { randomMac } from '../../engine/random.ts';
import { forwardingTable } from '../../kernel/link/forwarding.ts';
import { KernelError, strerror, type Errno } from '../../kernel/errno.ts';
import { hasCarrier, portState } from '../../kernel/link/carrier.ts';
import type { Bridge, Link } from '../../kernel/link/link.ts';
import { addBridge, deleteLink, setHairpin, setMaster } from '../../kernel/link/links.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { locate } from '../../world/place.ts';
import type { World } from '../../world/world.ts';
import type { Call, Tool } from '../tool.ts';
import { hasCapability } from './capability.ts';
import { namespaceOf } from './names/query.ts';

/** A complaint that ends brctl. */
class Failure extends Error {}

interface Command {
  readonly name: string;
  readonly least: number;
  /** As the help shows its arguments. */
  readonly usage: string;
  readonly run: (brctl: Context, args: readonly string[]) => void;
}

/** What a call of brctl works on. */
interface Context {
  readonly call: Call;
  readonly id: string;
}

const here = ({ call, id }: Context): Namespace => {
  const namespace = call.world().kernel.namespaces[id];
  if (!namespace) throw new Failure('');
  return namespace;
};

const linkOf = (context: Context, name: string): Link | undefined => linkByName(here(context), name);

function bridgeOf(context: Context, name: string): Bridge | undefined {
  const link = linkOf(context, name);
  return link?.kind === 'bridge' ? link : undefined;
}

/** Changes the kernel; its refusal is worded by `say`. */
function change(context: Context, say: (code: Errno) => string, recipe: (world: World) => void): void {
  const { call } = context;
  if (!hasCapability(call, 'NET_ADMIN')) throw new Failure(say('EPERM'));
  try {
    call.update(recipe);
  } catch (error) {
    throw error instanceof KernelError ? new Failure(say(error.code)) : error;
  }
}

const IFNAME_LENGTH = 15;

function addbr(context: Context, [given = '']: readonly string[]): void {
  const name = given.slice(0, IFNAME_LENGTH);
  const say = (code: Errno): string =>
    code === 'EEXIST'
      ? `device ${name} already exists; can't create bridge with the same name`
      : `add bridge failed: ${strerror[code]}`;
  change(context, say, ({ kernel, random }) =>
    addBridge(kernel, context.id, { name, mac: randomMac(random), macSet: false }),
  );
}

function delbr(context: Context, [name = '']: readonly string[]): void {
  const { call, id } = context;
  const link = linkOf(context, name);
  const allowed = hasCapability(call, 'NET_ADMIN');
  if (!allowed || (link && link.kind !== 'bridge')) throw new Failure(`can't delete bridge ${name}: ${strerror.EPERM}`);
  if (!link) throw new Failure(`bridge ${name} doesn't exist; can't delete it`);
  if (link.up) throw new Failure(`bridge ${name} is still up; can't delete it`);
  call.update(({ kernel }) => deleteLink(kernel, { namespace: id, index: link.index }));
}

/** Bridge and devices of `addif` and `delif`, in the order of brctl's own checks. */
function portsNamed(
  context: Context,
  [name = '', ...devices]: readonly string[],
  act: (master: Link, device: Link) => void,
): void {
  for (const device of devices) {
    const link = linkOf(context, device);
    const master = linkOf(context, name);
    if (!master) throw new Failure(`bridge ${name} does not exist!`);
    if (!link) throw new Failure(`interface ${device} does not exist!`);
    act(master, link);
  }
}

function addif(context: Context, args: readonly string[]): void {
  const { id } = context;
  portsNamed(context, args, (master, link) => {
    const say = (code: Errno): string =>
      code === 'ELOOP'
        ? `device ${link.name} is a bridge device itself; can't add a bridge device to a bridge device.`
        : code === 'EBUSY'
          ? `device ${link.name} is already a member of a bridge; can't add it to bridge ${master.name}.`
          : `can't add ${link.name} to bridge ${master.name}: ${strerror[code]}`;
    if (master.kind !== 'bridge') throw new Failure(say('EOPNOTSUPP'));
    change(context, say, ({ kernel, clock }) => {
      if (link.master !== undefined) throw new KernelError('EBUSY');
      setMaster(kernel, { namespace: id, index: link.index }, master.index, clock.now);
    });
  });
}

function delif(context: Context, args: readonly string[]): void {
  const { id } = context;
  portsNamed(context, args, (master, link) => {
    const say = (code: Errno): string =>
      code === 'EINVAL'
        ? `device ${link.name} is not a port of ${master.name}`
        : `can't delete ${link.name} from ${master.name}: ${strerror[code]}`;
    if (master.kind !== 'bridge') throw new Failure(say('EOPNOTSUPP'));
    change(context, say, ({ kernel }) => {
      if (link.master !== master.index) throw new KernelError('EINVAL');
      setMaster(kernel, { namespace: id, index: link.index }, undefined);
    });
  });
}

function onOff(value: string | undefined): boolean {
  if (value === 'on' || value === 'yes' || value === '1') return true;
  if (value === 'off' || value === 'no' || value === '0') return false;
  throw new Failure('expect on/off for argument');
}

function hairpin(context: Context, [name = '', port = '', value]: readonly string[]): void {
  const on = onOff(value);
  const bridge = linkOf(context, name);
  if (!bridge) throw new Failure(`bridge ${name} does not exist!`);
  const link = linkOf(context, port);
  if (!link) throw new Failure(`interface ${port} does not exist!`);
  const say = (code: Errno): string => `can't set ${port} to hairpin on bridge ${name}: ${strerror[code]}`;
  change(context, say, ({ kernel }) => {
    if (link.master !== bridge.index) throw new KernelError('ENOENT');
    setHairpin(kernel, { namespace: context.id, index: link.index }, on);
  });
}

function stp(context: Context, [name = '', value]: readonly string[]): void {
  const on = onOff(value);
  const bridge = bridgeOf(context, name);
  if (!bridge) throw new Failure(`set stp status failed: ${strerror.ENODEV}`);
  change(
    context,
    (code) => `set stp status failed: ${strerror[code]}`,
    ({ kernel }) => {
      const found = kernel.namespaces[context.id]?.links[bridge.index];
      if (found?.kind !== 'bridge') return;
      if (on) found.stp = true;
      else delete found.stp;
    },
  );
}

/** Timers and costs: where no two bridges form a loop they decide nothing, and are only checked. */
const bridgeValue =
  (what: string, bad: string) =>
  (context: Context, [name = '', value = '']: readonly string[]): void => {
    if (!/^\d+(\.\d+)?$/.test(value)) throw new Failure(bad);
    if (!bridgeOf(context, name)) throw new Failure(`${what} failed: ${strerror.ENODEV}`);
    change(
      context,
      (code) => `${what} failed: ${strerror[code]}`,
      () => undefined,
    );
  };

const portValue =
  (what: string, bad: string) =>
  (context: Context, [name = '', port = '', value = '']: readonly string[]): void => {
    if (!/^\d+$/.test(value)) throw new Failure(bad);
    const bridge = bridgeOf(context, name);
    if (bridge === undefined || linkOf(context, port)?.master !== bridge.index)
      throw new Failure(`${what} failed: ${strerror.ENOENT}`);
    change(
      context,
      (code) => `${what} failed: ${strerror[code]}`,
      () => undefined,
    );
  };

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

function show(context: Context, names: readonly string[]): void {
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
    if (!link) throw new Failure(`bridge ${name} does not exist!`);
    if (link.kind !== 'bridge') throw new Failure(`device ${name} is not a bridge!`);
    print(link);
  }
}

/** Seconds with two places, as brctl shows timers. */
const timer = (seconds: number): string => seconds.toFixed(2).padStart(7);

function showmacs(context: Context, [name = '']: readonly string[]): void {
  const link = linkOf(context, name);
  if (link?.kind !== 'bridge')
    throw new Failure(`read of forward table failed: ${link ? strerror.EOPNOTSUPP : strerror.ENODEV}`);
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

function showstp(context: Context, [name = '']: readonly string[]): void {
  const bridge = bridgeOf(context, name);
  if (!bridge) throw new Failure(`bridge ${name} does not exist!`);
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

const COMMANDS: readonly Command[] = [
  { name: 'addbr', least: 1, usage: '<bridge>\t\tadd bridge', run: addbr },
  { name: 'delbr', least: 1, usage: '<bridge>\t\tdelete bridge', run: delbr },
  { name: 'addif', least: 2, usage: '<bridge> <device>\tadd interface to bridge', run: addif },
  { name: 'delif', least: 2, usage: '<bridge> <device>\tdelete interface from bridge', run: delif },
  { name: 'hairpin', least: 3, usage: '<bridge> <port> {on|off}\tturn hairpin on/off', run: hairpin },
  {
    name: 'setageing',
    least: 2,
    usage: '<bridge> <time>\t\tset ageing time',
    run: bridgeValue('set ageing time', 'bad ageing time value'),
  },
  {
    name: 'setbridgeprio',
    least: 2,
    usage: '<bridge> <prio>\t\tset bridge priority',
    run: bridgeValue('set bridge priority', 'bad priority'),
  },
  {
    name: 'setfd',
    least: 2,
    usage: '<bridge> <time>\t\tset bridge forward delay',
    run: bridgeValue('set forward delay', 'bad forward delay value'),
  },
  {
    name: 'sethello',
    least: 2,
    usage: '<bridge> <time>\t\tset hello time',
    run: bridgeValue('set hello timer', 'bad hello timer value'),
  },
  {
    name: 'setmaxage',
    least: 2,
    usage: '<bridge> <time>\t\tset max message age',
    run: bridgeValue('set max age', 'bad max age value'),
  },
  {
    name: 'setpathcost',
    least: 3,
    usage: '<bridge> <port> <cost>\tset path cost',
    run: portValue('set path cost', 'bad cost value'),
  },
  {
    name: 'setportprio',
    least: 3,
    usage: '<bridge> <port> <prio>\tset port priority',
    run: portValue('set port priority', 'bad priority value'),
  },
  { name: 'show', least: 0, usage: '[ <bridge> ]\t\tshow a list of bridges', run: show },
  { name: 'showmacs', least: 1, usage: '<bridge>\t\tshow a list of mac addrs', run: showmacs },
  { name: 'showstp', least: 1, usage: '<bridge>\t\tshow bridge stp info', run: showstp },
  { name: 'stp', least: 2, usage: '<bridge> {on|off}\tturn stp on/off', run: stp },
];

const HELP = `Usage: brctl [commands]\ncommands:\n${COMMANDS.map(
  ({ name, usage }) => `\t${name.padEnd(10)}\t${usage}\n`,
).join('')}`;

/** bridge-utils' brctl */
export const brctl: Tool = (call) => {
  const [first, ...args] = call.argv.slice(1);
  if (first === '-V' || first === '--version') {
    call.out('bridge-utils, 1.7\n');
    return 0;
  }
  if (first === '-h' || first === '--help') {
    call.out(HELP);
    return 0;
  }
  if (first?.startsWith('-')) {
    const complaint = first.startsWith('--')
      ? `unrecognized option '${first}'`
      : `invalid option -- '${first.charAt(1)}'`;
    call.err(`brctl: ${complaint}\nUnknown option '?'\n`);
  }
  const command = COMMANDS.find(({ name }) => name === first);
  if (!command) {
    if (first !== undefined && !first.startsWith('-')) call.err(`never heard of command [${first}]\n`);
    call.out(HELP);
    return 1;
  }
  if (args.length < command.least) {
    call.out(`Incorrect number of arguments for command\nUsage: brctl ${command.name} ${command.usage}\n`);
    return 1;
  }
  try {
    command.run({ call, id: namespaceOf(call) }, args);
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    call.err(`${error.message}\n`);
    return 1;
  }
};
