import type { Ip, Mac, Prefix } from '../../ip/address.ts';
import { parsePrefix } from '../../ip/address.ts';
import { applyEffects } from '../effects.ts';
import type { Hop } from '../hop.ts';
import type { Kernel } from '../kernel.ts';
import type { LinkRef } from '../link/link.ts';
import { addBridge, setMaster } from '../link/bridge.ts';
import { addVeth } from '../link/veth.ts';
import { setUp } from '../link/link-up.ts';
import { addAddress } from '../link/addresses.ts';
import { createNamespace } from '../namespaces.ts';
import { emptyKernel, namespaceOf } from '../kernel.ts';
import { startProcess } from '../process/processes.ts';
import type { Program, Programs } from '../process/program.ts';
import { addRoute } from '../route/table.ts';
import { bind } from '../socket/sockets.ts';
import type { Stimulus } from '../stimulus.ts';
import { trace, type Trace } from '../trace.ts';

/** A small network for the walk's tests, built by hand, whose clock goes on with its traffic. */
export interface Fixture {
  readonly kernel: Kernel;
  readonly programs: Record<string, Program>;
  clock: number;
  macs: number;
}

export const createFixture = (): Fixture => ({
  kernel: emptyKernel(),
  programs: {},
  clock: 1_700_000_000_000,
  macs: 0,
});

export function nextMac(fixture: Fixture): Mac {
  const value = ++fixture.macs;
  return `02:00:00:00:${(value >> 8).toString(16).padStart(2, '0')}:${(value & 255).toString(16).padStart(2, '0')}`;
}

export function prefix(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (!parsed) throw new Error(`no prefix: ${text}`);
  return parsed;
}

/** A namespace with lo up. */
export function addHost(fixture: Fixture, id: string): void {
  createNamespace(fixture.kernel, id);
  setUp(fixture.kernel, { namespace: id, index: 1 });
}

export function linkRef({ kernel }: Fixture, namespace: string, name: string): LinkRef {
  const link = Object.values(namespaceOf(kernel, namespace).links).find((each) => each.name === name);
  if (!link) throw new Error(`no link ${name} in ${namespace}`);
  return { namespace, index: link.index };
}

export function address(fixture: Fixture, namespace: string, device: string, text: string): void {
  const { address: ip, length } = prefix(text);
  addAddress(fixture.kernel, linkRef(fixture, namespace, device), { address: ip, prefixLength: length });
}

/** A bridge that is up, with an address of its own where one is given. */
export function bridge(fixture: Fixture, namespace: string, name: string, own?: string): void {
  setUp(fixture.kernel, addBridge(fixture.kernel, namespace, { name, mac: nextMac(fixture) }));
  if (own !== undefined) address(fixture, namespace, name, own);
  namespaceOf(fixture.kernel, namespace).sysctl['net.bridge.bridge-nf-call-iptables'] = '0';
}

/** A veth between two namespaces, `[namespace, device, address]` each, both ends up. */
export function wire(
  fixture: Fixture,
  one: readonly [string, string, string?],
  two: readonly [string, string, string?],
): void {
  const end = ([namespace, name]: readonly [string, string, string?]) => ({ namespace, name, mac: nextMac(fixture) });
  addVeth(fixture.kernel, end(one), end(two));
  for (const [namespace, name, own] of [one, two]) {
    setUp(fixture.kernel, linkRef(fixture, namespace, name));
    if (own !== undefined) address(fixture, namespace, name, own);
  }
}

/** A wire from a bridge to a namespace's new device. */
export function plug(fixture: Fixture, at: readonly [string, string], end: readonly [string, string, string?]): string {
  const port = `v-${end[0]}`.slice(0, 15);
  wire(fixture, [at[0], port], end);
  setMaster(fixture.kernel, linkRef(fixture, at[0], port), linkRef(fixture, at[0], at[1]).index);
  return port;
}

export function route(fixture: Fixture, namespace: string, destination: string, via: Ip, metric = 0): void {
  const { kernel } = fixture;
  const device =
    namespaceOf(kernel, namespace).routes.find(
      (r) => r.destination.length > 0 && r.via === undefined && r.source !== undefined,
    )?.device ?? 2;
  addRoute(kernel, namespace, {
    destination: prefix(destination),
    via,
    device,
    scope: 'global',
    protocol: 'boot',
    metric,
    type: 'unicast',
  });
}

/** A process with a listening or bound socket. */
export function serve(
  fixture: Fixture,
  namespace: string,
  protocol: 'tcp' | 'udp',
  port: number,
  program: string,
  address = '0.0.0.0',
): number {
  const { pid } = startProcess(fixture.kernel, {
    parent: 1,
    machine: namespace,
    namespace,
    program,
    command: [program],
    started: 0,
  });
  bind(namespaceOf(fixture.kernel, namespace), { protocol, address, port, pid, backlog: 64, fd: 3 });
  return pid;
}

/** Sends traffic and keeps what it leaves behind. */
export function send(fixture: Fixture, ...stimuli: Stimulus[]): Trace {
  const programs: Programs = fixture.programs;
  const result = trace(fixture.kernel, programs, stimuli, { clock: fixture.clock, seed: 1 });
  applyEffects(fixture.kernel, result.effects);
  fixture.clock += Math.ceil(result.duration);
  return result;
}

export const echo = (namespace: string, destination: Ip, rest: Partial<Stimulus> = {}): Stimulus =>
  ({ kind: 'echo', namespace, destination, timeout: 1000, id: 7, sequence: 1, size: 56, ...rest }) as Stimulus;

export const tcp = (namespace: string, destination: Ip, port: number, rest: Partial<Stimulus> = {}): Stimulus =>
  ({ kind: 'tcp', namespace, destination, port, timeout: 2000, close: 'at-once', ...rest }) as Stimulus;

export const udp = (namespace: string, destination: Ip, port: number, rest: Partial<Stimulus> = {}): Stimulus =>
  ({
    kind: 'udp',
    namespace,
    destination,
    port,
    timeout: 1000,
    data: { kind: 'text', text: 'hello' },
    ...rest,
  }) as Stimulus;

/** What captures on every device would show of IP: `namespace device direction kind`. */
export function seen({ hops }: Trace): string[] {
  return hops.flatMap((hop) => {
    const { frame, device, decision } = hop;
    if (hop.stage !== 'link' || decision.kind !== 'device' || !device || frame.payload.kind === 'arp') return [];
    if (device.name === 'lo' && device.direction === 'out') return [];
    const direction = device.direction === 'out' ? 'Out' : decision.promiscuous ? 'P' : 'In';
    return [`${hop.namespace} ${device.name} ${direction} ${kindOf(hop)}`];
  });
}

export function kindOf({ frame: { payload } }: Hop): string {
  if (payload.kind === 'arp') return payload.operation;
  const { transport } = payload;
  if (transport.kind === 'tcp') return transport.flags;
  return transport.kind === 'icmp' ? transport.type : 'udp';
}

/** Why packets ended: `namespace reason`. */
export const drops = ({ hops }: Trace): string[] =>
  hops.flatMap(({ namespace, verdict }) => (verdict.kind === 'dropped' ? [`${namespace} ${verdict.reason}`] : []));
