import { parseIp, type Ip } from '../../../ip/address.ts';
import type { Call } from '../../tool/call.ts';
import { lookupAddress, lookupHost } from '../names/resolve.ts';
import { serviceNamed, serviceOfPort } from '../names/services.ts';
import type { FilterNames } from './filter/filter.ts';
import type { PrintNames, Style } from './print/printing.ts';
import { own, put } from '../../../kernel/own.ts';

/** Names for the numbers in packets, each asked for once. */
export function printNames(call: Call, { numeric, short }: Style, known: Map<Ip, string>): PrintNames {
  const host = (ip: Ip): string => {
    if (numeric) return ip;
    const before = known.get(ip);
    if (before !== undefined) return before;
    // What is being asked for is shown as its number, should it turn up in the question's own packets.
    known.set(ip, ip);
    const name = lookupAddress(call, ip)?.name ?? ip;
    const shown = short && name !== ip ? (name.split('.')[0] ?? name) : name;
    known.set(ip, shown);
    return shown;
  };
  return {
    host,
    port: (port, protocol) => (numeric ? undefined : serviceOfPort(call, port, protocol)?.name) ?? String(port),
    mac: (mac) => {
      if (numeric) return mac;
      return mac === 'ff:ff:ff:ff:ff:ff' ? 'Broadcast' : `${mac} (oui ${vendorOf(mac)})`;
    },
  };
}

const vendorOf = (mac: string): string => (mac.startsWith('00:00:00') ? 'Ethernet' : 'Unknown');

/** Names in a filter; those of hosts are noted. */
export const filterNames = (call: Call, notes: { hosts: Record<string, Ip[]> }): FilterNames => ({
  host: (name) => {
    const noted = own(notes.hosts, name);
    if (noted) return noted;
    const found = lookupHost(call, name);
    const addresses = found.ok ? found.addresses.flatMap((address) => parseIp(address) ?? []) : [];
    put(notes, 'hosts', name, addresses);
    return addresses;
  },
  port: (name, protocol) =>
    serviceNamed(call, name, protocol === 'tcp' || protocol === 'udp' ? protocol : undefined)?.port,
});
