import { configureIpv6, removeAddresses } from '../link/addresses.ts';
import { KernelError } from '../errno.ts';
import type { Kernel } from '../kernel.ts';
import { linkByName } from '../link/lookup.ts';
import type { Namespace, NamespaceId } from '../namespace.ts';
import { namespaceOf } from '../kernel.ts';
import { deviceSetting, interfaceSetting } from './settings.ts';
import { DEFAULTS, INTERFACE_DEFAULTS } from './sysctl.table.ts';
import { own } from '../own.ts';

const FORWARD = 'net.ipv4.ip_forward';
const FORWARD_ALL = 'net.ipv4.conf.all.forwarding';
const FORWARD_ALL_6 = 'net.ipv6.conf.all.forwarding';

/** A setting's value as /proc/sys shows it, or undefined where there is no such file. Names have dots, also in an interface's name. */
export function sysctl(namespace: Namespace, name: string): string | undefined {
  if (name === 'net.netfilter.nf_conntrack_count') return String(Object.keys(namespace.connections).length);
  if (own(DEFAULTS, name) !== undefined) return namespace.sysctl[name] ?? own(DEFAULTS, name);
  const parts = interfaceSetting(name);
  if (!parts || own(INTERFACE_DEFAULTS[parts.folder], parts.key) === undefined) return undefined;
  const link = linkByName(namespace, parts.device);
  if (!link && (parts.folder.endsWith('neigh') || !['all', 'default'].includes(parts.device))) return undefined;
  if (link && parts.folder === 'net.ipv6.conf' && parts.key === 'mtu') return String(link.mtu);
  return deviceSetting(namespace, parts.folder, parts.device, parts.key);
}

/** All settings of a namespace, in the order of `sysctl -a`. */
export function sysctlNames(namespace: Namespace): string[] {
  const devices = Object.values(namespace.links).map((link) => link.name);
  const names = Object.keys(DEFAULTS);
  for (const [folder, keys] of Object.entries(INTERFACE_DEFAULTS))
    for (const device of folder.endsWith('neigh') ? devices : ['all', 'default', ...devices])
      for (const key of Object.keys(keys)) names.push(`${folder}.${device}.${key}`);
  return names.sort();
}

const NUMBERS = /^\s*-?\d+(?:\s+-?\d+)*\s*$/;

/** Settings that hold text; all others hold numbers. */
const TEXTS = new Set([
  'net.ipv4.tcp_congestion_control',
  'net.ipv4.tcp_allowed_congestion_control',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_fastopen_key',
]);

/** Writes a setting. Throws ENOENT where there is none, EINVAL for what is no number. */
export function setSysctl(kernel: Kernel, namespaceId: NamespaceId, name: string, value: string): void {
  const namespace = namespaceOf(kernel, namespaceId);
  if (sysctl(namespace, name) === undefined) throw new KernelError('ENOENT');
  if (!TEXTS.has(name) && !NUMBERS.test(value)) throw new KernelError('EINVAL');
  const text = value.trim().replace(/\s+/g, '\t');
  const parts = interfaceSetting(name);
  if (name === FORWARD || name === FORWARD_ALL) setForwarding(namespace, text);
  else if (name === FORWARD_ALL_6) setForwarding6(namespace, text);
  else if (parts?.device === 'default') setDefault(namespace, parts, text);
  else namespace.sysctl[name] = text;
  if (parts?.key === 'disable_ipv6') applyDisable(kernel, namespace, parts.device, text);
}

/** Linux: inet_forward_change. All devices follow, and a router takes no redirects. */
function setForwarding(namespace: Namespace, value: string): void {
  for (const name of Object.keys(namespace.sysctl))
    if (/^net\.ipv4\.conf\..*\.forwarding$/.test(name)) delete namespace.sysctl[name];
  const changed = (namespace.sysctl[FORWARD] ?? '0') !== value;
  namespace.sysctl[FORWARD] = value;
  if (changed) namespace.sysctl['net.ipv4.conf.all.accept_redirects'] = value === '0' ? '1' : '0';
}

/** Linux: addrconf_fixup_forwarding. Every device follows, and so do those to come. */
function setForwarding6(namespace: Namespace, value: string): void {
  const devices = Object.values(namespace.links).map(({ name }) => name);
  for (const device of ['all', 'default', ...devices]) namespace.sysctl[`net.ipv6.conf.${device}.forwarding`] = value;
}

/** New devices get the value of `default`; those that stand keep theirs. */
function setDefault(namespace: Namespace, parts: { folder: string; key: string }, value: string): void {
  for (const link of Object.values(namespace.links)) {
    const now = deviceSetting(namespace, parts.folder, link.name, parts.key);
    if (now !== undefined && now !== value) namespace.sysctl[`${parts.folder}.${link.name}.${parts.key}`] = now;
  }
  namespace.sysctl[`${parts.folder}.default.${parts.key}`] = value;
}

/** Linux: addrconf_disable_ipv6. `all` writes every device and `default` too. */
function applyDisable(kernel: Kernel, namespace: Namespace, device: string, value: string): void {
  const links = Object.values(namespace.links).filter((link) => device === 'all' || link.name === device);
  if (device === 'all') namespace.sysctl['net.ipv6.conf.default.disable_ipv6'] = value;
  for (const link of links) {
    namespace.sysctl[`net.ipv6.conf.${link.name}.disable_ipv6`] = value;
    if (value === '0') configureIpv6(kernel, namespace, link, undefined);
    else removeAddresses(namespace, link, 6);
  }
}

const ofDevice = (namespace: Namespace, device: string): string[] =>
  Object.keys(namespace.sysctl).filter((name) => interfaceSetting(name)?.device === device);

/** A link's settings end with it. */
export function forgetSettings(namespace: Namespace, device: string): void {
  for (const name of ofDevice(namespace, device)) delete namespace.sysctl[name];
}

/** A link's settings follow its name. */
export function renameSettings(namespace: Namespace, from: string, to: string): void {
  for (const name of ofDevice(namespace, from)) {
    const parts = interfaceSetting(name);
    const value = namespace.sysctl[name];
    delete namespace.sysctl[name];
    if (parts && value !== undefined) namespace.sysctl[`${parts.folder}.${to}.${parts.key}`] = value;
  }
}
