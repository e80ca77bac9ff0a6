import { hasCarrier } from '../../../../kernel/link/carrier.ts';
import { deviceSetting } from '../../../../kernel/sysctl/settings.ts';
import { namespaceOf, type Context } from '../context.ts';

/** Flags of a next hop: its device has no carrier, or is down; one without carrier is dead where such are passed by. */
export function hopFlags(context: Context, device: number, onlink: boolean | undefined): string[] {
  const namespace = namespaceOf(context);
  const link = namespace.links[device];
  const own = onlink ? ['onlink'] : [];
  if (!link) return own;
  const carrier = hasCarrier(context.call.world().kernel, namespace, link);
  const passed = ['all', link.name].some(
    (name) => deviceSetting(namespace, 'net.ipv4.conf', name, 'ignore_routes_with_linkdown') === '1',
  );
  return [...(link.up && (carrier || !passed) ? [] : ['dead']), ...own, ...(carrier ? [] : ['linkdown'])];
}
