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

/** Some traffic as text: for each of its steps what happened, and the packet with all its fields. */
export function traceText(steps: Traffic['steps'], read: PacketReader): string {
  const told = steps.map(({ hop, text }) => {
    const packet = read(hop);
    return `${text}\n${packet ? packetText(packet) : ''}`;
  });
  return told.join('\n');
}

/** The traffic of a command as text: the command, and what happened at each step. */
export const trafficText = ({ title, world, traces, hops, steps }: Traffic): string =>
  hops.length === 0 ? '' : `${title}\n\n${traceText(steps, packetReader(world, traces, hops))}`;
