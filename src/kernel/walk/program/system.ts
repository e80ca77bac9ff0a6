import type { Ip } from '../../../ip/address.ts';
import type { Datagram } from '../../packet/frame.ts';
import type { NamespaceId } from '../../namespace.ts';
import { own } from '../../own.ts';
import type { Process } from '../../process/process.ts';
import type { Failure, Stream, System } from '../../process/program.ts';
import { call, newAgent, wake, type Agent } from './agent.ts';
import { askUdp, connect, type Target } from './client.ts';
import type { Memory } from '../memory.ts';
import { packetOf, type Skb } from '../skb.ts';
import { streamOf } from '../tcp/stream.ts';
import type { Tcb, TcpUser } from '../tcp/tcp.ts';
import { after, clockOf, memoryOf, ON, tell, type Walk } from '../walk.ts';

/** Where a program runs, and the packet that woke it. */
interface Context {
  readonly memory: Memory;
  readonly process: Process;
  readonly agent: Agent;
  readonly skb: Skb;
}

/** What a program may ask of its kernel while it deals with a packet. */
export function systemOf(walk: Walk, context: Context): System {
  const { memory, process, skb, agent } = context;
  return {
    process,
    namespace: memory.id,
    now: () => clockOf(walk),
    tell: (action) =>
      tell(walk, skb, {
        memory,
        stage: 'program',
        decision: { kind: 'program', program: process.program, action },
        verdict: ON,
      }),
    connect: (namespace, destination, port, on) =>
      call(walk, agent, () => dial(walk, context, namespace, destination, port, on)),
    ask: (namespace, destination, port, data, timeout, on) =>
      call(walk, agent, () => ask(walk, context, namespace, { destination, port, data, timeout }, on)),
    exit: (code) => void (walk.exited ??= new Map()).set(process.pid, code),
    later: (ms, run) => void after(walk, ms * 1000, run),
    print: (text, stream) => {
      const written = stream === 'err' ? (walk.complained ??= new Map()) : (walk.printed ??= new Map());
      written.set(process.pid, (written.get(process.pid) ?? '') + text);
    },
    append: (path, text) => void (walk.appended ??= []).push({ pid: process.pid, path, text }),
    remember: (name, value) => {
      const all = (walk.notes ??= new Map<number, Record<string, number>>());
      const notes = all.get(process.pid) ?? {};
      notes[name] = value;
      all.set(process.pid, notes);
    },
    recall: (name) => own(walk.notes?.get(process.pid), name) ?? own(process.notes, name),
  };
}

const targetOf = ({ skb, process }: Context, destination: Ip, port: number): Target => ({
  pid: process.pid,
  flow: skb.flow,
  cause: skb.id,
  destination,
  port,
});

type Dialled = Parameters<System['connect']>[3];

/** What connect(2) makes of an ICMP error. */
function failureOf(by: Skb): Failure {
  const { transport } = packetOf(by);
  const type = transport.kind === 'icmp' ? transport.type : '';
  if (type === 'port-unreachable') return 'refused';
  return type.startsWith('net-') ? 'net-unreachable' : 'unreachable';
}

/** Opens a connection for a program. */
function dial(walk: Walk, context: Context, namespace: NamespaceId, destination: Ip, port: number, on: Dialled): void {
  const memory = memoryOf(walk, namespace);
  const agent = newAgent();
  let stream: Stream | undefined;
  let tcb: Tcb | undefined;
  const awake = (run: (stream: Stream) => void): void => {
    if (!tcb) return;
    const open = (stream ??= streamOf(walk, tcb, agent));
    wake(walk, agent, () => run(open));
  };
  const fail = (why: Failure): void => wake(walk, agent, () => on.failed(why));
  const user: TcpUser = {
    established: () => awake((open) => on.connected(open)),
    data: () => awake((open) => on.data(open)),
    ended: () => awake((open) => on.ended(open)),
    reset: () => (stream ? awake((open) => on.ended(open)) : fail('refused')),
    unreachable: (by) => fail(failureOf(by)),
  };
  const opened = memory && connect(walk, memory, targetOf(context, destination, port), user);
  if (opened === undefined || typeof opened === 'string')
    fail(opened === 'EHOSTUNREACH' ? 'unreachable' : 'net-unreachable');
  else tcb = opened;
}

interface Asked {
  readonly destination: Ip;
  readonly port: number;
  readonly data: Datagram;
  readonly timeout: number;
}

/** Sends a datagram for a program and hands over the answer, once. */
function ask(
  walk: Walk,
  context: Context,
  namespace: NamespaceId,
  { destination, port, data, timeout }: Asked,
  on: (answer: Datagram | undefined) => void,
): void {
  const memory = memoryOf(walk, namespace);
  const agent = newAgent();
  let over = false;
  const settle = (answer: Datagram | undefined): void => {
    if (over) return;
    over = true;
    if (question && typeof question !== 'string') question.end();
    wake(walk, agent, () => on(answer));
  };
  const heard = (skb: Skb): void => {
    const { transport } = packetOf(skb);
    settle(transport.kind === 'udp' ? transport.data : undefined);
  };
  const question = memory && askUdp(walk, memory, targetOf(context, destination, port), data, heard);
  if (question === undefined || typeof question === 'string' || question.sent !== 'sent') return settle(undefined);
  after(walk, timeout * 1000, () => settle(undefined));
}
