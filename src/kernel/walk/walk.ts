import type { DropReason, Decision, Hop, HopStage, RuleDecision, Verdict } from '../hop.ts';
import type { Kernel } from '../kernel.ts';
import type { Link } from '../link/link.ts';
import type { NamespaceId } from '../namespace.ts';
import type { Neighbour } from '../neighbour/neighbour.ts';
import type { RejectWith } from '../netfilter/table.ts';
import type { Ip, Mac } from '../../ip/address.ts';
import type { Arp, Icmp, IcmpType, Packet, Tcp, Udp } from '../packet/frame.ts';
import type { Programs } from '../process/program.ts';
import { createKernelFacts, factsOf, type KernelFacts } from './facts.ts';
import { createMemory, type Device, type Memory } from './memory.ts';
import { createQueue, schedule, type Event, type Queue } from './queue.ts';
import { newSkb, unframed, type Skb } from './skb.ts';

type OnDevice = (walk: Walk, device: Device, skb: Skb) => void;
type OnTransport<T> = (walk: Walk, device: Device, skb: Skb, transport: T) => void;
/** Whether the frame was taken. */
type Taking = (walk: Walk, device: Device, skb: Skb) => boolean;
type Solicit = (walk: Walk, device: Device, ip: Ip, sake: Sake, mac?: Mac) => void;

/**
 * What a layer calls without knowing it, as Linux does through tables of function pointers: a frame goes up to whoever
 * registered for it, and an error comes back down from there. `stack.ts` fills the table.
 */
export interface Handlers {
  /** net_device_ops.ndo_start_xmit */
  readonly startXmit: Readonly<Record<Link['kind'], OnDevice>>;
  /** br_handle_frame, the rx_handler of a bridge's port. */
  readonly receiveOnPort: OnDevice;
  /** vlan_do_receive, and the rx_handlers of macvlan and ipvlan. */
  readonly receiveTagged: Taking;
  readonly receiveForUppers: Taking;
  /** packet_type.func */
  readonly receiveArp: OnTransport<Arp>;
  readonly receiveIp: OnDevice;
  /** net_protocol.handler */
  readonly receiveTcp: OnTransport<Tcp>;
  readonly receiveUdp: OnTransport<Udp>;
  readonly receiveIcmp: OnTransport<Icmp>;
  /** neigh_ops.solicit, by family. */
  readonly solicit: { readonly 4: Solicit; readonly 6: Solicit };
  /** icmp_send */
  readonly sendIcmp: (walk: Walk, memory: Memory, skb: Skb, type: IcmpType, detail?: string) => void;
  /** xt_target.target of REJECT */
  readonly reject: (walk: Walk, memory: Memory, skb: Skb, how: RejectWith) => void;
  /** What came of a neighbour's unicast probe, which time alone does not tell. */
  readonly answersProbe: (walk: Walk, memory: Memory, neighbour: Neighbour) => boolean;
}

/** For whose sake a neighbour is asked for: the flow, and the packet that waits. */
export interface Sake {
  readonly flow: number;
  readonly cause: number | undefined;
  readonly source: Ip | undefined;
}

/** One walk of packets through the kernel: what is still to happen, and all that was learned. */
export interface Walk {
  readonly kernel: Kernel;
  readonly programs: Programs;
  readonly handlers: Handlers;
  /** Clock (ms) at the start. */
  readonly clock: number;
  readonly seed: number;
  readonly queue: Queue;
  readonly facts: KernelFacts;
  readonly memories: Map<NamespaceId, Memory>;
  /** Asks no more than whether one neighbour answers. */
  readonly probing: boolean;
  /** Absent where only outcomes matter. */
  readonly hops: Hop[] | undefined;
  /** Work so far, however much of it is told: events, frames that devices sent, hooks that packets passed. */
  steps: number;
  /** There were too many: those under way end where they arrive. */
  cut: boolean;
  /** What processes printed, by pid; this and the like is made when first written. */
  printed: Map<number, string> | undefined;
  /** The same of their stderr, and of their files. */
  complained: Map<number, string> | undefined;
  appended: { readonly pid: number; readonly path: string; readonly text: string }[] | undefined;
  /** What they count, by pid. */
  notes: Map<number, Record<string, number>> | undefined;
  /** Exit codes of processes that ended, by pid. */
  exited: Map<number, number> | undefined;
  /** Whom to tell that what becomes of a flow cannot be told, and by which rule. */
  readonly untold: Map<number, (rule: RuleDecision) => void>;
  /** What the connections are called that are to stand when it is over, by the flow that opened them. */
  kept: Map<number, string> | undefined;
  /** Microseconds since the start. */
  now: number;
  /** Packets made so far. */
  packets: number;
  /** Stimuli without an outcome, and when (µs) the last one got its. */
  open: number;
  settled: number;
}

export interface WalkOptions {
  readonly clock: number;
  readonly seed: number;
  readonly outcomesOnly?: boolean;
  readonly probing?: boolean;
  /** What other walks found out of the same kernel. */
  readonly facts?: KernelFacts;
}

export const createWalk = (kernel: Kernel, programs: Programs, handlers: Handlers, options: WalkOptions): Walk => ({
  kernel,
  programs,
  handlers,
  clock: options.clock,
  seed: options.seed,
  queue: createQueue(),
  facts: options.facts ?? createKernelFacts(false),
  memories: new Map(),
  probing: options.probing === true,
  hops: options.outcomesOnly ? undefined : [],
  steps: 0,
  cut: false,
  printed: undefined,
  complained: undefined,
  appended: undefined,
  notes: undefined,
  exited: undefined,
  untold: new Map(),
  kept: undefined,
  now: 0,
  packets: 0,
  open: 0,
  settled: 0,
});

/** Clock (ms) now. */
export const clockOf = (walk: Walk): number => walk.clock + walk.now / 1000;

/** Does something after a delay (µs). */
export const after = (walk: Walk, delay: number, run: () => void): Event => schedule(walk.queue, walk.now + delay, run);

/** What the walk knows of a namespace; undefined where there is no such namespace. */
export function memoryOf(walk: Walk, id: NamespaceId): Memory | undefined {
  let memory = walk.memories.get(id);
  if (memory) return memory;
  const facts = factsOf(walk.facts, walk.kernel, id);
  if (!facts) return undefined;
  memory = createMemory(facts);
  walk.memories.set(id, memory);
  return memory;
}

/** A new packet of a flow, with what caused it. */
export const make = (walk: Walk, flow: number, cause: number | undefined, payload: Arp | Packet): Skb =>
  newSkb(++walk.packets, cause, flow, unframed(payload));

export const ON: Verdict = { kind: 'on' };
export const DELIVERED: Verdict = { kind: 'delivered' };
export const ANSWERED: Verdict = { kind: 'answered' };

const DROPS = new Map<DropReason, Verdict>();

export function dropped(reason: DropReason): Verdict {
  let verdict = DROPS.get(reason);
  if (!verdict) DROPS.set(reason, (verdict = { kind: 'dropped', reason }));
  return verdict;
}

/** What happened to a packet, and where. */
export interface Told {
  readonly memory: Memory;
  readonly stage: HopStage;
  readonly decision: Decision;
  readonly verdict: Verdict;
  readonly device?: Hop['device'];
}

/** Writes down what happened to a packet. */
export function tell(walk: Walk, skb: Skb, { memory, stage, decision, verdict, device }: Told): void {
  walk.hops?.push({
    time: walk.now,
    packet: skb.id,
    cause: skb.cause,
    flow: skb.flow,
    frame: skb.frame,
    namespace: memory.id,
    device,
    stage,
    decision,
    verdict,
  });
}
