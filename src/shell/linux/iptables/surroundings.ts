import { locate } from '../../../world/place.ts';
import type { World } from '../../../world/world.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Call } from '../../tool.ts';

/** The network namespace a call acts in. */
export function namespaceOf(call: Call, world: World): Namespace {
  const id = call.namespace ?? locate(world, call.place)?.namespace;
  const namespace = id === undefined ? undefined : world.kernel.namespaces[id];
  if (!namespace) throw new Error(`${call.place} has no network namespace`);
  return namespace;
}

/** /etc/networks of Debian, and what every /etc/hosts names. */
const NAMES: Readonly<Record<string, string>> = {
  '0.0.0.0': 'default',
  '127.0.0.1': 'localhost',
  '127.0.0.0': 'loopback',
  '169.254.0.0': 'link-local',
  '::1': 'localhost',
};

/** The name a listing without -n shows for an address. The lab's DNS knows no address by name. */
export const hostNameOf = (address: string): string | undefined => NAMES[address];
