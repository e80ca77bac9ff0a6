import type { Ip } from '../../ip/address.ts';

/** What a process hears on a packet socket (packet(7)), as a capture keeps count of it. */
export interface Capture {
  /** Interface index; all devices of the namespace where absent. */
  device?: number;
  /** How many packets its filter let through, and how many of them the process has taken. */
  received: number;
  captured: number;
  /** After so many it ends. */
  limit?: number;
  /** When (ms since 1970, with a fraction) it took the first and the last one. */
  first?: number;
  last?: number;
  /** Names in its filter, as they were resolved when it began. */
  hosts: Record<string, Ip[]>;
}
