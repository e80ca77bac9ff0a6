import { below } from '../../src/engine/random.ts';

export interface Dice {
  state: number;
}

/** What the lab's images serve: http-echo on a port of its own, nginx, or a datagram sink. */
export interface Server {
  image: string;
  protocol: 'tcp' | 'udp';
  port: number;
  command?: string;
}

export const SERVERS: readonly Server[] = [
  { image: 'traefik/whoami', protocol: 'tcp', port: 80 },
  { image: 'httpd', protocol: 'tcp', port: 80 },
  { image: 'redis', protocol: 'tcp', port: 6379 },
  { image: 'postgres', protocol: 'tcp', port: 5432 },
  { image: 'busybox', protocol: 'udp', port: 53, command: 'nc -dlku 53' },
];
export const SLEEPERS = ['alpine', 'busybox', 'ubuntu:22.04', 'nicolaka/netshoot'];
export const NAMES = ['web', 'api', 'db', 'cache', 'shop', 'job', 'auth', 'mail'];

export const pick = <T>(dice: Dice, items: readonly T[]): T => items[below(dice, items.length)] as T;
export const chance = (dice: Dice, percent: number): boolean => below(dice, 100) < percent;

export const curl = (url: string): string => `curl -s -m 1 http://${url}/ | grep RemoteAddr || echo none`;
export const ping = (ip: string): string => `ping -c 1 -W 1 ${ip} | grep -c "1 received"`;

/** Speaks to a server at an address; a datagram says where it comes from and goes to, for the log. */
export function speak(place: string, { protocol, port: own }: Server, host: string, port = own): string {
  if (protocol === 'udp') return `echo ${place} to ${host} ${port} | nc -u -w1 ${host} ${port}`;
  return curl(port === 80 ? host : `${host}:${port}`);
}
