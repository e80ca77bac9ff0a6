import type { Kernel } from '../kernel.ts';
import { hasCarrier } from '../link/carrier.ts';
import type { Namespace } from '../namespace.ts';
import { deviceSetting } from '../sysctl/settings.ts';

const KEY = 'ignore_routes_with_linkdown';

/** Devices without carrier whose routes are passed by (fib_table_lookup: IN_DEV_IGNORE_ROUTES_WITH_LINKDOWN). Undefined where there are none. */
export function passedBy(kernel: Kernel, namespace: Namespace): ReadonlySet<number> | undefined {
  if (!Object.keys(namespace.sysctl).some((name) => name.endsWith(KEY))) return undefined;
  const isOn = (name: string): boolean => deviceSetting(namespace, 'net.ipv4.conf', name, KEY) === '1';
  const passed = Object.values(namespace.links).filter(
    (link) => (isOn('all') || isOn(link.name)) && !hasCarrier(kernel, namespace, link),
  );
  return passed.length === 0 ? undefined : new Set(passed.map(({ index }) => index));
}
