import type { Ip } from '../../ip/address.ts';
import type { Namespace } from '../namespace.ts';
import type { Neighbour, NeighbourState } from './neighbour.ts';

/** base_reachable_time_ms; Linux varies it at random between half and one and a half times this. */
const REACHABLE_TIME = 30_000;
/** delay_first_probe_time */
const DELAY_TIME = 5_000;
/** Between solicitations: retrans_time_ms of a second, as the kernel's timer wheel rounds it. */
export const RETRANS_TIME = 1_032;
/** mcast_solicit, ucast_solicit */
export const SOLICITATIONS = 3;
/** After this long without an answer a neighbour has failed. */
export const SOLICIT_TIME = SOLICITATIONS * RETRANS_TIME;

export const neighbourKey = (device: number, ip: Ip): string => `${device}|${ip}`;

/**
 * The state of an entry at a clock (ms), as time alone changes it (linux: neigh_timer_handler). Whether the unicast probes at
 * the end of DELAY were answered, time alone does not tell: `answers` does.
 */
function stateAt(neighbour: Neighbour, clock: number, answers: boolean): NeighbourState {
  const age = clock - neighbour.updated;
  switch (neighbour.state) {
    case 'INCOMPLETE':
      return age < SOLICIT_TIME ? 'INCOMPLETE' : 'FAILED';
    case 'REACHABLE':
      return age < REACHABLE_TIME ? 'REACHABLE' : 'STALE';
    case 'DELAY':
    case 'PROBE':
      return afterDelay(neighbour.state === 'DELAY' ? age - DELAY_TIME : age, answers);
    default:
      return neighbour.state;
  }
}

function afterDelay(age: number, answers: boolean): NeighbourState {
  if (age < 0) return 'DELAY';
  if (!answers) return age < SOLICIT_TIME ? 'PROBE' : 'FAILED';
  return age < REACHABLE_TIME ? 'REACHABLE' : 'STALE';
}

const wasProbed = (neighbour: Neighbour, clock: number): boolean =>
  (neighbour.state === 'DELAY' && clock - neighbour.updated >= DELAY_TIME) || neighbour.state === 'PROBE';

/** An entry as it stands at a clock (ms). `answers` tells whether a probe met an answer, where the state depends on one. */
export function neighbourAt(entry: Neighbour, clock: number, answers: () => boolean): Neighbour {
  const probed = wasProbed(entry, clock);
  const state = stateAt(entry, clock, !probed || answers());
  if (state === entry.state) return entry;
  return probed ? { ...entry, state, updated: changed(entry, state) } : { ...entry, state };
}

/** When the state that a probe brought about began. */
function changed(entry: Neighbour, state: NeighbourState): number {
  const probed = entry.updated + (entry.state === 'DELAY' ? DELAY_TIME : 0);
  return state === 'FAILED' ? probed + SOLICITATIONS * RETRANS_TIME : probed;
}

/** Forgets the neighbours on a device; without carrier, permanent ones stay (arp_evict_nocarrier). */
export function flushNeighbours(namespace: Namespace, device: number, keepPermanent: boolean): void {
  for (const [key, neighbour] of Object.entries(namespace.neighbours))
    if (neighbour.device === device && !(keepPermanent && neighbour.state === 'PERMANENT'))
      delete namespace.neighbours[key];
}
