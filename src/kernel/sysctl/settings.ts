import type { Namespace } from '../namespace.ts';
import { DEFAULTS, EXCEPTIONS, INTERFACE_DEFAULTS } from './sysctl.table.ts';

const INTERFACE = /^(net\.ipv[46]\.(?:conf|neigh))\.(.+)\.([^.]+)$/;

/** The parts of an interface's setting: its folder, the interface, the setting. */
export function interfaceSetting(name: string): { folder: string; device: string; key: string } | undefined {
  const [, folder, device, key] = INTERFACE.exec(name) ?? [];
  return folder === undefined || device === undefined || key === undefined ? undefined : { folder, device, key };
}

/** The value of an interface's setting, where the setting exists: its own, or what a new device gets. */
export function deviceSetting(namespace: Namespace, folder: string, device: string, key: string): string | undefined {
  const { sysctl } = namespace;
  const own = sysctl[`${folder}.${device}.${key}`];
  if (own !== undefined) return own;
  if (folder === 'net.ipv4.conf' && key === 'forwarding') return sysctl['net.ipv4.ip_forward'] ?? '0';
  const initial = device === 'all' || folder.endsWith('neigh') ? undefined : sysctl[`${folder}.default.${key}`];
  return initial ?? EXCEPTIONS[`${folder}.${device}.${key}`] ?? INTERFACE_DEFAULTS[folder]?.[key];
}

/** A setting's value where the name is known to exist; for the kernel's own decisions. */
export function setting(namespace: Namespace, name: string): string {
  return namespace.sysctl[name] ?? DEFAULTS[name] ?? '0';
}

/** Whether a device has IPv6 at all (`disable_ipv6`). */
export const hasIpv6 = (namespace: Namespace, device: string): boolean =>
  deviceSetting(namespace, 'net.ipv6.conf', device, 'disable_ipv6') === '0';
