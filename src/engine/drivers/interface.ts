import { family, formatPrefix, network as masked, overlaps, type Ip } from '../../ip/address.ts';
import { KernelError, strerror } from '../../kernel/errno.ts';
import type { LinkRef } from '../../kernel/link/link.ts';
import { deleteLink, moveLink, renameLink, setMac } from '../../kernel/link/links.ts';
import { linkByName } from '../../kernel/link/lookup.ts';
import { setDown } from '../../kernel/link/link-up.ts';
import { addAddress } from '../../kernel/link/addresses.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { setSysctl } from '../../kernel/sysctl/sysctl.ts';
import type { EngineHost } from '../engine.ts';
import { internal } from '../errors.ts';
import type { Endpoint } from '../network/endpoint.ts';
import { hex } from '../random.ts';
import { interfaceAddress } from './interface-address.ts';

export const vethName = ({ random }: EngineHost): string => `veth${hex(random, 7)}`;

/** A random name that no link of the host has. */
export function unusedVeth(host: EngineHost): string {
  const namespace = host.kernel.namespaces[host.namespace];
  for (;;) {
    const name = vethName(host);
    if (!namespace || !linkByName(namespace, name)) return name;
  }
}

/** eth0, eth1, …: the lowest number that is free (libnetwork/osl/interface_linux.go). */
export function unusedName(namespace: Namespace | undefined, prefix: string): string {
  for (let i = 0; ; i++) if (!namespace || !linkByName(namespace, `${prefix}${i}`)) return `${prefix}${i}`;
}

/** A name or an index that a link is to have, where no other has it. */
export const freeName = (namespace: Namespace | undefined, name: string | undefined): string | undefined =>
  name === undefined || (namespace && linkByName(namespace, name)) ? undefined : name;
export const freeIndex = (namespace: Namespace, index: number | undefined): number | undefined =>
  index === undefined || namespace.links[index] ? undefined : index;

/** Takes an interface from a container: the driver deletes it in the host's namespace (libnetwork/osl/interface_linux.go: RemoveInterface). */
export function handBack(host: EngineHost, ref: LinkRef): void {
  setDown(host.kernel, ref);
  renameLink(host.kernel, ref, unusedVeth(host));
  deleteLink(host.kernel, moveLink(host.kernel, ref, host.namespace));
}

/** Gives an interface an endpoint's addresses; without an IPv6 one it has no IPv6. */
export function addAddresses(
  host: EngineHost,
  ref: LinkRef,
  { interface: name, ipv4, ipv4Length, ipv6, ipv6Length }: Endpoint,
) {
  setSysctl(host.kernel, ref.namespace, `net.ipv6.conf.${name}.disable_ipv6`, ipv6 === undefined ? '1' : '0');
  for (const [ip, length] of [
    [ipv4, ipv4Length ?? 32],
    [ipv6, ipv6Length ?? 128],
  ] as const)
    if (ip !== undefined) checkConflict(host, ref, name, ip, length);
  if (ipv4 !== undefined) addAddress(host.kernel, ref, interfaceAddress(ipv4, ipv4Length ?? 32));
  if (ipv6 !== undefined) addAddress(host.kernel, ref, interfaceAddress(ipv6, ipv6Length ?? 128));
}

/** An address may not lie where a route of the container leads already (libnetwork/osl/interface_linux.go: checkRouteConflict). */
function checkConflict(host: EngineHost, { namespace }: LinkRef, name: string, ip: Ip, length: number): void {
  const own = masked({ address: ip, length });
  const routes = host.kernel.namespaces[namespace]?.routes ?? [];
  const other = routes.find(({ destination }) => destination.length > 0 && overlaps(destination, own));
  if (!other) return;
  const { destination, device, source, via } = other;
  const route = `{Ifindex: ${device} Dst: ${formatPrefix(destination)} Src: ${source ?? '<nil>'} Gw: ${via ?? '<nil>'} Flags: [] Table: 254 Realm: 0}`;
  const kind = family(ip) === 4 ? 'IP' : 'IPv6';
  // An interface gets its last name only when all else is done.
  const first = name.startsWith('veth') ? name : unusedVeth(host);
  throw internal(
    `failed to add interface ${first} to sandbox: error setting interface "${first}" ${kind} to ${ip}/${length}: cannot program address ${ip}/${length} in sandbox interface because it conflicts with existing route ${route}`,
  );
}

/** The kernel's refusal in Go's words, which begin in small letters. */
export function refused(what: string, error: unknown): Error {
  if (!(error instanceof KernelError)) return error as Error;
  const words = strerror[error.code];
  return internal(`${what === '' ? '' : `${what}: `}${words.charAt(0).toLowerCase()}${words.slice(1)}`);
}

/** libnetwork/osl/interface_linux.go: setInterfaceMAC */
export function giveMac(host: EngineHost, ref: LinkRef, { mac, interface: name }: Endpoint): void {
  try {
    setMac(host.kernel, ref, mac);
  } catch (error) {
    throw refused(
      `failed to add interface ${name} to sandbox: error setting interface "${name}" MAC to "${mac}"`,
      error,
    );
  }
}
