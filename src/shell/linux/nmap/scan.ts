import { family, type Ip, type Mac } from '../../../ip/address.ts';
import { lookupRoute } from '../../../kernel/route/lookup.ts';
import type { Outcome, Stimulus } from '../../../kernel/stimulus.ts';
import { exploreWorld } from '../../../world/trace.ts';
import type { Call } from '../../tool/call.ts';
import { namespaceId, queryMessage } from '../names/query.ts';
import type { Options } from './options.ts';
import type { Protocol } from './ports.ts';

export type PortState = 'open' | 'closed' | 'filtered' | 'open|filtered';

export interface PortResult {
  readonly protocol: Protocol;
  readonly port: number;
  readonly state: PortState;
  readonly reason: string;
}

/** What was found out of a host before its ports. */
export interface HostResult {
  readonly ip: Ip;
  readonly up: boolean;
  readonly reason: string;
  /** µs; absent of itself. */
  readonly latency?: number;
  readonly mac?: Mac;
  readonly self: boolean;
}

/** ms that it waits for an answer, and how often it asks again where none comes. */
const PATIENCE = 500;
const RETRIES = 1;
/** So many ports are scanned in traffic that is seen; the others' packets go the same way, and are looked at alone. */
const SEEN = 128;
const BATCH = 512;

/** Whether an address is this host's own. */
function isSelf(call: Call, ip: Ip): boolean {
  const { links = {} } = call.world().kernel.namespaces[namespaceId(call)] ?? {};
  return (
    ip.startsWith('127.') || Object.values(links).some((link) => link.addresses.some(({ address }) => address === ip))
  );
}

/** The Ethernet device on whose link an address is; undefined where it is behind a router. */
function deviceTo(call: Call, ip: Ip): string | undefined {
  const namespace = call.world().kernel.namespaces[namespaceId(call)];
  if (!namespace || family(ip) === 6) return undefined;
  const { how, device, nextHop } = lookupRoute(namespace, { destination: ip });
  const link = namespace.links[device];
  return how === 'unicast' && nextHop === ip && link && link.kind !== 'loopback' ? link.name : undefined;
}

/** Who of some addresses is there: asked by ARP on the link, by an echo request and a SYN behind a router. */
export function discover(call: Call, ips: readonly Ip[], { discover: asks, scan }: Options): HostResult[] {
  const found = new Map<Ip, HostResult>();
  const open: { ip: Ip; stimuli: Stimulus[] }[] = [];
  for (const ip of ips) {
    if (isSelf(call, ip)) {
      const latency = scan === 'ports' ? 60 : undefined;
      found.set(ip, {
        ip,
        up: true,
        reason: 'localhost-response',
        self: true,
        ...(latency !== undefined && { latency }),
      });
      continue;
    }
    const device = deviceTo(call, ip);
    const common = { namespace: namespaceId(call), destination: ip, timeout: PATIENCE };
    if (device !== undefined) open.push({ ip, stimuli: [{ ...common, kind: 'arp', device }] });
    else if (!asks) found.set(ip, { ip, up: true, reason: 'user-set', self: false });
    else
      open.push({
        ip,
        stimuli: [
          { ...common, kind: 'echo', id: call.world().kernel.nextPid & 0xffff, sequence: 0, size: 8 },
          { ...common, kind: 'syn', port: 443 },
        ],
      });
  }
  for (let attempt = 0; attempt <= RETRIES; attempt += 1) {
    const left = open.filter(({ ip }) => !found.has(ip));
    if (left.length === 0) break;
    const outcomes = [...call.send(...left.flatMap(({ stimuli }) => stimuli)).outcomes];
    for (const { ip, stimuli } of left) {
      const came = outcomes
        .splice(0, stimuli.length)
        .find(({ status }) => status === 'answered' || status === 'refused');
      if (!came) continue;
      const mac = came.status === 'answered' ? came.mac : undefined;
      const reason = mac !== undefined ? 'arp-response' : came.status === 'answered' ? 'echo-reply' : 'reset';
      found.set(ip, { ip, up: true, reason, latency: came.after, self: false, ...(mac !== undefined && { mac }) });
    }
  }
  return ips.map((ip) => found.get(ip) ?? { ip, up: false, reason: 'no-response', self: false });
}

/** The states of a host's ports. */
export function scanPorts(call: Call, ip: Ip, { ports, tcp }: Options): PortResult[] {
  const jobs = [
    ...ports.tcp.map((port) => ({
      protocol: 'tcp' as const,
      port,
      stimulus: stimulusOf(call, ip, tcp ?? 'syn', port),
    })),
    ...ports.udp.map((port) => ({ protocol: 'udp' as const, port, stimulus: stimulusOf(call, ip, 'udp', port) })),
  ];
  const outcomes = new Map<number, Outcome>();
  const ask = (numbers: readonly number[]): void => {
    const seen = numbers.slice(0, SEEN);
    const stimuli = seen.flatMap((i) => jobs[i]?.stimulus ?? []);
    if (stimuli.length > 0)
      for (const [i, outcome] of call.send(...stimuli).outcomes.entries()) outcomes.set(seen[i] ?? 0, outcome);
    for (let at = SEEN; at < numbers.length; at += BATCH) lookAt(numbers.slice(at, at + BATCH));
  };
  /** What comes back is learned by a walk of which nothing is left behind. */
  const lookAt = (numbers: readonly number[]): void => {
    const exploration = exploreWorld(call.world());
    const sent = numbers.map((i) => exploration.send(jobs[i]?.stimulus as Stimulus));
    while (exploration.pass(PATIENCE * 1000) !== undefined);
    for (const [at, number] of sent.entries()) {
      const outcome = exploration.outcome(number);
      if (outcome) outcomes.set(numbers[at] ?? 0, outcome);
    }
  };
  ask(jobs.map((_, i) => i));
  for (let attempt = 0; attempt < RETRIES; attempt += 1)
    ask([...jobs.keys()].filter((i) => (outcomes.get(i)?.status ?? 'timeout') === 'timeout'));
  return jobs.map(({ protocol, port }, i) => ({
    protocol,
    port,
    ...(protocol === 'udp' ? udpState(outcomes.get(i)) : tcpState(outcomes.get(i), tcp === 'connect')),
  }));
}

function stimulusOf(call: Call, ip: Ip, kind: 'syn' | 'connect' | 'udp', port: number): Stimulus {
  const common = { namespace: namespaceId(call), destination: ip, port, timeout: PATIENCE };
  if (kind === 'syn') return { ...common, kind: 'syn' };
  if (kind === 'connect') return { ...common, kind: 'tcp', close: 'at-once' };
  const data =
    port === DNS
      ? ({ kind: 'dns', message: queryMessage(call, { name: 'version.bind', type: 'A' }) } as const)
      : ({ kind: 'text', text: '' } as const);
  return { ...common, kind: 'udp', data };
}

const DNS = 53;

type State = Pick<PortResult, 'state' | 'reason'>;

/** Replies tell their time to live; nmap names it with a reset. */
function tcpState(outcome: Outcome | undefined, connects: boolean): State {
  switch (outcome?.status) {
    case 'connected':
      return { state: 'open', reason: 'syn-ack' };
    case 'answered':
      return { state: 'open', reason: `syn-ack ttl ${outcome.ttl}` };
    case 'refused':
      return { state: 'closed', reason: connects ? 'conn-refused' : 'reset ttl 64' };
    case 'unreachable':
      return { state: 'filtered', reason: ERRORS[outcome.type] ?? 'host-unreach' };
    default:
      return { state: 'filtered', reason: 'no-response' };
  }
}

function udpState(outcome: Outcome | undefined): State {
  if (outcome?.status === 'answered') return { state: 'open', reason: `udp-response ttl ${outcome.ttl}` };
  if (outcome?.status === 'refused') return { state: 'closed', reason: 'port-unreach ttl 64' };
  if (outcome?.status === 'unreachable')
    return outcome.type === 'port-unreachable'
      ? { state: 'closed', reason: `port-unreach ttl ${outcome.ttl}` }
      : { state: 'filtered', reason: ERRORS[outcome.type] ?? 'host-unreach' };
  return { state: 'open|filtered', reason: 'no-response' };
}

const ERRORS: Readonly<Record<string, string>> = {
  'net-unreachable': 'net-unreach',
  'host-unreachable': 'host-unreach',
  'protocol-unreachable': 'proto-unreach',
  'port-unreachable': 'port-unreach',
  'net-prohibited': 'net-prohibited',
  'host-prohibited': 'host-prohibited',
  'admin-prohibited': 'admin-prohibited',
};
