import type { Process } from '../../process/process.ts';
import type { Stream } from '../../process/program.ts';
import { newAgent, wake, type Agent } from '../program/agent.ts';
import type { Memory } from '../memory.ts';
import { packetOf, type Skb } from '../skb.ts';
import { streamOf } from './stream.ts';
import { systemOf } from '../program/system.ts';
import { openTcb, sendSegment, type Ends, type Tcb, type TcpUser } from './tcp.ts';
import { dropped, tell, type Walk } from '../walk.ts';

/** A SYN reached a listening socket: the kernel answers it, whatever the program does. */
export function accept(walk: Walk, memory: Memory, skb: Skb, ends: Ends, process: Process | undefined): void {
  const server: Server = { walk, memory, process, agent: newAgent(), tcb: undefined, stream: undefined };
  const tcb = openTcb(memory, ends, 'SYN_RECEIVED', userOf(server), {
    flow: skb.flow,
    cause: skb.id,
    pid: process?.pid,
  });
  server.tcb = tcb;
  const { transport } = packetOf(skb);
  tcb.receiveNext = (transport.kind === 'tcp' ? (transport.sequence ?? 0) : 0) + 1;
  sendSegment(walk, tcb, 'S.');
}

/** A program's end of a connection that was made to it. */
interface Server {
  readonly walk: Walk;
  readonly memory: Memory;
  readonly process: Process | undefined;
  readonly agent: Agent;
  tcb: Tcb | undefined;
  stream: Stream | undefined;
}

type Callback = 'accepted' | 'data' | 'ended';

function userOf(server: Server): TcpUser {
  return {
    established: (by) => notify(server, 'accepted', by),
    data: (by) => notify(server, 'data', by),
    ended: (by) => notify(server, 'ended', by),
    reset: (by) => notify(server, 'ended', by),
    unreachable: () => undefined,
  };
}

/** Calls the program back, unless its process is frozen: then what came lies in the socket. */
function notify(server: Server, what: Callback, skb: Skb): void {
  const { walk, memory, process, tcb } = server;
  if (!process || !tcb) return;
  if (process.frozen) {
    if (what === 'accepted') return;
    const decision = {
      kind: 'socket',
      protocol: 'tcp',
      port: tcb.localPort,
      program: process.program,
      pid: process.pid,
    } as const;
    return tell(walk, skb, { memory, stage: 'socket', decision, verdict: dropped('frozen') });
  }
  const program = process.mute ? undefined : walk.programs[process.program];
  if (!program?.[what]) return;
  const stream = (server.stream ??= streamOf(walk, tcb, server.agent));
  const system = systemOf(walk, { memory, process, agent: server.agent, skb });
  wake(walk, server.agent, () => program[what]?.(stream, system));
}
