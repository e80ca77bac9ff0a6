import { right, type Box } from '../geometry.ts';
import { barTitle } from '../layout/sizes.ts';
import { networkColor } from '../palette.ts';
import type { BridgeNode, HostNode, InterfaceNode, LanNode, MachineNode, NicNode, SceneNode } from '../scene/scene.ts';
import { containerInk } from './card.ts';
import {
  bold,
  leastName,
  leastText,
  leastWidth,
  mono,
  plain,
  type ContentContext,
  type Font,
  type Ink,
} from './ink.ts';
import { baselines } from './lines.ts';
import { chainInk, gateInk, netfilterInk } from './netfilter.ts';
import { guestCard } from './overview-card.ts';
import { foldedInk, projectInk } from './project.ts';

/** What is written on a node whose box is given in px, as it is read. */
export function contentOf(node: SceneNode, box: Box, context: ContentContext): readonly Ink[] {
  switch (node.kind) {
    case 'machine':
      return machineInk(node, box, context);
    case 'lan':
      return lanInk(node, box, context);
    case 'host':
      return hostInk(node, box, context);
    case 'nic':
      return context.detail.nics ? nicInk(node, box, context) : [];
    case 'netfilter':
      return netfilterInk(node, box, context);
    case 'gate':
      return gateInk(node, box, context);
    case 'chain':
      return context.detail.chains ? chainInk(node, box, context) : [];
    case 'bridge':
      return bridgeInk(node, box, context);
    case 'hostrail':
      return context.detail.containers ? hostRailInk(box, context) : [];
    case 'container':
      return context.detail.containers ? containerInk(node, box, context) : [];
    case 'project':
      return context.detail.containers ? projectInk(node, box, context) : [];
    case 'folded':
      return context.detail.containers ? foldedInk(node, box, context) : [];
    case 'guest':
      return context.detail.containers ? guestCard(node, box, context) : [];
    case 'interface':
      return context.detail.containers && context.detail.tabs ? interfaceInk(node, box, context) : [];
  }
}

function machineInk({ role, name, address }: MachineNode, box: Box, { tokens, labels }: ContentContext): Ink[] {
  const at = { x: box.x + box.w / 2, width: box.w - 8, align: 'center' } as const;
  const both = address !== undefined && box.h >= 28;
  const [first = 0, second = 0] = baselines(box, both ? [12, 10.5] : [12], 4);
  const text = role === 'internet' ? labels.internet : name;
  const ink: Ink[] = [{ ...at, kind: 'text', y: first, text, font: bold(12), color: tokens.ink, least: leastName }];
  if (both)
    ink.push({ ...at, kind: 'text', y: second, text: address, font: mono(10.5), color: tokens.ink3, least: leastText });
  return ink;
}

function lanInk(
  { id, subnet = '' }: LanNode,
  box: Box,
  { tokens, labels, measure, roomBeside }: ContentContext,
): Ink[] {
  const width = Math.min(200, roomBeside(id));
  const whole = `${labels.lan} ${subnet}`.trim();
  const text = [whole, labels.lan].find((each) => measure(each, plain(11)) <= width);
  if (text === undefined) return [];
  const at = { x: right(box) - 4, y: box.y - 5, width };
  return [{ kind: 'text', ...at, text, font: plain(11), color: tokens.ink3, align: 'right', least: leastName }];
}

/** The name, left of the NICs on the frame's upper side. */
function hostInk({ id, name, engine }: HostNode, box: Box, context: ContentContext): Ink[] {
  const { tokens, labels, measure, scale, roomBeside } = context;
  const x = box.x + Math.max(9, 20 * scale);
  const y = box.y + Math.max(12, 18 * scale + 5);
  const font = bold(13);
  const room = roomBeside(id) - (x - box.x) - 6;
  const ink: Ink[] = [
    { kind: 'text', x, y, text: name, font, color: tokens.ink, align: 'left', width: room, least: leastName },
  ];
  const text = engine === undefined ? '' : `${labels.engine} ${engine}`;
  const beside = measure(name, font) + 7;
  const width = room - beside;
  if (text === '' || width < leastWidth(context, text, plain(11.5)) + 1) return ink;
  return [
    ...ink,
    {
      kind: 'text',
      x: x + beside,
      y,
      text,
      font: plain(11.5),
      color: tokens.ink3,
      align: 'left',
      width,
      least: leastText,
    },
  ];
}

/** From a name to what is written beside it. */
const besideName = 6;

/** The name, and its address or that it is down, in the middle of the box. */
function nicInk({ name, address, note, condition }: NicNode, box: Box, context: ContentContext): Ink[] {
  const { tokens, labels, measure } = context;
  const [y = 0] = baselines(box, [11.5]);
  const isDown = condition === 'down';
  const text = isDown ? labels.down : (address ?? note);
  const nameFont = bold(11.5);
  const font = isDown ? bold(10.5) : mono(10.5);
  const nameWidth = Math.min(measure(name, nameFont), box.w - 8);
  const room = box.w - 8 - nameWidth - besideName;
  const textWidth = text === undefined ? 0 : measure(text, font) + 1;
  const fits = text !== undefined && leastWidth(context, text, font) + 1 <= room;
  const x = box.x + Math.max(4, (box.w - nameWidth - (fits ? besideName + textWidth : 0)) / 2);
  const title: Ink = {
    kind: 'text',
    x,
    y,
    text: name,
    font: nameFont,
    color: tokens.ink,
    align: 'left',
    width: box.w - 8,
    least: leastName,
  };
  if (!fits) return [title];
  const at = x + nameWidth + besideName;
  const width = right(box) - 4 - at;
  const color = isDown ? tokens.bad : tokens.ink3;
  return [title, { kind: 'text', x: at, y, text, font, color, align: 'left', width, least: leastText }];
}

/**
 * From the left the title and the subnet, at the right what kind of bridge it is; the note goes first where room is
 * short, then the subnet.
 */
function bridgeInk(node: BridgeNode, box: Box, context: ContentContext): Ink[] {
  const { level, theme, tokens, labels, measure, scale, detail } = context;
  if (!detail.containers && context.members(node.id).length > 0) return [];
  const [y = 0] = baselines(box, [12]);
  const line = node.color === undefined ? tokens.ink3 : networkColor(node.color, theme).line;
  const isDown = node.condition === 'down';
  const kind = level === 'overview' ? (node.driver === 'bridge' ? '' : node.driver) : (node.device ?? node.driver);
  const note = isDown ? labels.down : node.internal ? labels.internal : kind;
  const noteFont = isDown ? bold(11) : note === node.device ? mono(10.5) : plain(11);
  const hasDot = box.w >= leastForDot;
  const dot = Math.max(8, 18 * scale);
  const x = box.x + (hasDot ? Math.max(17, barTitle * scale) : 5);
  const titleFont: Font = { ...bold(12), weight: 650 };
  const all = right(box) - (hasDot ? 8 : 3) - x;
  const titleWidth = Math.min(measure(node.title, titleFont) + 1, all);
  const subnetX = x + titleWidth + 8;
  const subnetFont = mono(11);
  const subnetWidth = node.subnet === undefined ? 0 : measure(node.subnet, subnetFont) + 1;
  const subnetLeast = node.subnet === undefined ? 0 : leastWidth(context, node.subnet, subnetFont) + 1;
  const hasSubnet = subnetWidth > 0 && titleWidth + 8 + subnetLeast <= all;
  const noteRoom = all - titleWidth - (hasSubnet ? subnetWidth + 8 : 0) - 12;
  const hasNote = note !== '' && measure(note, noteFont) <= noteRoom;
  const color = isDown ? tokens.bad : line;
  const ink: Ink[] = [
    ...(hasDot
      ? [{ kind: 'dot', x: box.x + dot, y: box.y + box.h / 2, radius: Math.max(3.5, 5 * scale), color } as const]
      : []),
    {
      kind: 'text',
      x,
      y,
      text: node.title,
      font: titleFont,
      color: tokens.ink,
      align: 'left',
      width: titleWidth,
      least: leastName,
    },
  ];
  if (hasNote) {
    const at = { x: right(box) - 8, y, width: noteRoom, color: isDown ? tokens.bad : tokens.ink3 };
    ink.push({ kind: 'text', ...at, text: note, font: noteFont, align: 'right' });
  }
  if (hasSubnet && node.subnet !== undefined) {
    const at = { x: subnetX, y, width: Math.min(subnetWidth, right(box) - 8 - subnetX), color: tokens.ink2 };
    ink.push({ kind: 'text', ...at, text: node.subnet, font: subnetFont, align: 'left', least: leastText });
  }
  return ink;
}

/** A bar shorter than this, in px, needs all of its room for its name. */
const leastForDot = 76;

/** From afar a network is one box: its name, and how many containers are on it. */
export function groupInk(
  { id, title }: { readonly id: string; readonly title: string },
  box: Box,
  context: ContentContext,
): Ink[] {
  const { tokens, labels } = context;
  const count = context.members(id).length;
  const at = { x: box.x + box.w / 2, width: box.w - 8, color: tokens.ink, align: 'center', least: leastName } as const;
  const font: Font = { ...bold(12), weight: 650 };
  if (box.h < 29) {
    const [y = 0] = baselines(box, [12]);
    const text = String(count);
    const counted = context.measure(text, plain(11));
    const beside = { x: box.x + 3, width: box.w - 6 - counted - 3, align: 'left' } as const;
    return [
      { ...at, ...beside, kind: 'text', y, text: title, font },
      { ...at, kind: 'text', x: right(box) - 3, align: 'right', y, text, font: plain(11), color: tokens.ink2 },
    ];
  }
  const [first = 0, second = 0] = baselines(box, [12, 11], 5);
  const many = labels.containers(count);
  const fits = context.measure(many, plain(11)) <= at.width;
  return [
    { ...at, kind: 'text', y: first, text: title, font },
    { ...at, kind: 'text', y: second, text: fits ? many : String(count), font: plain(11), color: tokens.ink2 },
  ];
}

function hostRailInk(box: Box, { tokens, labels }: ContentContext): Ink[] {
  const at = { x: box.x + box.w / 2, y: box.y - 5, width: box.w - 4 };
  const font = plain(11);
  return [
    { kind: 'text', ...at, text: labels.hostNetwork, font, color: tokens.ink3, align: 'center', least: leastName },
  ];
}

/** `2: eth0`, the number as `ip` writes it. */
function interfaceInk(node: InterfaceNode, box: Box, { tokens, measure }: ContentContext): Ink[] {
  const size = box.h >= 20 ? 11 : leastText;
  const down = node.condition === 'down';
  const { standsFor } = node;
  if (standsFor !== undefined) {
    const at = { x: box.x + box.w / 2, y: box.y + box.h / 2 + size * 0.36, width: box.w - 4 };
    return [{ kind: 'text', ...at, text: `×${standsFor}`, font: bold(size), color: tokens.ink2, align: 'center' }];
  }
  const number = `${node.index}:`;
  const [numberFont, nameFont] = [mono(leastText), bold(size)];
  const gap = 3;
  const [first, second] = [measure(number, numberFont), measure(node.name, nameFont)];
  const room = box.w - 4;
  const y = box.y + box.h / 2 + size * 0.36;
  const color = down ? tokens.bad : tokens.ink;
  if (first + gap + second > room) {
    const at = { x: box.x + box.w / 2, y, width: room };
    return [{ kind: 'text', ...at, text: node.name, font: nameFont, color, align: 'center', least: leastText }];
  }
  const x = box.x + (box.w - first - gap - second) / 2;
  return [
    { kind: 'text', x, y, text: number, font: numberFont, color: tokens.ink3, align: 'left', width: first + 1 },
    { kind: 'text', x: x + first + gap, y, text: node.name, font: nameFont, color, align: 'left', width: second + 1 },
  ];
}
