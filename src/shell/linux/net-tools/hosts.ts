import type { Ip } from '../../../ip/address.ts';
import type { Call } from '../../tool/call.ts';
import { lookupAddress } from '../names/resolve.ts';

/** Names of addresses, each asked for once; the address itself where it has none, or where none are wanted. */
export function namer(call: Call, numeric: boolean): (ip: Ip) => string {
  const names = new Map<Ip, string>();
  return (ip) => {
    if (numeric) return ip;
    const known = names.get(ip) ?? lookupAddress(call, ip)?.name ?? ip;
    names.set(ip, known);
    return known;
  };
}
