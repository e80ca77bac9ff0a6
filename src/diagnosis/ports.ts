import { isRunning, type Container } from '../engine/container/container.ts';
import type { PortMapping } from '../engine/network/endpoint.ts';
import { isLoopback, isUnspecified } from '../ip/address.ts';
import type { Socket } from '../kernel/socket/socket.ts';
import { quoted } from '../shell/words.ts';
import type { Machine, World } from '../world/world.ts';
import { instead, mend, type Finding, type Remedy, type Story } from './diagnosis.ts';
import type { Flow, IpHop } from './flows.ts';
import { containersOf, onHost, ownerOf, restOf, wireAddress, type Owner } from './lookup.ts';
import { namesFor } from './names.ts';
import { publishedOf, recreated } from './recreate.ts';
import { retargetedAny } from './retarget.ts';

/** A packet for a port that nobody holds. */
interface Knock {
  readonly story: Story;
  readonly flow: Flow;
  readonly hop: IpHop;
  readonly owner: Owner;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

/** Why a host refused a packet for one of its ports. */
export function diagnosePort(story: Story, flow: Flow, hop: IpHop): Finding | undefined {
  const owner = ownerOf(story.world, hop.namespace);
  const { transport } = hop.frame.payload;
  if (!owner || transport.kind === 'icmp') return undefined;
  const knock: Knock = { story, flow, hop, owner, protocol: transport.kind, port: transport.destinationPort };
  const elsewhere = owner.namespace.sockets.find(
    ({ protocol, port, address, peer }) =>
      protocol === knock.protocol && port === knock.port && !isUnspecified(address) && !peer,
  );
  if (!owner.container && owner.machine.engine) {
    const published = publishing(knock);
    if (published) return published;
  }
  return elsewhere ? boundElsewhere(knock, elsewhere) : nothingListens(knock);
}

const common = ({ owner, port, protocol }: Knock) => ({ place: owner.name, port, protocol: protocol.toUpperCase() });

function boundElsewhere(knock: Knock, socket: Socket): Finding {
  const { story, owner } = knock;
  const process = story.world.kernel.processes[socket.pid];
  const values = { ...common(knock), address: socket.address, program: process?.program ?? '' };
  if (!isLoopback(socket.address)) return { kind: 'other-address', values, remedies: atAddress(knock, socket) };
  return {
    kind: 'loopback-only',
    values,
    remedies: process ? reopened(owner, process.command, process.container?.pid ?? socket.pid) : [],
  };
}

/** The same request to the address that the program listens on. */
function atAddress({ story, flow, port }: Knock, { address }: Socket): readonly Remedy[] {
  const names = namesFor(story.world, flow.request.destination);
  const line = retargetedAny(story.line, names, port, { host: address });
  return line === undefined ? [] : [instead(story.place, line)];
}

/** Starts a program again, on all addresses. */
function reopened({ machine, container }: Owner, command: readonly string[], pid: number): readonly Remedy[] {
  const open = command.map((word) => word.replace(/^(127\.0\.0\.1|localhost)$/, '0.0.0.0'));
  if (open.join(' ') === command.join(' ')) return [];
  if (!container) return [mend(onHost(machine, `kill ${pid}`), onHost(machine, `${open.map(quoted).join(' ')} &`))];
  if (pid === 1) return [mend(...recreated(machine, container, { command: open }))];
  const inside = (line: string, how = '') => onHost(machine, `docker exec ${how}${quoted(container.name)} ${line}`);
  return [mend(inside(`kill ${pid}`), inside(open.map(quoted).join(' '), '-d '))];
}

/** What listens for others in a namespace. */
const listening = ({ namespace }: Owner, wanted: 'tcp' | 'udp'): readonly number[] => [
  ...new Set(
    namespace.sockets
      .filter(({ protocol, address }) => protocol === wanted && !isLoopback(address))
      .map(({ port }) => port),
  ),
];

function nothingListens(knock: Knock): Finding {
  const { story, flow, owner, port, protocol } = knock;
  const open = listening(owner, protocol);
  const values = { ...common(knock), open: open.join(', ') };
  const { destination, transport } = flow.request;
  const asked = transport.kind === 'icmp' ? port : transport.destinationPort;
  if (owner.container && asked !== port && open[0] !== undefined)
    return {
      kind: 'wrong-container-port',
      values: { ...values, hostPort: asked },
      remedies: [
        mend(...recreated(owner.machine, owner.container, { ports: remapped(owner.container, port, open[0]) })),
      ],
    };
  const line =
    open.length === 1
      ? retargetedAny(story.line, namesFor(story.world, destination), port, { port: open[0]! })
      : undefined;
  return {
    kind: open.length === 0 ? 'nothing-listens-at-all' : 'nothing-listens',
    values,
    remedies: line === undefined ? [] : [instead(story.place, line)],
  };
}

/** Its published ports, leading to another port of the container. */
const remapped = (container: Container, from: number, to: number): readonly string[] =>
  publishedOf(container).map((text) => text.replace(new RegExp(`(^|:)${from}(/udp)?$`), `$1${to}$2`));

/** Whether a container asked for a port of its host. */
const asksFor = ({ hostConfig }: Container, hostPort: number, protocol: string): boolean =>
  Object.entries(hostConfig.PortBindings).some(
    ([key, bindings]) =>
      (key.split('/')[1] ?? 'tcp') === protocol && bindings.some(({ HostPort }) => Number(HostPort) === hostPort),
  );

/** The port is one that a container publishes, or should. */
function publishing(knock: Knock): Finding | undefined {
  const { owner, port, protocol } = knock;
  const values = common(knock);
  for (const container of containersOf(owner.machine)) {
    const target = container.name;
    const stands = container.ports.find((each) => each.hostPort === port && each.protocol === protocol);
    if (stands && isRunning(container)) return publishedOnly(knock, container, stands);
    if (!isRunning(container) && asksFor(container, port, protocol)) {
      const start = onHost(owner.machine, `docker start ${quoted(target)}`);
      return { kind: `published-${restOf(container)}`, values: { ...values, target }, remedies: [mend(start)] };
    }
  }
  return notPublished(knock);
}

function publishedOnly(knock: Knock, container: Container, mapping: PortMapping): Finding {
  const { story, owner, port, hop } = knock;
  const values = { ...common(knock), target: container.name, address: mapping.hostIp };
  if (isUnspecified(mapping.hostIp)) {
    const restart = onHost(owner.machine, `docker restart ${quoted(container.name)}`);
    return { kind: 'publishing-broken', values, remedies: [mend(restart)] };
  }
  const open = publishedOf(container).map((text) => text.replace(`${mapping.hostIp}:${port}:`, `${port}:`));
  const everywhere = mend(...recreated(owner.machine, container, { ports: open }));
  if (isLoopback(mapping.hostIp)) return { kind: 'published-loopback', values, remedies: [everywhere] };
  const names = namesFor(story.world, hop.frame.payload.destination);
  const line = retargetedAny(story.line, names, port, { host: mapping.hostIp });
  return {
    kind: 'published-elsewhere',
    values,
    remedies: [...(line === undefined ? [] : [instead(story.place, line)]), everywhere],
  };
}

/** A container that would answer on that port, if it were published there. */
function notPublished(knock: Knock): Finding | undefined {
  const { story, owner, port, protocol, flow } = knock;
  const { machine } = owner;
  const candidates = containersOf(machine).filter(
    (container) =>
      isRunning(container) && container.sandbox?.own === true && servesOn(story.world, container, port, protocol),
  );
  const [container] = candidates;
  if (!container) return undefined;
  const values = { ...common(knock), target: container.name };
  const other = container.ports.find(
    (each) => each.containerPort === port && each.protocol === protocol && each.hostPort > 0,
  );
  const publish = mend(
    ...recreated(machine, container, { ports: [...publishedOf(container), portText(port, protocol)] }),
  );
  if (!other) {
    const isExposed = container.config.ExposedPorts?.[`${port}/${protocol}`] !== undefined;
    return {
      kind: isExposed ? 'only-exposed' : 'not-published',
      values: { ...values, hostPort: port },
      remedies: [publish],
    };
  }
  const line = retargetedAny(story.line, namesFor(story.world, flow.request.destination), port, {
    port: other.hostPort,
  });
  return {
    kind: 'not-published',
    values: { ...values, hostPort: other.hostPort },
    remedies: line === undefined ? [publish] : [instead(story.place, line)],
  };
}

/** A port to publish, as `-p` takes it. */
export const portText = (hostPort: number, protocol: string, port = hostPort): string =>
  `${hostPort}:${port}${protocol === 'udp' ? '/udp' : ''}`;

/** Whether a container has a server on a port, for others than itself. */
export const servesOn = ({ kernel }: World, { sandbox }: Container, wanted: number, protocol: string): boolean =>
  kernel.namespaces[sandbox?.namespace ?? '']?.sockets.some(
    (socket) => socket.port === wanted && socket.protocol === protocol && !isLoopback(socket.address),
  ) === true;

/** The process that takes no packets is frozen: its container is paused. */
export function diagnoseFrozen({ world }: Story, { namespace }: IpHop): Finding | undefined {
  const owner = ownerOf(world, namespace);
  if (!owner?.container) return undefined;
  const resume = onHost(owner.machine, `docker unpause ${quoted(owner.container.name)}`);
  return { kind: 'paused', values: { place: owner.name }, remedies: [mend(resume)] };
}

/** A connection stood, but nothing was ever said on it. */
export function diagnoseSilence({ world }: Story, { hops }: Flow): (Finding & { readonly at: IpHop }) | undefined {
  const at = hops.findLast(
    (hop): hop is IpHop =>
      hop.decision.kind === 'socket' && hop.decision.program !== undefined && hop.frame.payload.kind === 'ip',
  );
  const owner = at && ownerOf(world, at.namespace);
  if (!owner || at.decision.kind !== 'socket') return undefined;
  const { program = '', port = 0 } = at.decision;
  return { kind: 'silent', values: { place: owner.name, program, port }, remedies: [], at };
}

/** The port by which a machine's address leads to a container, with the host that has it. */
export function publishedAt(
  world: World,
  machine: Machine,
  { ports }: Container,
  port: number,
): { readonly host: string; readonly port: number } | undefined {
  const found = ports.find(
    ({ containerPort, hostIp, hostPort }) => containerPort === port && hostPort > 0 && !hostIp.includes(':'),
  );
  const host = found && (isUnspecified(found.hostIp) ? wireAddress(world, machine) : found.hostIp);
  return found && host !== undefined && !isLoopback(host) ? { host, port: found.hostPort } : undefined;
}
