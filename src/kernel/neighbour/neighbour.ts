import type { Ip } from '../../ip/address.ts';

export type NeighbourState = 'INCOMPLETE' | 'REACHABLE' | 'STALE' | 'DELAY' | 'PROBE' | 'FAILED' | 'PERMANENT';

export interface Neighbour {
  ip: Ip;
  device: number;
  mac?: string;
  /** It has said that it is a router (NTF_ROUTER). */
  router?: true;
  /** The state when last changed; time turns REACHABLE into STALE, see `neighbourAt`. */
  state: NeighbourState;
  /** Clock (ms) of that change. */
  updated: number;
}
