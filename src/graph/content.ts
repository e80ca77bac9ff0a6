import { bottom, right, type Box } from './geometry.ts';
import type { GraphLabels } from './labels.ts';
import { barTitle, chipGap, chipRoom, chipWidth, metrics, shownPorts, tabCount, tabOffset, type Density } from './metrics.ts';
import { networkColor, type Theme, type Tokens } from './palette.ts';
import type {
  BridgeNode,
  ContainerNode,
  GateNode,
  HostNode,
  InterfaceNode,
  LanNode,
  MachineNode,
  NicNode,
  SceneNode,
} from './scene.ts';

export interface Font {
  readonly face: 'sans' | 'mono';
  readonly size: number;
  readonly weight: number;
}

/** A line of text by its baseline. */
export interface TextInk {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly font: Font;
  readonly color: string;
  readonly align: 'left' | 'center' | 'right';
  /** Room that it has: where it needs more it is written smaller, down to `least`, and then shortened. */
  readonly width: number;
  readonly least?: number;
  /** A name to find one's way by: from afar it is written larger. */
  readonly landmark?: boolean;
}

/** A small rounded label. */
export interface ChipInk {
  readonly kind: 'chip';
  readonly box: Box;
  readonly text: string;
  readonly font: Font;
  readonly color: string;
  readonly fill: string;
}

export interface DotInk {
  readonly kind: 'dot';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly color: string;
}

export type Ink = TextInk | ChipInk | DotInk;

export interface ContentContext {
  readonly theme: Theme;
  readonly tokens: Tokens;
  readonly labels: GraphLabels;
  readonly density: Density;
  /** Names of containers by node id. */
  readonly names: Readonly<Record<string, string>>;
  /** Width of a text in px. */
  measure(text: string, font: Font): number;
}

const bold = (size: number): Font => ({ face: 'sans', size, weight: 600 });
const plain = (size: number): Font => ({ face: 'sans', size, weight: 400 });
const mono = (size: number): Font => ({ face: 'mono', size, weight: 400 });

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
      return netfilterInk(box, context);
    case 'gate':
      return gateInk(node, box, context);
    case 'bridge':
      return bridgeInk(node, box, context);
    case 'hostrail':
      return hostRailInk(box, context);
    case 'container':
      return containerInk(node, box, context);
    case 'interface':
      return interfaceInk(node, box, context);
  }
}

function machineInk({ role, name, address }: MachineNode, box: Box, { tokens, labels }: ContentContext): Ink[] {
  const x = box.x + box.w / 2;
  const width = box.w - 16;
  const title = role === 'internet' ? labels.internet : name;
  const y = address === undefined ? box.y + box.h / 2 + 4 : box.y + 17;
  const ink: Ink[] = [{ kind: 'text', x, y, text: title, font: bold(12), color: tokens.ink, align: 'center', width, landmark: true }];
  if (address !== undefined)
    ink.push({ kind: 'text', x, y: box.y + 32, text: address, font: mono(10.5), color: tokens.ink3, align: 'center', width });
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
  const title: Ink = { kind: 'text', x, y, text: name, font, color: tokens.ink, align: 'left', width: 140, landmark: true };
  if (engine === undefined) return [title];
  const beside = { x: x + Math.min(140, measure(name, font)) + 7, y, width: 140 };
  return [title, { kind: 'text', ...beside, text: `${labels.engine} ${engine}`, font: plain(11.5), color: tokens.ink3, align: 'left' }];
}

/** The name, and its address or that it is down, in the middle of the box. */
function nicInk({ name, address, condition }: NicNode, box: Box, { tokens, labels, measure }: ContentContext): Ink[] {
  const y = box.y + 17;
  const isDown = condition === 'down';
  const text = isDown ? labels.down : address;
  const nameFont = bold(11.5);
  const font = isDown ? bold(10.5) : mono(10.5);
  const nameWidth = measure(name, nameFont);
  const textWidth = text === undefined ? 0 : measure(text, font) + 6;
  const x = box.x + Math.max(8, (box.w - nameWidth - textWidth) / 2);
  const title: Ink = { kind: 'text', x, y, text: name, font: nameFont, color: tokens.ink, align: 'left', width: box.w - 16 };
  if (text === undefined) return [title];
  const width = right(box) - 8 - (x + nameWidth + 6);
  const color = isDown ? tokens.bad : tokens.ink3;
  return [title, { kind: 'text', x: x + nameWidth + 6, y, text, font, color, align: 'left', width, least: 9 }];
}

function netfilterInk(box: Box, { tokens, labels }: ContentContext): Ink[] {
  const x = box.x + 16;
  const width = 176;
  return [
    { kind: 'text', x, y: box.y + 22, text: labels.netfilter, font: bold(11), color: tokens.ink2, align: 'left', width },
    { kind: 'text', x, y: box.y + 39, text: labels.netfilterHint, font: plain(10.5), color: tokens.ink3, align: 'left', width },
  ];
}

function gateInk({ gate }: GateNode, box: Box, { tokens }: ContentContext): Ink[] {
  const at = { x: box.x + box.w / 2, y: box.y + 20, width: box.w - 12 };
  return [{ kind: 'text', ...at, text: gate, font: { ...plain(11), weight: 500 }, color: tokens.ink2, align: 'center', least: 9 }];
}

/** From the left the title and the subnet, at the right what kind of bridge it is; the subnet goes first where room is short. */
function bridgeInk(node: BridgeNode, box: Box, { theme, tokens, labels, measure }: ContentContext): Ink[] {
  const y = box.y + 19;
  const line = node.color === undefined ? tokens.ink3 : networkColor(node.color, theme).line;
  const isDown = node.condition === 'down';
  const note = isDown ? labels.down : node.internal ? labels.internal : (node.device ?? node.driver);
  const isDevice = !isDown && !node.internal && node.device !== undefined;
  const noteFont = isDown ? bold(11) : isDevice ? mono(10.5) : plain(11);
  const noteWidth = Math.min(measure(note, noteFont) + 2, box.w / 3);
  const noteX = right(box) - 12;
  const x = box.x + barTitle;
  const titleFont: Font = { ...bold(12), weight: 650 };
  const titleWidth = Math.min(measure(node.title, titleFont) + 1, noteX - noteWidth - 10 - x);
  const subnetX = x + titleWidth + 8;
  const subnetWidth = noteX - noteWidth - 10 - subnetX;
  const ink: Ink[] = [
    { kind: 'dot', x: box.x + 18, y: box.y + box.h / 2, radius: 5, color: isDown ? tokens.bad : line },
    { kind: 'text', x, y, text: node.title, font: titleFont, color: tokens.ink, align: 'left', width: titleWidth, least: 10.5, landmark: true },
    { kind: 'text', x: noteX, y, text: note, font: noteFont, color: isDown ? tokens.bad : tokens.ink3, align: 'right', width: noteWidth },
  ];
  if (node.subnet !== undefined && subnetWidth > 40)
    ink.push({ kind: 'text', x: subnetX, y, text: node.subnet, font: mono(11), color: tokens.ink2, align: 'left', width: subnetWidth, least: 9.5 });
  return ink;
}

function hostRailInk(box: Box, { tokens, labels }: ContentContext): Ink[] {
  const at = { x: box.x + box.w / 2, y: box.y - 7, width: box.w - 4 };
  return [{ kind: 'text', ...at, text: labels.hostNetwork, font: plain(11), color: tokens.ink3, align: 'center' }];
}

function interfaceInk({ name, condition }: InterfaceNode, box: Box, { tokens, density }: ContentContext): Ink[] {
  if (density === 'tiny') return [];
  const size = density === 'full' ? 11 : 9.5;
  const color = condition === 'down' ? tokens.bad : tokens.ink;
  const at = { x: box.x + box.w / 2, y: box.y + box.h / 2 + size * 0.36, width: box.w - 6 };
  return [{ kind: 'text', ...at, text: name, font: bold(size), color, align: 'center', least: 8 }];
}

function containerInk(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  if (context.density === 'tiny') return tinyCard(node, box, context);
  return context.density === 'compact' ? compactCard(node, box, context) : fullCard(node, box, context);
}

function tinyCard({ name }: ContainerNode, box: Box, { tokens }: ContentContext): Ink[] {
  const at = { x: box.x + 8, y: box.y + 16, width: box.w - 14 };
  return [{ kind: 'text', ...at, text: name, font: bold(10), color: tokens.ink, align: 'left', least: 8.5 }];
}

/** What stands in a card where an address would: its state, or how it is joined. */
function stateText({ state, attachment, sharedWith, exitCode }: ContainerNode, { labels, names }: ContentContext): string | undefined {
  if (state === 'stopped') return exitCode === undefined ? labels.stopped : `${labels.stopped} (${exitCode})`;
  if (state === 'created') return labels.created;
  if (state === 'restarting') return labels.restarting;
  if (attachment === 'host') return labels.hostNetwork;
  if (attachment === 'shared' && sharedWith !== undefined) return labels.sharedNetwork(names[sharedWith] ?? '');
  return attachment === 'networks' ? undefined : labels.noNetwork;
}

function compactCard(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  const { tokens } = context;
  const x = box.x + 10;
  const width = box.w - 20;
  const y = box.y + 35;
  const name: Ink = { kind: 'text', x, y: box.y + 20, text: node.name, font: bold(12), color: tokens.ink, align: 'left', width, least: 10.5 };
  const state = stateText(node, context);
  if (state !== undefined)
    return [name, { kind: 'text', x, y, text: state, font: plain(10.5), color: tokens.ink3, align: 'left', width }];
  const port = node.ports[0]?.text.split('→')[0]?.replace(/^.*:/, '');
  const portText = port === undefined ? '' : `:${port}${node.ports.length > 1 ? '…' : ''}`;
  const portWidth = portText === '' ? 0 : portText.length * 6 + 6;
  const ink: Ink[] = [name];
  if (portText !== '')
    ink.push({ kind: 'text', x: right(box) - 10, y, text: portText, font: mono(10), color: tokens.accent, align: 'right', width: portWidth });
  return ink;
}

function fullCard(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  const { tokens, labels, measure } = context;
  const { padding } = metrics.full.card;
  const x = box.x + padding;
  const width = box.w - 2 * padding;
  const several = tabCount(node) > 1;
  const chips = chipsOf(node, box, several ? box.y + 37 : box.y + 64, context);
  const chipped = width - (chips.length === 0 ? 0 : right(box) - 12 - Math.min(...chips.map((chip) => chip.box.x)) + 4);
  const ink: Ink[] = [];
  let nameWidth = width;
  if (node.state === 'paused') {
    const font = bold(10);
    const w = measure(labels.paused, font) + 16;
    nameWidth -= w;
    const chip = { x: right(box) - 12 - w, y: box.y + 20, w, h: 18 };
    ink.push({ kind: 'chip', box: chip, text: labels.paused, font, color: tokens.warn, fill: tokens.chip });
  }
  const name: Font = { ...bold(13), weight: 650 };
  ink.push(
    { kind: 'text', x, y: box.y + 33, text: node.name, font: name, color: tokens.ink, align: 'left', width: nameWidth, least: 11 },
    { kind: 'text', x, y: box.y + 50, text: node.image, font: plain(11), color: tokens.ink3, align: 'left', width: several ? chipped : width },
  );
  const state = stateText(node, context);
  if (state !== undefined)
    ink.push({ kind: 'text', x, y: box.y + 77, text: state, font: plain(11), color: tokens.ink3, align: 'left', width: several ? width : chipped });
  return [...ink, ...chips];
}

/** The published ports, right-aligned, as many as there is room for. */
function chipsOf(node: ContainerNode, box: Box, y: number, { theme, tokens }: ContentContext): ChipInk[] {
  const { texts, more } = shownPorts(node, chipRoom(node, box.w));
  const fill = isRunning(node) ? networkColor(0, theme).soft : tokens.chip;
  const color = isRunning(node) ? tokens.ink : tokens.ink3;
  let x = right(box) - 12 + chipGap;
  return [...texts, ...(more > 0 ? [`+${more}`] : [])].reverse().map((text) => {
    const w = Math.min(chipWidth(text), box.w - 32);
    x -= w + chipGap;
    return { kind: 'chip', box: { x, y, w, h: 18 }, text, font: mono(10.5), color, fill } as const;
  });
}

const isRunning = ({ state }: ContainerNode): boolean => state === 'running' || state === 'paused';

/** The addresses of a card's interfaces: on a full card below their tabs, on a compact one the first alone. */
export function addressInk(
  node: ContainerNode,
  interfaces: readonly InterfaceNode[],
  box: Box,
  { density, tokens }: ContentContext,
): readonly Ink[] {
  if (density === 'tiny' || stateOfNoAddress(node)) return [];
  const m = metrics[density];
  const count = tabCount(node);
  if (density === 'compact') {
    const [first] = interfaces;
    if (first?.address === undefined) return [];
    const portRoom = node.ports.length === 0 ? 0 : 38;
    return [{ kind: 'text', x: box.x + 10, y: box.y + 35, text: first.address, font: mono(10), color: tokens.ink2, align: 'left', width: box.w - 20 - portRoom, least: 8.5 }];
  }
  return interfaces.flatMap(({ address }, place) => {
    if (address === undefined) return [];
    const x = count > 1 ? box.x + tabOffset(m, place, count) : box.x + m.card.padding;
    const room = count > 1 ? m.tab.pitch - 8 : addressRoom(node, box);
    return [{ kind: 'text', x, y: bottom(box) - 15, text: address, font: mono(11), color: tokens.ink2, align: 'left', width: room, least: 9 } as const];
  });
}

const stateOfNoAddress = ({ state, attachment }: ContainerNode): boolean =>
  state === 'stopped' || state === 'created' || attachment === 'host' || attachment === 'shared';

/** What the published ports leave of the row. */
function addressRoom(node: ContainerNode, box: Box): number {
  const { texts, more } = shownPorts(node, chipRoom(node, box.w));
  const all = [...texts, ...(more > 0 ? [`+${more}`] : [])];
  return box.w - 2 * metrics.full.card.padding - all.reduce((sum, text) => sum + chipWidth(text) + chipGap, 0);
}
