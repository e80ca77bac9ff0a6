import type { Ip, Mac } from '../../../ip/address.ts';
import type { Decision, Verdict } from '../../hop.ts';
import type { Neighbour, NeighbourState } from '../../neighbour/neighbour.ts';
import type { Waiting } from '../../kernel.ts';
import { neighbourAt, neighbourKey, RETRANS_TIME, SOLICIT_TIME, SOLICITATIONS } from '../../neighbour/neighbours.ts';
import { deviceOf, type Device, type Pending } from '../memory.ts';
import type { Skb } from '../skb.ts';
import { after, clockOf, dropped, make, memoryOf, ON, tell, type Sake, type Walk } from '../walk.ts';

/** Asks for a neighbour: the link, or a known MAC address itself. */
export function askFor(walk: Walk, device: Device, ip: Ip, sake: Sake, mac?: Mac): void {
  walk.handlers.solicit[ip.includes(':') ? 6 : 4](walk, device, ip, sake, mac);
}

/** A neighbour as it was last written down. */
const noted = ({ memory, link, neighbours }: Device, ip: Ip): Neighbour | undefined =>
  neighbours?.get(ip)?.neighbour ?? memory.namespace.neighbours[neighbourKey(link.index, ip)];

/** A neighbour as it stands now, what time did to it included. */
export function neighbourOf(walk: Walk, device: Device, ip: Ip): Neighbour | undefined {
  const { memory, link } = device;
  let met = device.neighbours?.get(ip);
  if (!met) {
    const entry = memory.namespace.neighbours[neighbourKey(link.index, ip)];
    if (!entry) return undefined;
    (device.neighbours ??= new Map()).set(ip, (met = { neighbour: entry, changed: false }));
  }
  const { neighbour } = met;
  return neighbourAt(
    neighbour,
    clockOf(walk),
    () => walk.probing || walk.handlers.answersProbe(walk, memory, neighbour),
  );
}

/** Writes down a neighbour's new state, and whether it is a router where it has said so. */
export function keep(
  walk: Walk,
  device: Device,
  ip: Ip,
  state: NeighbourState,
  mac: Mac | undefined,
  router = noted(device, ip)?.router === true,
): Neighbour {
  const entry = { ip, device: device.link.index, state, updated: Math.floor(clockOf(walk)) };
  const neighbour: Neighbour = mac === undefined ? entry : { ...entry, mac };
  if (router) neighbour.router = true;
  (device.neighbours ??= new Map()).set(ip, { neighbour, changed: true });
  return neighbour;
}

/** Finds the next hop's MAC address, asking for it where it is not known, and sends the packet then (neigh_resolve_output). */
export function resolve(walk: Walk, device: Device, nextHop: Ip, skb: Skb, send: (mac: Mac) => void): void {
  const known = neighbourOf(walk, device, nextHop);
  if (known?.mac !== undefined && known.state !== 'FAILED' && known.state !== 'INCOMPLETE') {
    // Its first use in a while, after which it is probed.
    const used = known.state === 'STALE' ? keep(walk, device, nextHop, 'DELAY', known.mac) : known;
    note(walk, device, skb, used, ON);
    return send(known.mac);
  }
  skb.waiting = true;
  const pending = device.pending?.get(nextHop) ?? begin(walk, device, nextHop, sakeOf(skb), known);
  note(walk, device, skb, pending.neighbour, ON);
  pending.queue.push({ skb, send });
}

const sakeOf = ({ id, flow, frame: { payload } }: Skb): Sake => ({
  flow,
  cause: id,
  source: payload.kind === 'ip' ? payload.source : undefined,
});

function note(walk: Walk, device: Device, skb: Skb, neighbour: Neighbour, verdict: Verdict): void {
  if (!walk.hops) return;
  const decision: Decision = { kind: 'neighbour', neighbour };
  tell(walk, skb, { memory: device.memory, stage: 'neighbour', decision, verdict, device: device.outward });
}

/** Between solicitations, in microseconds. */
const RETRANS = RETRANS_TIME * 1000;

/** Starts to solicit a neighbour, or goes on where an earlier walk began. */
function begin(walk: Walk, device: Device, ip: Ip, sake: Sake, known: Neighbour | undefined): Pending {
  const going = known?.state === 'INCOMPLETE' ? known : undefined;
  const neighbour = going ?? keep(walk, device, ip, 'INCOMPLETE', undefined);
  const pending: Pending = { neighbour, queue: [], tries: 0 };
  (device.pending ??= new Map()).set(ip, pending);
  const age = going ? (clockOf(walk) - going.updated) * 1000 : 0;
  pending.tries = Math.min(SOLICITATIONS, Math.ceil(age / RETRANS));
  if (pending.tries * RETRANS > age)
    after(walk, pending.tries * RETRANS - age, () => tryNext(walk, device, ip, sake, pending));
  else tryNext(walk, device, ip, sake, pending);
  return pending;
}

function tryNext(walk: Walk, device: Device, ip: Ip, sake: Sake, pending: Pending): void {
  if (device.pending?.get(ip) !== pending) return;
  if (pending.tries >= SOLICITATIONS) return fail(walk, device, ip, pending);
  pending.tries++;
  askFor(walk, device, ip, sake);
  after(walk, RETRANS, () => tryNext(walk, device, ip, sake, pending));
}

/** Nobody answered: what waits is dropped, and its senders are told (arp_error_report). */
function fail(walk: Walk, device: Device, ip: Ip, pending: Pending): void {
  device.pending?.delete(ip);
  const neighbour = keep(walk, device, ip, 'FAILED', undefined);
  for (const { skb } of pending.queue) {
    skb.waiting = false;
    note(walk, device, skb, neighbour, dropped('neighbour-failed'));
    walk.handlers.sendIcmp(walk, device.memory, skb, 'host-unreachable');
  }
}

/**
 * Ends the stories of packets that still wait when everyone has stopped listening: a hop at the time at which the neighbour
 * will have failed. Nothing is done about it, as the walk is over.
 */
export function foretellFailures(walk: Walk): void {
  for (const memory of walk.memories.values())
    for (const device of memory.devices.values())
      for (const { neighbour, queue } of device.pending?.values() ?? []) {
        const updated = neighbour.updated + SOLICIT_TIME;
        walk.now = Math.max(walk.now, (updated - walk.clock) * 1000);
        const failed: Neighbour = { ...neighbour, state: 'FAILED', updated };
        for (const { skb } of queue) note(walk, device, skb, failed, dropped('neighbour-failed'));
      }
}

/** The senders of packets that waited for a neighbour in vain are told, at the time at which it fails. */
export function failLate(walk: Walk, { namespace, device: index, neighbour: ip, since, packets }: Waiting): void {
  const memory = memoryOf(walk, namespace);
  const device = memory && deviceOf(memory, index);
  const entry = device && noted(device, ip);
  if (!device || (entry?.state !== 'INCOMPLETE' && entry?.state !== 'FAILED')) return;
  const updated = since + SOLICIT_TIME;
  after(walk, (updated - walk.clock) * 1000, () => {
    for (const packet of packets) {
      const skb = make(walk, 0, undefined, packet);
      note(walk, device, skb, { ...entry, state: 'FAILED', updated }, dropped('neighbour-failed'));
      walk.handlers.sendIcmp(walk, memory, skb, 'host-unreachable');
    }
  });
}

/** A neighbour's address became known: what waits for it goes out. */
export function release(device: Device, ip: Ip, mac: Mac): void {
  const pending = device.pending?.get(ip);
  if (!pending) return;
  device.pending?.delete(ip);
  for (const { skb, send } of pending.queue) {
    skb.waiting = false;
    send(mac);
  }
}

const VALID: ReadonlySet<NeighbourState> = new Set(['REACHABLE', 'STALE', 'DELAY', 'PROBE', 'PERMANENT']);

/**
 * What a message from a neighbour does to its entry (neigh_update): a solicited answer confirms it, anything else only tells
 * its address. Entries of unknown senders are made where `create` says so.
 */
export function hear(
  walk: Walk,
  device: Device,
  ip: Ip,
  mac: Mac,
  how: { confirmed: boolean; create: boolean; router?: boolean },
): void {
  const known = neighbourOf(walk, device, ip);
  if ((!known && !how.create) || known?.state === 'PERMANENT') return;
  const same = known?.mac === mac && VALID.has(known.state);
  if (how.confirmed) keep(walk, device, ip, 'REACHABLE', mac, how.router);
  else if (!same) keep(walk, device, ip, 'STALE', mac, how.router);
  release(device, ip, mac);
}

/** Traffic that makes headway confirms the neighbour it comes by (dst_confirm). */
export function confirm(walk: Walk, device: Device, ip: Ip): void {
  const known = neighbourOf(walk, device, ip);
  if (known?.state === 'REACHABLE' && clockOf(walk) - known.updated > 1000)
    keep(walk, device, ip, 'REACHABLE', known.mac);
}
