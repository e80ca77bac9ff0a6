import { BROADCAST_MAC, isMulticast } from '../../../ip/address.ts';
import type { Frame } from '../../../kernel/packet/frame.ts';

const end = (ip: string, port: number | undefined): string =>
  port === undefined ? ip : ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;

/** Where a frame's packet comes from and goes to, with ports where it has them. ARP: who asks or answers, and whom. */
export function endsOfFrame({ payload }: Frame): { readonly source: string; readonly destination: string } {
  if (payload.kind === 'arp') return { source: payload.senderIp, destination: payload.targetIp };
  const { source, destination, transport } = payload;
  const ports = transport.kind === 'icmp' ? undefined : transport;
  return { source: end(source, ports?.sourcePort), destination: end(destination, ports?.destinationPort) };
}

export const protocolOf = ({ payload }: Frame): string =>
  payload.kind === 'arp' ? 'ARP' : payload.transport.kind.toUpperCase();

export const destinationIp = ({ payload }: Frame): string =>
  payload.kind === 'arp' ? payload.targetIp : payload.destination;

export function destinationPort({ payload }: Frame): number | undefined {
  return payload.kind === 'arp' || payload.transport.kind === 'icmp' ? undefined : payload.transport.destinationPort;
}

/** Whether everybody on the link is meant. */
export const isToAll = ({ destination, payload }: Frame): boolean =>
  destination === BROADCAST_MAC || (payload.kind === 'ip' && isMulticast(payload.destination));
