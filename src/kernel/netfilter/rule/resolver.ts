import type { Ip } from '../../../ip/address.ts';
import type { TableFamily } from '../table.ts';

/** Who knows the numbers of the names that a rule may be written with. */
export interface Resolver {
  /** Addresses of a host; none where it is not known. */
  readonly addresses: (host: string, family: TableFamily) => readonly Ip[];
  /** The port of a service, of any protocol where none is given. */
  readonly port: (service: string, protocol?: string) => number | undefined;
  /** Whether there is a set of ipset's with that name; absent where nobody looks. */
  readonly hasSet?: ((name: string) => boolean) | undefined;
  /** The number of a user or group. */
  readonly account?: (kind: 'user' | 'group', name: string) => number | undefined;
}

/** Knows no names. */
export const NUMBERS_ONLY: Resolver = { addresses: () => [], port: () => undefined };
