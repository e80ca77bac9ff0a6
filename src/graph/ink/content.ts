import { right, type Box } from '../geometry.ts';
import { barTitle } from '../layout/sizes.ts';
import { networkColor } from '../palette.ts';
import type { BridgeNode, HostNode, InterfaceNode, LanNode, MachineNode, NicNode, SceneNode } from '../scene/scene.ts';
import { containerInk } from './card.ts';
import { bold, mono, plain, type ContentContext, type Font, type Ink } from './ink.ts';
import { chainInk, gateInk, netfilterInk } from './netfilter.ts';
import { guestCard } from './overview-card.ts';

/** What is written on a node, in the picture's own coordinates. */
export function contentOf(node: SceneNode, box: Box, context: ContentContext): readonly Ink[] {
  switch (node.kind) {
    case 'machine':
      return machineInk(node, box, context);
    case 'lan':
      return lanInk(node, box, context);
    case 'host':
      return hostInk(node, box, context);
    case 'nic':
      return nicInk(node, box, context);
    case 'netfilter':
      return netfilterInk(node, box, context);
    case 'gate':
      return gateInk(node, box, context);
    case 'chain':
      return chainInk(node, box, context);
    case 'bridge':
      return bridgeInk(node, box, context);
    case 'hostrail':
      return hostRailInk(box, context);
    case 'container':
      return containerInk(node, box, context);
    case 'guest':
      return guestCard(node, box, context);
    case 'interface':
      return interfaceInk(node, box, context);
  }
}

function machineInk({ role, name, address }: MachineNode, box: Box, { tokens, labels }: ContentContext): Ink[] {
  const x = box.x + box.w / 2;
  const width = box.w - 16;
  const title = role === 'internet' ? labels.internet : name;
  const y = address === undefined ? box.y + box.h / 2 + 4 : box.y + 17;
  const ink: Ink[] = [
    { kind: 'text', x, y, text: title, font: bold(12), color: tokens.ink, align: 'center', width, landmark: true },
  ];
  if (address !== undefined)
    ink.push({
      kind: 'text',
      x,
      y: box.y + 32,
      text: address,
      font: mono(10.5),
      color: tokens.ink3,
      align: 'center',
      width,
    });
  return ink;
}

function lanInk({ subnet = '' }: LanNode, box: Box, { tokens, labels }: ContentContext): Ink[] {
  const text = `${labels.lan} ${subnet}`.trim();
  const at = { x: right(box) - 4, y: box.y - 6, width: 200 };
  return [{ kind: 'text', ...at, text, font: plain(11), color: tokens.ink3, align: 'right' }];
}

function hostInk({ name, engine }: HostNode, box: Box, { tokens, labels, measure }: ContentContext): Ink[] {
  const y = box.y + 25;
  const x = box.x + 20;
  const font = bold(13);
  const title: Ink = {
    kind: 'text',
    x,
    y,
    text: name,
    font,
    color: tokens.ink,
    align: 'left',
    width: 140,
    landmark: true,
  };
  if (engine === undefined) return [title];
  const beside = { x: x + Math.min(140, measure(name, font)) + 7, y, width: 140 };
  return [
    title,
    {
      kind: 'text',
      ...beside,
      text: `${labels.engine} ${engine}`,
      beside: true,
      font: plain(11.5),
      color: tokens.ink3,
      align: 'left',
    },
  ];
}

/** The name, and its address or that it is down, in the middle of the box. */
function nicInk(
  { name, address, note, condition }: NicNode,
  box: Box,
  { tokens, labels, measure }: ContentContext,
): Ink[] {
  const y = box.y + 17;
  const isDown = condition === 'down';
  const text = isDown ? labels.down : (address ?? note);
  const nameFont = bold(11.5);
  const font = isDown ? bold(10.5) : mono(10.5);
  const nameWidth = measure(name, nameFont);
  const textWidth = text === undefined ? 0 : measure(text, font) + 6;
  const x = box.x + Math.max(8, (box.w - nameWidth - textWidth) / 2);
  const title: Ink = {
    kind: 'text',
    x,
    y,
    text: name,
    font: nameFont,
    color: tokens.ink,
    align: 'left',
    width: box.w - 16,
  };
  if (text === undefined) return [title];
  const width = right(box) - 8 - (x + nameWidth + 6);
  const color = isDown ? tokens.bad : tokens.ink3;
  return [title, { kind: 'text', x: x + nameWidth + 6, y, text, font, color, align: 'left', width, least: 9 }];
}

/** From the left the title and the subnet, at the right what kind of bridge it is; the subnet goes first where room is short. */
function bridgeInk(node: BridgeNode, box: Box, { level, theme, tokens, labels, measure }: ContentContext): Ink[] {
  const y = box.y + 19;
  const line = node.color === undefined ? tokens.ink3 : networkColor(node.color, theme).line;
  const isDown = node.condition === 'down';
  const kind = level === 'overview' ? (node.driver === 'bridge' ? '' : node.driver) : (node.device ?? node.driver);
  const note = isDown ? labels.down : node.internal ? labels.internal : kind;
  const isDevice = note === node.device;
  const isExtra = isDevice || note === 'bridge';
  const noteFont = isDown ? bold(11) : isDevice ? mono(10.5) : plain(11);
  const noteX = right(box) - 12;
  const x = box.x + barTitle;
  const titleFont: Font = { ...bold(12), weight: 650 };
  const others = measure(node.title, titleFont) + measure(node.subnet ?? '', mono(11)) + 20;
  const noteRoom = noteX - x - others;
  // What goes without saying, and the device's name, are the first to go where room is short.
  const noteWidth =
    isExtra && noteRoom < measure(note, noteFont)
      ? 0
      : Math.min(measure(note, noteFont) + 2, Math.max(box.w / 3, noteRoom));
  const titleWidth = Math.min(measure(node.title, titleFont) + 1, noteX - noteWidth - 10 - x);
  const subnetX = x + titleWidth + 8;
  const subnetWidth = noteX - noteWidth - (noteWidth > 0 ? 10 : 0) - subnetX;
  const ink: Ink[] = [
    { kind: 'dot', x: box.x + 18, y: box.y + box.h / 2, radius: 5, color: isDown ? tokens.bad : line },
    {
      kind: 'text',
      x,
      y,
      text: node.title,
      font: titleFont,
      color: tokens.ink,
      align: 'left',
      width: titleWidth,
      least: 10.5,
      landmark: true,
    },
  ];
  if (noteWidth > 0)
    ink.push({
      kind: 'text',
      x: noteX,
      y,
      text: note,
      font: noteFont,
      color: isDown ? tokens.bad : tokens.ink3,
      align: 'right',
      width: noteWidth,
      beside: true,
    });
  if (node.subnet !== undefined && subnetWidth > 40)
    ink.push({
      kind: 'text',
      x: subnetX,
      y,
      text: node.subnet,
      font: mono(11),
      color: tokens.ink2,
      align: 'left',
      width: subnetWidth,
      least: 9.5,
      beside: true,
    });
  return ink;
}

function hostRailInk(box: Box, { tokens, labels }: ContentContext): Ink[] {
  const at = { x: box.x + box.w / 2, y: box.y - 7, width: box.w - 4 };
  return [{ kind: 'text', ...at, text: labels.hostNetwork, font: plain(11), color: tokens.ink3, align: 'center' }];
}

/** `2: eth0`, the number as `ip` writes it. */
function interfaceInk(node: InterfaceNode, box: Box, { level, tokens, density, measure }: ContentContext): Ink[] {
  if (level === 'overview' || density === 'tiny') return [];
  const size = density === 'full' ? 11 : 9.5;
  const down = node.condition === 'down';
  const number = `${node.index}:`;
  const [numberFont, nameFont] = [mono(size - 1.5), bold(size)];
  const gap = 3;
  const [first, second] = [measure(number, numberFont), measure(node.name, nameFont)];
  const room = box.w - 6;
  const y = box.y + box.h / 2 + size * 0.36;
  const color = down ? tokens.bad : tokens.ink;
  if (first + gap + second > room + 2) {
    const at = { x: box.x + box.w / 2, y, width: room };
    return [{ kind: 'text', ...at, text: node.name, font: nameFont, color, align: 'center', least: 8 }];
  }
  const x = box.x + (box.w - first - gap - second) / 2;
  return [
    { kind: 'text', x, y, text: number, font: numberFont, color: tokens.ink3, align: 'left', width: first + 1 },
    {
      kind: 'text',
      x: x + first + gap,
      y,
      text: node.name,
      font: nameFont,
      color,
      align: 'left',
      width: second + 2,
      least: 8,
    },
  ];
}
