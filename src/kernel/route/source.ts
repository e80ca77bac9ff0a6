import { contains, family, type Ip, type Prefix } from '../../ip/address.ts';
import { addressPrefix, type LinkAddress } from '../link/link.ts';
import type { Namespace } from '../namespace.ts';

const SCOPES: Record<LinkAddress['scope'], number> = { global: 0, link: 253, host: 254 };

/** The source address that a device offers towards an address (linux: inet_select_addr, ipv6_dev_get_saddr). */
export function selectSource(
  namespace: Namespace,
  device: number,
  towards: Ip,
  scope: LinkAddress['scope'] = 'global',
): Ip | undefined {
  if (family(towards) === 6) return selectSource6(namespace, device, towards);
  const link = namespace.links[device];
  const candidates = (link?.addresses ?? []).filter(
    (a) => family(a.address) === 4 && !a.secondary && SCOPES[a.scope] <= SCOPES[scope],
  );
  const match = candidates.find((a) => contains(addressPrefix(a), towards)) ?? candidates[0];
  if (match) return match.address;
  for (const index in namespace.links) {
    const other = namespace.links[index]?.addresses.find(
      (a) => family(a.address) === 4 && !a.secondary && a.scope !== 'link' && SCOPES[a.scope] <= SCOPES[scope],
    );
    if (other) return other.address;
  }
  return undefined;
}

const LINK_LOCAL: Prefix = { address: 'fe80::', length: 10 };

/** RFC 6724, as far as scopes and subnets tell: of the destination's scope, then on its subnet, then the device's, then another's. */
function selectSource6(namespace: Namespace, device: number, towards: Ip): Ip | undefined {
  const wanted = contains(LINK_LOCAL, towards) ? 'link' : 'global';
  const own = (namespace.links[device]?.addresses ?? []).filter((a) => family(a.address) === 6);
  const fitting = own.filter((a) => a.scope === wanted);
  const best = fitting.find((a) => contains(addressPrefix(a), towards)) ?? fitting[0];
  if (best || wanted === 'link') return (best ?? own[0])?.address;
  for (const link of Object.values(namespace.links)) {
    const other = link.up && link.addresses.find((a) => family(a.address) === 6 && a.scope === 'global');
    if (other) return other.address;
  }
  return own[0]?.address;
}
