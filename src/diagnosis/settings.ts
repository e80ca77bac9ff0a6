import type { Command } from '../history/history.ts';
import { setting } from '../kernel/sysctl/settings.ts';
import { instead, mend, type Finding, type Remedy, type Story } from './diagnosis.ts';
import type { IpHop } from './flows.ts';
import { administer, ownerOf, type Owner } from './lookup.ts';

const set = (owner: Owner, ...settings: readonly string[]): Remedy =>
  mend(administer(owner, `sysctl -w ${settings.join(' ')}`));

/** A kernel setting by which a packet was dropped. */
export function diagnoseSetting(story: Story, hop: IpHop): Finding | undefined {
  const owner = ownerOf(story.world, hop.namespace);
  const { decision, verdict } = hop;
  if (!owner || decision.kind !== 'setting' || verdict.kind !== 'dropped') return undefined;
  const { name, value } = decision;
  const { source, destination } = hop.frame.payload;
  const values = { place: owner.name, name, value, source, destination, device: hop.device?.name ?? '' };
  switch (verdict.reason) {
    case 'forwarding-off':
      return {
        kind: 'forwarding-off',
        values: { ...values, name: switchFor(owner, name) },
        remedies: [set(owner, `${switchFor(owner, name)}=1`)],
      };
    case 'not-a-listener':
      return { kind: 'echo-ignored', values, remedies: [set(owner, `${name}=0`)] };
    case 'martian':
      return name.endsWith('.rp_filter')
        ? { kind: 'reverse-path', values, remedies: [set(owner, 'net.ipv4.conf.all.rp_filter=0', `${name}=0`)] }
        : { kind: 'martian', values, remedies: [set(owner, `${name}=${value === '0' ? 1 : 0}`)] };
    default:
      return undefined;
  }
}

const ALL = 'net.ipv4.ip_forward';

/** The one switch for all devices where that is off, else the device's own. */
const switchFor = ({ namespace }: Owner, name: string): string =>
  name.startsWith('net.ipv4.') && setting(namespace, ALL) === '0' ? ALL : name;

const USUAL_MTU = 1500;
const HEADERS = 28;

/** Larger than a device takes, and not to be cut. */
export function diagnoseMtu(story: Story, hop: IpHop): Finding | undefined {
  const owner = ownerOf(story.world, hop.namespace);
  const { decision, device } = hop;
  if (!owner || decision.kind !== 'setting') return undefined;
  const mtu = Number(decision.value);
  const smaller = story.line.replace(/(\s-s\s*)\d+/, `$1${mtu - HEADERS}`);
  const send = smaller === story.line ? [] : [instead(story.place, smaller)];
  const values = { place: owner.name, device: device?.name ?? '', mtu, destination: hop.frame.payload.destination };
  if (device && (owner.namespace.links[device.index]?.mtu ?? 0) > mtu)
    return { kind: 'path-mtu', values, remedies: [mend(administer(owner, FORGET)), ...send] };
  const raise = device && mtu < USUAL_MTU ? [administer(owner, `ip link set ${device.name} mtu ${USUAL_MTU}`)] : [];
  return {
    kind: 'mtu',
    values,
    remedies: [...(raise.length > 0 ? [mend(...raise, ...forgetting(story, hop.packet, owner))] : []), ...send],
  };
}

/** Lets a namespace forget what ICMP errors said of ways. */
const FORGET = 'ip route flush cache';

/** The sender was told of the MTU, and goes by that until it forgets. */
function forgetting({ world, hops }: Story, packet: number, owner: Owner): readonly Command[] {
  const sender = ownerOf(world, hops.find((hop) => hop.packet === packet)?.namespace ?? '');
  return sender === undefined || sender.name === owner.name ? [] : [administer(sender, FORGET)];
}
