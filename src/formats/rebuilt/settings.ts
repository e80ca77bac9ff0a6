import { namespaceOf } from '../../kernel/kernel.ts';
import { own } from '../../kernel/own.ts';
import { sysctl } from '../../kernel/sysctl/sysctl.ts';
import type { StackFacts } from '../../snapshot/snapshot.ts';
import { createLab } from '../../world/lab.ts';
import { line } from './lines.ts';

/** `net.ipv4.conf.eth0.rp_filter`, divided at the device. */
const OF_DEVICE = /^(net\.ipv[46]\.(?:conf|neigh)\.)(.+)(\.[^.]+)$/;

/**
 * The settings that are not as on a fresh host with an engine. Those of devices stand apart, for they can only be made once these are
 * there; those of what the engine makes are the engine's.
 */
export function settingLines(
  { sysctl: settings = {} }: StackFacts,
  isOurs: (device: string) => boolean,
): { readonly general: readonly string[]; readonly ofDevices: readonly string[] } {
  const fresh = namespaceOf(createLab({ seed: 1 }).kernel, 'host1');
  const general: string[] = [];
  const ofDevices: string[] = [];
  for (const [name, written] of Object.entries(settings)) {
    const value = written.trim().replace(/\s+/g, ' ');
    const [, before = '', device, after = ''] = OF_DEVICE.exec(name) ?? [];
    const isGeneral = device === undefined || device === 'all' || device === 'default';
    if (!isGeneral && !isOurs(device)) continue;
    const usual = isGeneral ? name : `${before}default${after}`;
    const known = isGeneral ? undefined : own(settings, usual);
    const expected = (known ?? sysctl(fresh, usual))?.trim().replace(/\s+/g, ' ');
    if (expected !== undefined && expected !== value)
      (isGeneral ? general : ofDevices).push(line('sysctl', '-w', `${name}=${value}`));
  }
  return { general, ofDevices };
}
