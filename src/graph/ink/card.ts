import { bottom, right, type Box } from '../geometry.ts';
import { metrics } from '../layout/metrics.ts';
import { chipGap, chipRoom, chipWidth, shownPorts, tabCount, tabOffset } from '../layout/sizes.ts';
import { networkColor } from '../palette.ts';
import type { ContainerNode, InterfaceNode } from '../scene/scene.ts';
import { stateGlyph, stateText } from './container-state.ts';
import { bold, mono, plain, type ChipInk, type ContentContext, type Font, type Ink } from './ink.ts';
import { overviewCard } from './overview-card.ts';

/** What is written on a container's card, but for its addresses. */
export function containerInk(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  if (context.level === 'overview') return overviewCard(node, box, context);
  if (context.density === 'tiny') return tinyCard(node, box, context);
  return context.density === 'compact' ? compactCard(node, box, context) : fullCard(node, box, context);
}

function tinyCard({ name }: ContainerNode, box: Box, { tokens }: ContentContext): Ink[] {
  const at = { x: box.x + 8, y: box.y + 16, width: box.w - 14 };
  return [{ kind: 'text', ...at, text: name, font: bold(10), color: tokens.ink, align: 'left', least: 8.5 }];
}

function compactCard(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  const { tokens } = context;
  const x = box.x + 10;
  const width = box.w - 20;
  const y = box.y + 35;
  const name: Ink[] = [
    {
      kind: 'text',
      x,
      y: box.y + 20,
      text: node.name,
      font: bold(12),
      color: tokens.ink,
      align: 'left',
      width: node.state === 'running' ? width : width - 14,
      least: 10.5,
    },
  ];
  const state = stateText(node, context);
  const glyph = stateGlyph(node, tokens);
  if (glyph) name.push({ ...glyph, x: right(box) - 20, y: box.y + 10 });
  if (state !== undefined)
    return [...name, { kind: 'text', x, y, text: state, font: plain(10.5), color: tokens.ink3, align: 'left', width }];
  const port = compactPort(node);
  if (port === '') return name;
  const at = { x: right(box) - 10, y, width };
  return [...name, { kind: 'text', ...at, text: port, font: mono(10), color: tokens.accent, align: 'right' }];
}

/** On a compact card there is room for one host port: `:8080`, with an ellipsis where there are more. */
function compactPort({ ports }: ContainerNode): string {
  const port = ports[0]?.text.split('→')[0]?.replace(/^.*:/, '');
  return port === undefined ? '' : `:${port}${ports.length > 1 ? '…' : ''}`;
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
    const chip = { x: right(box) - 12 - w, y: box.y + 14, w, h: 18 };
    ink.push({ kind: 'chip', box: chip, text: labels.paused, font, color: tokens.warn, fill: tokens.chip });
  }
  const name: Font = { ...bold(13), weight: 650 };
  ink.push(
    {
      kind: 'text',
      x,
      y: box.y + 33,
      text: node.name,
      font: name,
      color: tokens.ink,
      align: 'left',
      width: nameWidth,
      least: 11,
    },
    {
      kind: 'text',
      x,
      y: box.y + 50,
      text: node.image,
      font: plain(11),
      color: tokens.ink3,
      align: 'left',
      width: several ? chipped : width,
    },
  );
  const state = stateText(node, context);
  if (state !== undefined)
    ink.push({
      kind: 'text',
      x,
      y: box.y + 77,
      text: state,
      font: plain(11),
      color: tokens.ink3,
      align: 'left',
      width: several ? width : chipped,
    });
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
  { level, density, tokens, labels, measure }: ContentContext,
): readonly Ink[] {
  if (level === 'overview' || density === 'tiny' || stateOfNoAddress(node)) return [];
  const m = metrics[density];
  const count = tabCount(node);
  if (density === 'compact') {
    const [first] = interfaces;
    if (first === undefined) return [];
    const port = compactPort(node);
    const portRoom = port === '' ? 0 : measure(port, mono(10)) + 5;
    return [
      {
        kind: 'text',
        x: box.x + 10,
        y: box.y + 35,
        text: first.address ?? labels.noAddress,
        font: first.address === undefined ? plain(10.5) : mono(10),
        color: first.address === undefined ? tokens.warn : tokens.ink2,
        align: 'left',
        width: box.w - 20 - portRoom,
        least: 8,
      },
    ];
  }
  return interfaces.map(({ address }, place) => {
    const x = count > 1 ? box.x + tabOffset(m, place, count) : box.x + m.card.padding;
    const room = count > 1 ? m.tab.pitch - 8 : addressRoom(node, box);
    return {
      kind: 'text',
      x,
      y: bottom(box) - 15,
      text: address ?? labels.noAddress,
      font: address === undefined ? plain(11) : mono(11),
      color: address === undefined ? tokens.warn : tokens.ink2,
      align: 'left',
      width: room,
      least: 9,
    } as const;
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
