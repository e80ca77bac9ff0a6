import { UfwError } from './errors.ts';

/** The port of a service, and its protocols. */
export type Services = (name: string) => { readonly port: number; readonly protocols: readonly string[] } | undefined;

export const PROTOCOLS = ['tcp', 'udp', 'ipv6', 'esp', 'ah', 'igmp', 'gre', 'vrrp'];
export const PORTLESS = ['ipv6', 'esp', 'ah', 'igmp', 'gre', 'vrrp'];

/** Ports and ranges of ports, in order. @throws UfwError */
export function portsOf(text: string, services: Services, refusal: string): string {
  if (/^[,:]|[,:]$/.test(text) || text.split(/[,:]/).length > 15) throw new UfwError(refusal);
  const inRange = (port: number): boolean => port >= 1 && port <= 65_535;
  const ports = text.split(',').map((part) => {
    const [from, to] = part.split(':').map(Number);
    if (/^\d+:\d+$/.test(part) && from !== undefined && to !== undefined && inRange(from) && inRange(to) && from < to)
      return part;
    if (/^\d+$/.test(part) && inRange(Number(part))) return String(Number(part));
    const service = /^\w[\w-]+$/.test(part) && !/^\d+$/.test(part) ? services(part) : undefined;
    if (!service) throw new UfwError(refusal);
    return String(service.port);
  });
  return ports.sort((a, b) => parseInt(a, 10) - parseInt(b, 10)).join(',');
}
