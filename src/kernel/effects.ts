import { countLost } from './link/qdisc.ts';
import { putConnection } from './netfilter/conntrack/conntrack.ts';
import type { Effect } from './effect.ts';
import type { Kernel, Waiting } from './kernel.ts';
import type { Namespace } from './namespace.ts';
import { neighbourKey, SOLICIT_TIME } from './neighbour/neighbours.ts';
import { addCounts, addNamedCounts, putElements } from './netfilter/memory.ts';
import { keepTraces } from './netfilter/tracing.ts';
import { putMembers } from './netfilter/ipset/packets.ts';
import { putShared } from './netfilter/shared.ts';

/** Writes into the kernel what a trace learned. What it speaks of may be gone since: then it is passed over. */
export function applyEffects(kernel: Kernel, effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (effect.kind === 'output') {
      const process = kernel.processes[effect.pid];
      if (process && effect.stream === 'err') process.errors = (process.errors ?? '') + effect.text;
      else if (process) process.output = (process.output ?? '') + effect.text;
      continue;
    }
    if (effect.kind === 'notes') {
      const process = kernel.processes[effect.pid];
      if (process) process.notes = { ...process.notes, ...effect.notes };
      continue;
    }
    if (effect.kind === 'exit' || effect.kind === 'append') continue;
    if (effect.kind === 'waiting') {
      keepWaiting(kernel, effect.waiting);
      continue;
    }
    const namespace = kernel.namespaces[effect.namespace];
    if (namespace) apply(namespace, effect);
  }
}

/** Adds packets that wait for a neighbour; those of which the kernel has told their senders by then are forgotten. */
function keepWaiting(kernel: Kernel, waiting: Waiting): void {
  const others = kernel.waiting?.filter(({ since }) => since + 2 * SOLICIT_TIME > waiting.since);
  kernel.waiting = [...(others ?? []), waiting];
}

function apply(
  namespace: Namespace,
  effect: Exclude<Effect, { kind: 'output' | 'append' | 'notes' | 'exit' | 'waiting' }>,
): void {
  switch (effect.kind) {
    case 'neighbour': {
      const { neighbour } = effect;
      if (namespace.links[neighbour.device])
        namespace.neighbours[neighbourKey(neighbour.device, neighbour.ip)] = { ...neighbour };
      return;
    }
    case 'learned': {
      const bridge = namespace.links[effect.bridge];
      if (bridge?.kind === 'bridge' && namespace.links[effect.entry.port])
        bridge.forwarding[effect.entry.mac] = { ...effect.entry };
      return;
    }
    case 'behind': {
      const link = namespace.links[effect.index];
      if (link?.kind === 'vxlan') (link.learned ??= {})[effect.mac] = { ...effect.entry };
      return;
    }
    case 'connection':
      return putConnection(namespace, effect.connection, effect.clock ?? -Infinity);
    case 'rule':
      return addCounts(namespace, effect);
    case 'elements':
      return putElements(namespace, effect);
    case 'traced':
      return keepTraces(namespace, effect);
    case 'members':
      return putMembers(namespace, effect);
    case 'shared':
      return putShared(namespace, effect);
    case 'named-counter':
      return addNamedCounts(namespace, effect);
    case 'link': {
      const link = namespace.links[effect.index];
      if (!link) return;
      for (const way of ['received', 'sent'] as const) {
        link[way].packets += effect[way].packets;
        link[way].bytes += effect[way].bytes;
      }
      if (effect.lost) countLost(link, effect.lost);
      return;
    }
    case 'connected': {
      const { pid, fd } = effect.socket;
      const socket = namespace.sockets.find((one) => one.pid === pid && one.fd === fd);
      if (socket) Object.assign(socket, { address: effect.local, peer: { ...effect.peer } });
      return;
    }
    case 'statistics': {
      const counts = (namespace.statistics ??= {});
      for (const [name, count] of Object.entries(effect.counts)) counts[name] = (counts[name] ?? 0) + count;
      return;
    }
    case 'established':
      (namespace.established ??= []).push({ ...effect.socket });
      return;
    case 'turn': {
      const service = namespace.virtualServices?.[effect.mark];
      if (service) service.last = effect.server;
      return;
    }
    case 'rate':
      namespace.rates[effect.peer] = { ...effect.rate };
      return;
    case 'path-mtu':
      (namespace.pathMtus ??= {})[effect.destination] = { ...effect.learned };
      return;
    case 'ports':
      namespace.portsUsed = effect.used;
  }
}
