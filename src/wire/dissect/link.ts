import { BROADCAST_MAC } from '../../ip/address.ts';
import { at16, at8, hex, macText, type Octets } from '../octets.ts';
import { ipOf } from '../address.ts';
import { bitField, field, flag, worked, type Detail, type Dissected, type Part, type Protocol } from './detail.ts';
import { ETHERTYPES } from './names.table.ts';

const HEADER = 14;
const TAG = 4;
const NEXT: Readonly<Record<number, Protocol>> = { 0x0800: 'ip', 0x0806: 'arp', 0x8100: 'vlan', 0x86dd: 'ipv6' };

const typeText = (type: number): string => `${ETHERTYPES[type] ?? 'Unknown'} (0x${hex(type, 4)})`;
const macAt = (octets: Octets, at: number): string => macText(octets.slice(at, at + 6));
const named = (mac: string): string => (mac === BROADCAST_MAC ? `Broadcast (${mac})` : mac);

/** An address with the two bits that tell who gave it out, and whether it is a group's. */
function macField(id: 'eth.dst' | 'eth.src', name: string, octets: Octets, at: number): Detail {
  const bits = (mask: number) => ({ word: (at8(octets, at) << 16) + at16(octets, at + 1), width: 24, mask });
  return field(id, name, named(macAt(octets, at)), at, 6, [
    flag('eth.addr.lg', 'LG bit', bits(0x020000), at, [
      'Locally administered address (this is NOT the factory default)',
      'Globally unique address (factory default)',
    ]),
    flag('eth.addr.ig', 'IG bit', bits(0x010000), at, [
      'Group address (multicast/broadcast)',
      'Individual address (unicast)',
    ]),
  ]);
}

export function ethernet(octets: Octets, { from, to }: Part): Dissected {
  const type = at16(octets, from + 12);
  const ends = `Src: ${named(macAt(octets, from + 6))}, Dst: ${named(macAt(octets, from))}`;
  return {
    layer: {
      ...field('eth', 'Ethernet II', ends, from, HEADER),
      id: 'eth',
      short: 'Ethernet',
      children: [
        macField('eth.dst', 'Destination', octets, from),
        macField('eth.src', 'Source', octets, from + 6),
        field('eth.type', 'Type', typeText(type), from + 12, 2),
      ],
    },
    next: following(type, from + HEADER, to),
  };
}

const following = (type: number, from: number, to: number): Part => ({ protocol: NEXT[type] ?? 'data', from, to });

export function vlan(octets: Octets, { from, to }: Part): Dissected {
  const word = at16(octets, from);
  const type = at16(octets, from + 2);
  const [priority, dei, id] = [word >> 13, (word >> 12) & 1, word & 0xfff];
  const bits = (mask: number) => ({ word, width: 16, mask });
  return {
    layer: {
      ...field('vlan', '802.1Q Virtual LAN', `PRI: ${priority}, DEI: ${dei}, ID: ${id}`, from, TAG),
      id: 'vlan',
      short: 'VLAN',
      children: [
        bitField('vlan.priority', 'Priority', `Best Effort (default) (${priority})`, bits(0xe000), from),
        flag('vlan.dei', 'DEI', bits(0x1000), from, ['Eligible', 'Ineligible']),
        bitField('vlan.id', 'ID', id, bits(0x0fff), from),
        field('vlan.etype', 'Type', typeText(type), from + 2, 2),
      ],
    },
    next: following(type, from + TAG, to),
  };
}

const REQUEST = 1;

export function arp(octets: Octets, { from }: Part): Dissected {
  const operation = at16(octets, from + 6);
  const ip = (at: number): string => ipOf(octets.slice(at, at + 4));
  const [asker, asked] = [ip(from + 14), ip(from + 24)];
  const asks = operation === REQUEST;
  const gratuitous = asker === asked;
  const info = asks ? `Who has ${asked}? Tell ${asker}` : `${asker} is at ${macAt(octets, from + 8)}`;
  const title = `${asks ? 'request' : 'reply'}${gratuitous ? '/gratuitous ARP' : ''}`;
  return {
    layer: {
      ...field('arp', 'Address Resolution Protocol', `(${title})`, from, 28),
      id: 'arp',
      short: 'ARP',
      children: [
        field('arp.hw.type', 'Hardware type', 'Ethernet (1)', from, 2),
        field('arp.proto.type', 'Protocol type', typeText(at16(octets, from + 2)), from + 2, 2),
        field('arp.hw.size', 'Hardware size', at8(octets, from + 4), from + 4, 1),
        field('arp.proto.size', 'Protocol size', at8(octets, from + 5), from + 5, 1),
        field('arp.opcode', 'Opcode', `${asks ? 'request' : 'reply'} (${operation})`, from + 6, 2),
        ...(gratuitous ? [worked('arp.isgratuitous', 'Is gratuitous', 'True')] : []),
        field('arp.src.hw_mac', 'Sender MAC address', named(macAt(octets, from + 8)), from + 8, 6),
        field('arp.src.proto_ipv4', 'Sender IP address', asker, from + 14, 4),
        field('arp.dst.hw_mac', 'Target MAC address', named(macAt(octets, from + 18)), from + 18, 6),
        field('arp.dst.proto_ipv4', 'Target IP address', asked, from + 24, 4),
        worked('arp.info', 'Info', info),
      ],
    },
  };
}
