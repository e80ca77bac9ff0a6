import type { LinkRef } from '../../kernel/link.ts';
import { addAddress, deleteLink, linkByName, moveLink, renameLink, setDown } from '../../kernel/links.ts';
import type { Namespace } from '../../kernel/namespace.ts';
import { setSysctl } from '../../kernel/sysctl.ts';
import type { Endpoint } from '../endpoint.ts';
import type { EngineHost } from '../engine.ts';
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
  if (ipv4 !== undefined) addAddress(host.kernel, ref, interfaceAddress(ipv4, ipv4Length ?? 32));
  if (ipv6 !== undefined) addAddress(host.kernel, ref, interfaceAddress(ipv6, ipv6Length ?? 128));
}
