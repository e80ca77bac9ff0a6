import { jointOf, lineOf, type Detail, type Layer } from '../wire/dissect/detail.ts';
import type { Traffic } from './formats.ts';
import { packetReader, type PacketDetail, type PacketReader } from './packet-detail.ts';

const INDENT = '    ';

/** A packet's detail as text: a line for each layer, its fields indented below it. */
export const packetText = ({ layers }: Pick<PacketDetail, 'layers'>): string => layers.map(layerText).join('');

/** A layer is told as `Ethernet II, Src: …, Dst: …`. */
function layerText(layer: Layer): string {
  return `${lineOf(layer, jointOf(layer))}\n${layer.children.map((child) => detailText(child, 1)).join('')}`;
}

/** One line with all below it. */
function detailText(detail: Detail, depth: number): string {
  const below = detail.children ?? [];
  return `${INDENT.repeat(depth)}${lineOf(detail)}\n${below.map((child) => detailText(child, depth + 1)).join('')}`;
}

/**
 * Some traffic as text: for each of its hops what happened, in words of the caller's, and the packet with all its fields.
 * @param count of the hops
 */
export function traceText(count: number, read: PacketReader, told: (index: number) => string): string {
  const hops = Array.from({ length: count }, (_, index) => {
    const packet = read(index);
    return `${told(index)}\n${packet ? packetText(packet) : ''}`;
  });
  return hops.join('\n');
}

/** The traffic of a command as text: the command, and what happened at each hop. */
export const trafficText = ({ title, world, traces, hops, told }: Traffic): string =>
  hops.length === 0 ? '' : `${title}\n\n${traceText(hops.length, packetReader(world, traces, hops), told)}`;
