import type { Machine } from './world.ts';

/** The Debian default that the lab's machines have. */
const HOSTS = `127.0.0.1\tlocalhost
::1\t\tlocalhost ip6-localhost ip6-loopback
ff02::1\t\tip6-allnodes
ff02::2\t\tip6-allrouters

`;

/** Files of a new machine, by absolute path. */
export const machineFiles = (resolvConf: string): Record<string, string> => ({
  '/etc/hosts': HOSTS,
  '/etc/resolv.conf': resolvConf,
});

/** A file's text, or nothing where the machine has none. */
export const readFile = (machine: Machine, path: string): string => machine.files[path] ?? '';
