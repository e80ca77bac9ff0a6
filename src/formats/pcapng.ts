import { strToU8 } from 'fflate';
import type { Hop } from '../kernel/hop.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import type { Trace } from '../kernel/trace.ts';
import { ethernetHeader, payloadsOf } from '../wire/encode.ts';
import { wireOf } from '../wire/wire.ts';
import { namespaceNames } from '../world/namespace-names.ts';
import type { World } from '../world/world.ts';
import { joined } from './joined.ts';

/* PCAP Next Generation: https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html */

const BLOCK = { section: 0x0a0d0d0a, interface: 1, packet: 6 } as const;
const BYTE_ORDER = 0x1a2b3c4d;
const LINKTYPE_ETHERNET = 1;
/** Options: an interface's name; a packet's flags, whose lowest bits tell its direction. */
const OPTION = { interfaceName: 2, packetFlags: 2, end: 0 } as const;
const FLAG = { in: 1, out: 2 } as const;
const SNAPSHOT = 262_144;

/**
 * Some traffic as one capture on every device that it crossed, which Wireshark opens.
 * @param world as it stood when the traffic began
 */
export function pcapngOf(world: World, traces: readonly Trace[]): Uint8Array<ArrayBuffer> {
  const names = namespaceNames(world);
  const interfaces = new Map<string, number>();
  const blocks: Uint8Array[] = [];
  let start = world.clock.now;
  for (const { hops, duration } of traces) {
    const wire = wireOf(world.kernel, hops, start, world.seed);
    for (const hop of hops) {
      const name = deviceOf(hop, names);
      if (name === undefined) continue;
      const index = interfaces.get(name) ?? interfaces.size;
      interfaces.set(name, index);
      const header = ethernetHeader(hop.frame);
      for (const payload of payloadsOf(hop.frame, wire, hop.packet))
        blocks.push(packetBlock(index, start * 1000 + hop.time, hop, [...header, ...payload]));
    }
    start += duration;
  }
  return joined([sectionBlock(), ...[...interfaces.keys()].map(interfaceBlock), ...blocks]);
}

/** The device that a hop's frame is on, such as `host1/web eth0`; undefined where it is on none. */
function deviceOf({ stage, decision, device, namespace }: Hop, names: ReadonlyMap<NamespaceId, string>) {
  if (stage !== 'link' || decision.kind !== 'device' || device === undefined) return undefined;
  return `${names.get(namespace) ?? namespace} ${device.name}`;
}

const sectionBlock = () => block(BLOCK.section, [...le32(BYTE_ORDER), 1, 0, 0, 0, ...Array<number>(8).fill(0xff)]);

const interfaceBlock = (name: string) =>
  block(BLOCK.interface, [
    ...[...le16(LINKTYPE_ETHERNET), 0, 0, ...le32(SNAPSHOT)],
    ...option(OPTION.interfaceName, [...strToU8(name)]),
    ...option(OPTION.end, []),
  ]);

function packetBlock(index: number, micros: number, { device }: Hop, octets: readonly number[]): Uint8Array {
  const at = Math.round(micros);
  return block(BLOCK.packet, [
    ...[...le32(index), ...le32(Math.floor(at / 2 ** 32)), ...le32(at % 2 ** 32)],
    ...[...le32(octets.length), ...le32(octets.length), ...padded(octets)],
    ...option(OPTION.packetFlags, le32(FLAG[device?.direction ?? 'in'])),
    ...option(OPTION.end, []),
  ]);
}

const option = (code: number, value: readonly number[]): number[] => [
  ...le16(code),
  ...le16(value.length),
  ...padded(value),
];

function block(type: number, body: readonly number[]): Uint8Array {
  const length = le32(body.length + 12);
  return new Uint8Array([...le32(type), ...length, ...body, ...length]);
}

const le16 = (value: number): number[] => [value & 255, (value >>> 8) & 255];
const le32 = (value: number): number[] => [...le16(value), ...le16(value >>> 16)];
const padded = (octets: readonly number[]): number[] => [...octets, ...Array<number>(-octets.length & 3).fill(0)];
