import { at16, at32, macText, type Octets } from './octets.ts';
import type { Seen } from './seen.ts';

const MAGIC = 0xa1b2c3d4;
export const LINK_TYPES = { ethernet: 1, cooked: 276 } as const;
const FILE_HEADER = 24;
const PACKET_HEADER = 16;

const le32 = (value: number): number[] => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
const read32 = (octets: Octets, at: number): number =>
  ((octets[at] ?? 0) | ((octets[at + 1] ?? 0) << 8) | ((octets[at + 2] ?? 0) << 16) | ((octets[at + 3] ?? 0) << 24)) >>>
  0;
const textOf = (octets: Octets): string => octets.map((octet) => String.fromCharCode(octet)).join('');

/** The beginning of a pcap file, one character an octet. */
export const fileHeader = (linkType: number, snapshot: number): string =>
  textOf([...le32(MAGIC), 2, 0, 4, 0, ...le32(0), ...le32(0), ...le32(snapshot), ...le32(linkType)]);

/** A packet in a pcap file. */
export function record({ at, header, octets }: Seen, snapshot: number): string {
  const all = [...header, ...octets];
  const micros = Math.round(at * 1000);
  const kept = all.slice(0, snapshot);
  return textOf([
    ...[...le32(Math.floor(micros / 1_000_000)), ...le32(micros % 1_000_000)],
    ...[...le32(kept.length), ...le32(all.length), ...kept],
  ]);
}

export interface Saved {
  readonly cooked: boolean;
  readonly snapshot: number;
  readonly frames: readonly Seen[];
}

const DIRECTIONS: readonly Seen['direction'][] = ['In', 'B', 'M', 'P', 'Out'];

/** Reads a pcap file; undefined where it is none. `nameOf` names the devices of a cooked capture. */
export function readFile(text: string, nameOf: (index: number) => string): Saved | undefined {
  const octets = [...text].map((character) => character.charCodeAt(0));
  if (octets.length < FILE_HEADER || read32(octets, 0) !== MAGIC) return undefined;
  const cooked = read32(octets, 20) === LINK_TYPES.cooked;
  const frames: Seen[] = [];
  for (let at = FILE_HEADER; at + PACKET_HEADER <= octets.length;) {
    const length = read32(octets, at + 8);
    const data = octets.slice(at + PACKET_HEADER, at + PACKET_HEADER + length);
    const time = read32(octets, at) * 1000 + read32(octets, at + 4) / 1000;
    frames.push(cooked ? fromCooked(time, data, nameOf) : fromEthernet(time, data));
    at += PACKET_HEADER + length;
  }
  return { cooked, snapshot: read32(octets, 16), frames };
}

function fromEthernet(at: number, data: Octets): Seen {
  const tagged = at16(data, 12) === 0x8100;
  const header = data.slice(0, tagged ? 18 : 14);
  return {
    at,
    device: { index: 0, name: '' },
    direction: 'In',
    source: macText(data.slice(6, 12)),
    destination: macText(data.slice(0, 6)),
    ethertype: at16(data, tagged ? 16 : 12),
    vlan: tagged ? at16(data, 14) & 0xfff : undefined,
    header,
    octets: data.slice(header.length),
  };
}

function fromCooked(at: number, data: Octets, nameOf: (index: number) => string): Seen {
  const index = at32(data, 4);
  return {
    at,
    device: { index, name: nameOf(index) },
    direction: DIRECTIONS[data[10] ?? 0] ?? 'In',
    source: macText(data.slice(12, 18)),
    destination: '00:00:00:00:00:00',
    ethertype: at16(data, 0),
    header: data.slice(0, 20),
    octets: data.slice(20),
  };
}
