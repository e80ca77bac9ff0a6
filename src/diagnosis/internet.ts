import { isUnspecified, type Ip } from '../ip/address.ts';
import { linkByName } from '../kernel/link/lookup.ts';
import type { Namespace } from '../kernel/namespace.ts';
import type { Packet } from '../kernel/packet/frame.ts';
import { internetNames } from '../world/dnsmasq.ts';
import type { World } from '../world/world.ts';
import { instead, type Finding, type Story } from './diagnosis.ts';
import type { Flow } from './flows.ts';
import { holderOf, type Owner } from './lookup.ts';
import { retargetedAny } from './retarget.ts';

/** Nobody behind the router has an address: it is one of the real internet, and the lab's own is small. */
export function notInLab(
  { world, place, line }: Story,
  { request }: Flow,
  { machine }: Owner,
  destination: Ip,
): Finding | undefined {
  const internet = internetOf(world);
  const isBeyond = machine.kind === 'router' || machine.kind === 'internet';
  if (!isBeyond || !internet || destination.includes(':') || holderOf(world, destination)) return undefined;
  const addresses = addressesOf(internet);
  const host = serverFor(internet, addresses, request);
  const other = host && retargetedAny(line, [destination], undefined, { host });
  return {
    kind: 'not-in-lab',
    values: { destination, addresses: addresses.join(', ') },
    remedies: other === undefined ? [] : [instead(place, other)],
  };
}

function internetOf({ machines, kernel }: World): Namespace | undefined {
  const machine = Object.values(machines).find(({ kind }) => kind === 'internet');
  return machine && kernel.namespaces[machine.namespace];
}

const addressesOf = (internet: Namespace): readonly Ip[] =>
  (linkByName(internet, 'eth0')?.addresses ?? []).flatMap(({ address }) => (address.includes(':') ? [] : [address]));

/** Which of the internet's addresses answers what was sent. */
function serverFor({ sockets }: Namespace, addresses: readonly Ip[], { transport }: Packet): Ip | undefined {
  if (transport.kind === 'icmp') return addresses[0];
  const found = sockets.find(
    ({ protocol, port }) => protocol === transport.kind && port === transport.destinationPort,
  )?.address;
  return found !== undefined && isUnspecified(found) ? addresses[0] : found;
}

/** A name of the real internet, which the lab's own does not know. Names of containers have no dot. */
export function nameNotInLab({ place, line }: Story, name: string, values: Finding['values']): Finding | undefined {
  const [known] = internetNames;
  const other = known && name.includes('.') ? retargetedAny(line, [name], undefined, { host: known }) : undefined;
  if (other === undefined) return undefined;
  return {
    kind: 'name-not-in-lab',
    values: { ...values, known: internetNames.join(', ') },
    remedies: [instead(place, other)],
  };
}
