import type { Ip } from '../../../ip/address.ts';
import type { Packet, Transport } from '../../packet/frame.ts';
import type {
  ArpStimulus,
  EchoStimulus,
  Outcome,
  Stimulus,
  SynStimulus,
  TcpStimulus,
  UdpStimulus,
} from '../../stimulus.ts';
import { linkByName } from '../../link/lookup.ts';
import { newAgent, wake, type Agent } from './agent.ts';
import { announce, solicit } from '../neighbour/arp.ts';
import { askEcho, askSyn, askUdp, connect, type Hindrance, type Question, type Target } from './client.ts';
import { isComplete } from './http.ts';
import { routeHop } from '../ip/output.ts';
import { deviceOf, routeTo, type Memory } from '../memory.ts';
import { mtuTo } from '../ip/mtu.ts';
import { schedule } from '../queue.ts';
import { packetOf, type Skb } from '../skb.ts';
import { INITIAL_TTL, close, drop, keyOfEnds, type Tcb, type TcpUser } from '../tcp/tcp.ts';
import { finish } from '../tcp/tcp.ts';
import { write } from '../tcp/stream.ts';
import { NEXT_CALL } from '../timing.ts';
import { after, clockOf, dropped, make, memoryOf, type Walk } from '../walk.ts';

/** An outcome without its time. */
type Unsettled<T = Outcome> = T extends Outcome ? Omit<T, 'after'> : never;

/** A stimulus under way. */
export interface Run {
  readonly stimulus: Stimulus;
  outcome: Outcome | undefined;
  /** When (µs of the walk) it began. */
  started: number;
  /** netfilter refused here to let it out. */
  rejected: boolean;
  /** Its time is up: what it learned until then. */
  expire: () => void;
}

/** Starts a stimulus at its time; `run.outcome` will hold what came of it. */
export function begin(walk: Walk, stimulus: Stimulus, flow: number): Run {
  const run: Run = { stimulus, outcome: undefined, started: 0, rejected: false, expire: () => undefined };
  walk.open++;
  whenExpired(run, () => settle(walk, run, { status: 'timeout' }));
  walk.untold.set(flow, (rule) => {
    if (run.outcome) return;
    settle(walk, run, { status: 'unknown', rule });
    run.expire();
  });
  schedule(walk.queue, (stimulus.delay ?? 0) * 1000, () => {
    run.started = walk.now;
    const memory = memoryOf(walk, stimulus.namespace);
    if (!memory) return settle(walk, run, { status: 'no-route' });
    after(walk, stimulus.timeout * 1000, () => run.expire());
    start(walk, memory, run, stimulus, flow);
  });
  return run;
}

/** A function written where a property is assigned is taken for a method by V8, which lets it, and all it knows, live long. */
function whenExpired(run: Run, expire: () => void): void {
  run.expire = expire;
}

function start(walk: Walk, memory: Memory, run: Run, stimulus: Stimulus, flow: number): void {
  switch (stimulus.kind) {
    case 'tcp':
      return startTcp(walk, memory, run, stimulus, flow);
    case 'udp':
      return startUdp(walk, memory, run, stimulus, flow);
    case 'syn':
      return startSyn(walk, memory, run, stimulus, flow);
    case 'echo':
      return startEcho(walk, memory, run, stimulus, flow);
    case 'arp':
      return startArp(walk, memory, run, stimulus, flow);
  }
}

export function settle(walk: Walk, run: Run, outcome: Unsettled): void {
  if (run.outcome) return;
  walk.open--;
  walk.settled = walk.now;
  run.outcome = { ...outcome, after: walk.now - run.started };
}

/** Who names no address means this host. */
const UNSPECIFIED: Readonly<Record<Ip, Ip>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

const targetOf = (stimulus: Exclude<Stimulus, ArpStimulus>, flow: number): Omit<Target, 'port'> => ({
  flow,
  cause: undefined,
  destination: UNSPECIFIED[stimulus.destination] ?? stimulus.destination,
  source: stimulus.source,
  ttl: stimulus.ttl,
  mark: stimulus.mark,
  pid: stimulus.pid,
});

/** No packet was made, but the story is to say which packet there would have been. */
function tellHindrance(walk: Walk, memory: Memory, stimulus: Exclude<Stimulus, ArpStimulus>, flow: number): void {
  if (!walk.hops) return;
  const { destination, source = destination.includes(':') ? '::' : '0.0.0.0', ttl = INITIAL_TTL } = stimulus;
  const packet: Packet = { kind: 'ip', source, destination, ttl, transport: transportOf(stimulus) };
  routeHop(
    walk,
    memory,
    make(walk, flow, undefined, packet),
    routeTo(memory, { destination, source: stimulus.source }),
    dropped('invalid'),
  );
}

function transportOf(stimulus: Exclude<Stimulus, ArpStimulus>): Transport {
  if (stimulus.kind === 'echo') {
    const { id, sequence, size } = stimulus;
    return { kind: 'icmp', type: 'echo-request', id, sequence, size };
  }
  const ports = { sourcePort: stimulus.sourcePort ?? 0, destinationPort: stimulus.port };
  return stimulus.kind === 'udp'
    ? { kind: 'udp', ...ports, data: stimulus.data }
    : { kind: 'tcp', ...ports, flags: 'S', data: '' };
}

function hindered(walk: Walk, memory: Memory, run: Run, hindrance: Hindrance, flow: number): void {
  if (run.stimulus.kind !== 'arp') tellHindrance(walk, memory, run.stimulus, flow);
  if (hindrance === 'EHOSTUNREACH' || hindrance === 'EACCES' || hindrance === 'EINVAL')
    return settle(walk, run, { status: 'no-route', errno: hindrance });
  settle(walk, run, { status: hindrance });
}

/** An ICMP error about what was sent. */
function unreachable(walk: Walk, run: Run, by: Skb): void {
  const { source, ttl, transport } = packetOf(by);
  if (transport.kind !== 'icmp' || !transport.about || transport.type === 'redirect') return;
  const detail = transport.detail === undefined ? {} : { detail: transport.detail };
  const here = run.rejected ? { notPermitted: true as const } : {};
  settle(walk, run, { status: 'unreachable', from: source, type: transport.type, ttl, ...detail, ...here });
}

/** A client that connects, asks, reads and closes. */
interface Client {
  readonly walk: Walk;
  readonly run: Run;
  readonly stimulus: TcpStimulus;
  readonly agent: Agent;
  tcb: Tcb | undefined;
  /** When (µs since its start) the connection stood. */
  connected: number | undefined;
}

function startTcp(walk: Walk, memory: Memory, run: Run, stimulus: TcpStimulus, flow: number): void {
  const client: Client = { walk, run, stimulus, agent: newAgent(), tcb: undefined, connected: undefined };
  const target = { ...targetOf(stimulus, flow), port: stimulus.port, sourcePort: stimulus.sourcePort };
  const opened = connect(walk, memory, target, userOf(client));
  if (typeof opened === 'string') return hindered(walk, memory, run, opened, flow);
  client.tcb = opened;
  whenExpired(run, () => giveUp(client, opened));
  if (stimulus.connectTimeout !== undefined)
    after(walk, stimulus.connectTimeout * 1000, () => {
      if (client.connected === undefined && !run.outcome) giveUp(client, opened);
    });
}

function userOf(client: Client): TcpUser {
  const { walk, run, stimulus, agent } = client;
  return {
    established: () => {
      client.connected = walk.now - run.started;
      if (stimulus.request !== undefined) wake(walk, agent, () => request(client));
      if (stimulus.close === 'at-once') wake(walk, agent, () => leave(client, 'ours'));
      if (stimulus.close === 'never') after(walk, IDLE, () => keep(client));
      if (stimulus.close === 'half') wake(walk, agent, () => halfClose(client));
    },
    data: () => {
      if (hasAnswer(client)) wake(walk, agent, () => leave(client, 'ours'));
    },
    ended: () => wake(walk, agent, () => leave(client, 'closed')),
    reset: (by) => {
      if (client.connected === undefined) settle(walk, run, { status: 'refused', from: packetOf(by).source });
      else over(client, 'reset');
    },
    unreachable: (by) => {
      if (client.tcb) drop(client.tcb);
      unreachable(walk, run, by);
    },
  };
}

function request({ walk, tcb, stimulus }: Client): void {
  if (tcb && !tcb.released) write(walk, tcb, stimulus.request ?? '');
}

/** Sends FIN, and reads what still comes. */
function halfClose(client: Client): void {
  const { walk, tcb, stimulus } = client;
  if (!tcb || tcb.released) return;
  finish(walk, tcb);
  after(walk, (stimulus.linger ?? 0) * 1000, () => leave(client, 'ours'));
}

/** So long (µs) after it stands, nothing is under way any more: a proxy has dialled as well. */
const IDLE = 20_000;

/** Leaves the connection as it stands. */
function keep(client: Client): void {
  const { walk, tcb, run } = client;
  if (!tcb || run.outcome) return;
  (walk.kept ??= new Map()).set(tcb.flow, `${clockOf(walk)} ${keyOfEnds(tcb)}`);
  over(client, 'open');
}

const hasAnswer = ({ stimulus, tcb }: Client): boolean =>
  stimulus.close === 'when-answered' && tcb !== undefined && isComplete(stimulus.request ?? '', tcb.received);

/** Closes the connection, for whatever reason. */
function leave(client: Client, end: 'closed' | 'timeout' | 'ours'): void {
  if (client.run.outcome || !client.tcb) return;
  close(client.walk, client.tcb);
  over(client, end);
}

function over({ walk, run, tcb, connected }: Client, end: 'closed' | 'reset' | 'timeout' | 'ours' | 'open'): void {
  if (!tcb || connected === undefined) return;
  const { local, localPort, received } = tcb;
  settle(walk, run, { status: 'connected', local, localPort, response: received, end, connected });
}

function giveUp(client: Client, tcb: Tcb): void {
  if (client.connected !== undefined) return leave(client, 'timeout');
  drop(tcb);
  settle(client.walk, client.run, { status: 'timeout' });
}

function startUdp(walk: Walk, memory: Memory, run: Run, stimulus: UdpStimulus, flow: number): void {
  const heard = (by: Skb): void => {
    const { source, ttl, transport } = packetOf(by);
    if (transport.kind === 'udp') settle(walk, run, { status: 'answered', from: source, ttl, data: transport.data });
    else unreachable(walk, run, by);
    end(question);
  };
  const { port, sourcePort, dontFragment } = stimulus;
  const target = { ...targetOf(stimulus, flow), port, sourcePort, dontFragment };
  const question = askUdp(walk, memory, target, stimulus.data, heard);
  asked(walk, memory, run, question, flow);
}

function startSyn(walk: Walk, memory: Memory, run: Run, stimulus: SynStimulus, flow: number): void {
  const heard = (by: Skb): void => {
    const { source, ttl, transport } = packetOf(by);
    if (transport.kind !== 'tcp') unreachable(walk, run, by);
    else if (transport.flags === 'S.') settle(walk, run, { status: 'answered', from: source, ttl });
    else settle(walk, run, { status: 'refused', from: source });
    end(question);
  };
  const target = { ...targetOf(stimulus, flow), port: stimulus.port, sourcePort: stimulus.sourcePort };
  const question = askSyn(walk, memory, target, heard);
  asked(walk, memory, run, question, flow);
}

function startEcho(walk: Walk, memory: Memory, run: Run, stimulus: EchoStimulus, flow: number): void {
  const { id, sequence, size } = stimulus;
  const heard = (by: Skb): void => {
    const { source, ttl, transport } = packetOf(by);
    if (transport.kind === 'icmp' && transport.type === 'echo-reply')
      settle(walk, run, { status: 'answered', from: source, ttl, size: transport.size });
    else unreachable(walk, run, by);
  };
  const target = {
    ...targetOf(stimulus, flow),
    port: 0,
    dontFragment: stimulus.dontFragment,
    broadcast: stimulus.broadcast,
  };
  asked(walk, memory, run, askEcho(walk, memory, target, { id, sequence, size }, heard), flow);
}

/** The system call's own answer. */
function asked(walk: Walk, memory: Memory, run: Run, question: Question | Hindrance, flow: number): void {
  whenExpired(run, () => {
    end(question);
    settle(walk, run, { status: 'timeout' });
  });
  if (typeof question === 'string') return hindered(walk, memory, run, question, flow);
  const { sent } = question;
  if (sent === 'sent') return;
  if (sent === 'too-big') return settle(walk, run, { status: 'too-big', mtu: mtuTowards(walk, memory, run.stimulus) });
  if (sent === 'rejected') return awaitRejection(walk, run);
  settle(walk, run, { status: sent });
}

/** The error about it comes over lo before the program does anything else, unless that is dropped as well. */
function awaitRejection(walk: Walk, run: Run): void {
  run.rejected = true;
  after(walk, NEXT_CALL, () => settle(walk, run, { status: 'not-permitted' }));
}

function mtuTowards(walk: Walk, memory: Memory, stimulus: Stimulus): number {
  const { destination } = stimulus;
  const believing = !('dontFragment' in stimulus && stimulus.dontFragment === 'probe');
  const decision = routeTo(memory, { destination, source: stimulus.source });
  const device = deviceOf(memory, decision.device);
  return device ? mtuTo(walk, device, decision, destination, { believing }) : 0;
}

function end(question: Question | Hindrance): void {
  if (typeof question !== 'string') question.end();
}

/** Asks the link, or announces an address of its own, to which nobody answers. */
function startArp(walk: Walk, memory: Memory, run: Run, stimulus: ArpStimulus, flow: number): void {
  const link = linkByName(memory.namespace, stimulus.device);
  const device = link && deviceOf(memory, link.index);
  if (!device) return settle(walk, run, { status: 'no-route' });
  const key = `arp ${stimulus.destination}`;
  const heard = ({ frame: { payload } }: Skb): void => {
    if (payload.kind !== 'arp') return;
    memory.askers?.delete(key);
    settle(walk, run, { status: 'answered', from: payload.senderIp, ttl: 0, mac: payload.senderMac });
  };
  (memory.askers ??= new Map()).set(key, { heard, accepts: () => true });
  const { destination, source, sender, mac, unasked } = stimulus;
  if (sender === undefined) return solicit(walk, device, destination, { flow, cause: undefined, source }, mac);
  announce(walk, device, { sender, target: destination, mac, operation: unasked ? 'reply' : 'request' }, flow);
}
