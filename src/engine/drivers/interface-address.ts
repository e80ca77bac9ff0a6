import { family, lastAddress, type Ip } from '../../ip/address.ts';

/** As libnetwork writes addresses: with the broadcast address where the subnet has one; IPv6 ones without looking for duplicates. */
export function interfaceAddress(address: Ip, prefixLength: number) {
  const v4 = family(address) === 4;
  return {
    address,
    prefixLength,
    scope: 'global' as const,
    ...(!v4 && { nodad: true }),
    ...(v4 && prefixLength < 31 && { broadcast: lastAddress({ address, length: prefixLength }) }),
  };
}
