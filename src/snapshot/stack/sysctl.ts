/** Lines of `sysctl -a` that are about where packets go. */
import { wordOf } from '../fields.ts';

const LINE = /^(?:(?:abi|debug|dev|fs|kernel|net|sunrpc|user|vm)[./][^\s=]+)\s*=\s*(.*)$/;
export const isSettingLine = (line: string): boolean => LINE.test(line);

const KEPT =
  /^net\.(ipv4\.(ip_forward|ip_local_port_range|ip_unprivileged_port_start|icmp_echo_ignore_all|conf\..+\.(forwarding|rp_filter|route_localnet|proxy_arp|arp_ignore|arp_announce|accept_local))|ipv6\.(bindv6only|conf\..+\.(forwarding|disable_ipv6|accept_ra|proxy_ndp))|bridge\.bridge-nf-call-(arp|ip|ip6)tables)$/;

/** Settings of a device that no engine touches: what is off is as where nothing is said. */
const QUIET = /\.(accept_local|arp_ignore|arp_announce|proxy_arp|proxy_ndp)$/;

/** With its path's points, where it may stand with slashes: a device's name may have points, and its slashes are points then. */
const dotted = (name: string): string =>
  name.includes('/') && name.indexOf('/') < (name + '.').indexOf('.')
    ? name.replaceAll(/[./]/g, (c) => (c === '/' ? '.' : '/'))
    : name;

export function readSettings(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, written = '', value = ''] = /^([^\s=]+)\s*=\s*(.*)$/.exec(line) ?? [];
      const name = dotted(written);
      const word = wordOf(value.trim().replaceAll(/\s+/g, ' '));
      if (word === '0' && QUIET.test(name)) return [];
      return KEPT.test(name) && wordOf(name) !== undefined && word !== undefined ? [[name, word] as const] : [];
    }),
  );
}
