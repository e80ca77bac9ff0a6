import type { Ip } from '../ip/address.ts';
import type { World } from './world.ts';
import { own } from '../kernel/own.ts';

/** host1 has 192.168.65.10, host2 .11, and so on. */
const FIRST_HOST = 10;
const MOST_HOSTS = 8;

/** Every host that the lab can have, host1 first. */
export const hostNames: readonly string[] = Array.from({ length: MOST_HOSTS }, (_, i) => `host${i + 1}`);

/** An address on the LAN by its last octet. */
export const lanAddress = (last: number): Ip => `192.168.65.${last}`;

/** A host's address on the LAN. */
export const hostAddress = (name: string): Ip => lanAddress(FIRST_HOST + hostNames.indexOf(name));

/** The next host that no engine runs on; undefined where all of them have one. */
export const nextHost = ({ machines }: World): string | undefined =>
  hostNames.find((name) => own(machines, name)?.engine === undefined);
