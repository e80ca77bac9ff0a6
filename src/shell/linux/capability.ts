import { locate } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';

/** What a container gets unless told otherwise (moby: oci/caps/defaults.go), as far as tools here ask. */
const DEFAULTS = new Set(['NET_RAW', 'NET_BIND_SERVICE']);

/** Whether a root process at a place has a capability, such as NET_ADMIN. A machine's own has all. */
export function hasCapability(world: World, place: Place, name: string): boolean {
  const host = locate(world, place)?.container?.hostConfig;
  if (!host || host.Privileged) return true;
  const lists = (list: readonly string[] | null): boolean =>
    (list ?? []).some((entry) => ['ALL', name].includes(entry.toUpperCase().replace(/^CAP_/, '')));
  const dropped = (host.CapDrop ?? []).some((entry) => entry.toUpperCase().replace(/^CAP_/, '') === name);
  if (lists(host.CapAdd)) return !dropped;
  return DEFAULTS.has(name) && !lists(host.CapDrop);
}
