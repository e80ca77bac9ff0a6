import { locate } from '../../../world/place.ts';
import type { World } from '../../../world/world.ts';
import type { Resolver } from '../../../kernel/netfilter/rule/resolver.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { setCalled } from '../../../kernel/netfilter/ipset/ipset.ts';
import type { Call } from '../../tool/call.ts';
import { groupNamed, groupOf, userNamed, userOf } from '../../../engine/container/users.ts';
import { lookupAddress, lookupHost } from '../names/resolve.ts';
import { serviceNamed, serviceOfPort } from '../names/services.ts';
import type { ListedNames } from './listing.ts';

/** The network namespace a call acts in. */
export function namespaceOf(call: Call, world: World): Namespace {
  const id = call.namespace ?? locate(world, call.place)?.namespace;
  const namespace = id === undefined ? undefined : world.kernel.namespaces[id];
  if (!namespace) throw new Error(`${call.place} has no network namespace`);
  return namespace;
}

/** What a place knows of the names in a rule; hosts that its files do not name are asked of the DNS. */
export const resolverOf = (call: Call): Resolver => ({
  addresses(host, family) {
    const found = lookupHost(call, host, family === 'ip' ? 4 : 6);
    return found.ok ? found.addresses : [];
  },
  port: (service, protocol) => serviceNamed(call, service, protocol)?.port,
  hasSet: (name) => setCalled(namespaceOf(call, call.world()).netfilter.ipsets, name) !== undefined,
  account: (kind, name) => (kind === 'user' ? userNamed(name)?.uid : groupNamed(name)),
});

/** What a place knows by name; each address that its files do not name is asked of the DNS, as often as it is listed. */
export const namesOf = (call: Call): ListedNames => ({
  host: (address) => lookupAddress(call, address)?.name,
  service: (port, protocol) => serviceOfPort(call, port, protocol)?.name,
  account: (kind, id) => (kind === 'user' ? userOf(id)?.name : groupOf(id)),
});
