import { locate } from '../../world/place.ts';
import type { Call } from '../tool/call.ts';

/** What a container gets unless told otherwise (moby: oci/caps/defaults.go), as far as tools here ask. */
const DEFAULTS = new Set(['NET_RAW', 'NET_BIND_SERVICE']);

/** Whether `USER[:GROUP]`, as containers' processes are given theirs, is root. */
export const isRoot = (user: string): boolean => /^(root|0|)(:|$)/.test(user);

/** Whether a call's process has a capability, such as NET_ADMIN. Root on a machine has all. */
export function hasCapability(call: Pick<Call, 'world' | 'place' | 'powers'>, name: string): boolean {
  if (call.powers !== undefined) return call.powers === 'all';
  const container = locate(call.world(), call.place)?.container;
  if (!container) return true;
  const host = container.hostConfig;
  if (!isRoot(container.config.User)) return false;
  if (host.Privileged) return true;
  const lists = (list: readonly string[] | null): boolean =>
    (list ?? []).some((entry) => ['ALL', name].includes(entry.toUpperCase().replace(/^CAP_/, '')));
  const dropped = (host.CapDrop ?? []).some((entry) => entry.toUpperCase().replace(/^CAP_/, '') === name);
  if (lists(host.CapAdd)) return !dropped;
  return DEFAULTS.has(name) && !lists(host.CapDrop);
}
