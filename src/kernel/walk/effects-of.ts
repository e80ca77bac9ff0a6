import type { Effect } from '../effect.ts';
import { effectsOf as filterEffectsOf } from '../netfilter/memory.ts';
import type { Memory } from './memory.ts';
import { packetOf } from './skb.ts';
import { clockOf, type Walk } from './walk.ts';

/** All that a walk learned, for `applyEffects`. */
export function effectsOf(walk: Walk): Effect[] {
  const effects: Effect[] = [];
  for (const memory of walk.memories.values()) collect(effects, memory, clockOf(walk));
  if (walk.kept) for (const memory of walk.memories.values()) collectKept(effects, memory, walk.kept);
  for (const memory of walk.memories.values()) collectWaiting(effects, memory);
  for (const [pid, text] of walk.printed ?? []) effects.push({ kind: 'output', pid, text });
  for (const [pid, text] of walk.complained ?? []) effects.push({ kind: 'output', pid, text, stream: 'err' });
  for (const appended of walk.appended ?? []) effects.push({ kind: 'append', ...appended });
  for (const [pid, notes] of walk.notes ?? []) effects.push({ kind: 'notes', pid, notes });
  for (const [pid, code] of walk.exited ?? []) effects.push({ kind: 'exit', pid, code });
  return effects;
}

const NONE = { received: { packets: 0, bytes: 0 }, sent: { packets: 0, bytes: 0 } };

/** The descriptor that a client's first socket gets. */
const FIRST_SOCKET = 3;

/** Ends of connections that stand. */
function collectKept(
  effects: Effect[],
  { id: namespace, connections }: Memory,
  kept: ReadonlyMap<number, string>,
): void {
  for (const { state, flow, pid = 0, local, localPort, remote, remotePort } of connections?.values() ?? []) {
    const connection = kept.get(flow);
    if (connection === undefined || state !== 'ESTABLISHED') continue;
    const peer = { address: remote, port: remotePort };
    const ends = { protocol: 'tcp', address: local, port: localPort, peer } as const;
    effects.push({
      kind: 'established',
      namespace,
      socket: { ...ends, pid, backlog: 0, fd: FIRST_SOCKET, connection },
    });
  }
}

function collectWaiting(effects: Effect[], { id: namespace, devices }: Memory): void {
  for (const [device, { pending }] of devices)
    for (const [ip, { neighbour, queue }] of pending ?? []) {
      const packets = queue.map(({ skb }) => packetOf(skb));
      const waiting = { namespace, device, neighbour: ip, since: neighbour.updated, packets };
      effects.push({ kind: 'waiting', waiting });
    }
}

function collect(effects: Effect[], memory: Memory, clock: number): void {
  const namespace = memory.id;
  for (const { neighbours } of memory.devices.values())
    for (const { neighbour, changed } of neighbours?.values() ?? [])
      if (changed) effects.push({ kind: 'neighbour', namespace, neighbour });
  for (const [index, { behind }] of memory.devices)
    for (const [mac, entry] of behind ?? []) effects.push({ kind: 'behind', namespace, index, mac, entry });
  for (const [bridge, { learned }] of memory.bridges ?? [])
    for (const entry of learned.values()) effects.push({ kind: 'learned', namespace, bridge, entry });
  for (const [index, { traffic, queue }] of memory.devices)
    if (traffic || queue)
      effects.push({ kind: 'link', namespace, index, ...(traffic ?? NONE), ...(queue && { lost: queue.lost }) });
  for (const [peer, rate] of memory.rates ?? []) effects.push({ kind: 'rate', namespace, peer, rate });
  for (const [destination, learned] of memory.pathMtus ?? [])
    effects.push({ kind: 'path-mtu', namespace, destination, learned });
  for (const [{ pid, fd }, ends] of memory.connected ?? [])
    effects.push({ kind: 'connected', namespace, socket: { pid, fd }, ...ends });
  if (memory.statistics) effects.push({ kind: 'statistics', namespace, counts: memory.statistics });
  if (memory.portsUsed !== memory.namespace.portsUsed)
    effects.push({ kind: 'ports', namespace, used: memory.portsUsed });
  if (memory.filter) for (const effect of filterEffectsOf(memory.filter, clock)) effects.push(effect);
}
