import { bottom, clamp, right, type Box } from '../geometry.ts';
import { metricsOf } from '../layout/metrics.ts';
import {
  addressWidth,
  chipGap,
  chipRoom,
  chipWidth,
  shownPorts,
  tabCount,
  tabOffset,
  tabPitch,
} from '../layout/sizes.ts';
import { networkColor } from '../palette.ts';
import type { ContainerNode, InterfaceNode } from '../scene/scene.ts';
import { imageTexts, runs, stateGlyph, stateText } from './container-state.ts';
import {
  bold,
  leastName,
  leastText,
  leastWidth,
  mono,
  plain,
  type ChipInk,
  type ContentContext,
  type Font,
  type Ink,
} from './ink.ts';
import { baselines } from './lines.ts';
import { overviewCard } from './overview-card.ts';

/** What is written on a container's card, but for its addresses: all, two lines or the name alone, as there is room. */
export function containerInk(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  if (context.level === 'overview') return overviewCard(node, box, context);
  switch (stepOf(box, context)) {
    case 'card':
      return fullCard(node, box, context);
    case 'lines':
      return [
        nameInk(node, box, context, twoLines(box, context)[0] ?? 0),
        ...glyphInk(node, box, context),
        ...stateOrPort(node, box, context),
      ];
    case 'name':
      return [
        nameInk(node, box, context, baselines(clearOfTabs(box, context), [12])[0] ?? 0),
        ...glyphInk(node, box, context),
      ];
  }
}

type Step = 'card' | 'lines' | 'name';

/** What there is room for below the tabs. */
function stepOf(box: Box, context: ContentContext): Step {
  const { h } = clearOfTabs(box, context);
  if (context.density === 'full' && h >= 62) return 'card';
  return h >= 26 ? 'lines' : 'name';
}

/** A card's part below its tabs; on a small card they are but notches, and the name may have all of it. */
export function clearOfTabs(box: Box, { level, density, scale }: ContentContext): Box {
  const { tab } = metricsOf(level, density);
  const top = (tab.height - tab.above) * scale;
  return box.h - top < 13 ? box : { ...box, y: box.y + top, h: box.h - top };
}

const twoLines = (box: Box, context: ContentContext): number[] => baselines(clearOfTabs(box, context), [12, 10.5], 4);

/** From the card's sides. */
const padding = ({ density, scale }: ContentContext): number =>
  density === 'full'
    ? Math.max(6, 16 * scale)
    : density === 'compact'
      ? Math.max(5, 10 * scale)
      : clamp(8 * scale, 3, 5);

const glyphSize = 12;

function nameInk(node: ContainerNode, box: Box, context: ContentContext, y: number): Ink {
  const x = box.x + padding(context);
  const width = right(box) - padding(context) - x - (stateGlyph(node, context.tokens) ? glyphSize + 2 : 0);
  return {
    kind: 'text',
    x,
    y,
    text: node.title,
    font: bold(box.w < narrow ? leastName : 12),
    color: context.tokens.ink,
    align: 'left',
    width,
    least: leastName,
    cut: 'middle',
  };
}

/** On cards narrower than this, in px, all names are as small as names may be: of two sizes side by side one looks wrong. */
const narrow = 64;

function glyphInk(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  const glyph = stateGlyph(node, context.tokens);
  const { y, h } = clearOfTabs(box, context);
  const middle = stepOf(box, context) === 'lines' ? (twoLines(box, context)[0] ?? 0) - 4 : y + h / 2;
  return glyph ? [{ ...glyph, x: right(box) - padding(context) - glyphSize + 2, y: middle - glyphSize / 2 }] : [];
}

/** In the second line: how it is, or the first port that it publishes. */
function stateOrPort(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  const { tokens } = context;
  const y = twoLines(box, context)[1] ?? 0;
  const width = box.w - 2 * padding(context);
  const state = stateText(node, context);
  if (state !== undefined) {
    const at = { x: box.x + padding(context), y, width, align: 'left', least: leastText } as const;
    return [{ kind: 'text', ...at, text: state, font: plain(10.5), color: tokens.ink3 }];
  }
  const port = compactPort(node);
  if (port === '' || !hasRoomForPort(port, node, box, context)) return [];
  const at = { x: right(box) - padding(context), y, width, align: 'right' } as const;
  return [{ kind: 'text', ...at, text: port, font: mono(10), color: tokens.accent }];
}

/** In a short line there is room for one host port: `:8080`, with an ellipsis where there are more. */
function compactPort({ ports }: ContainerNode): string {
  const port = ports[0]?.text.split('→')[0]?.replace(/^.*:/, '');
  return port === undefined ? '' : `:${port}${ports.length > 1 ? '…' : ''}`;
}

/** An address comes first. */
const hasRoomForPort = (port: string, node: ContainerNode, box: Box, context: ContentContext): boolean =>
  context.measure(port, mono(10)) +
    5 +
    (node.interfaces.length > 0 ? lettersOf(node) * context.measure('0', mono(10)) : 0) <=
  box.w - 2 * padding(context);

/** Letters of its longest address, or of `172.18.0.2`. */
const lettersOf = ({ address = '' }: ContainerNode): number => Math.max(10, address.length);

function fullCard(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  const { tokens, labels, measure, scale } = context;
  const inset = padding(context);
  const x = box.x + inset;
  const width = box.w - 2 * inset;
  const high = areChipsHigh(node, box, context);
  const [first = 0, second = 0, third = 0] = cardLines(box, context);
  const chips = chipsOf(node, box, (high ? second : third) - 12, context);
  const chipped =
    width - (chips.length === 0 ? 0 : right(box) - 12 * scale - Math.min(...chips.map((chip) => chip.box.x)) + 4);
  const ink: Ink[] = [];
  let nameWidth = width;
  if (node.state === 'paused') {
    const font = bold(10);
    const w = measure(labels.paused, font) + 16;
    nameWidth -= w;
    const chip = { x: right(box) - 10 - w, y: first - 12, w, h: 15 };
    ink.push({ kind: 'chip', box: chip, text: labels.paused, font, color: tokens.warn, fill: tokens.chip });
  }
  const glyph = node.state === 'running' ? stateGlyph(node, tokens) : undefined;
  if (glyph !== undefined) {
    nameWidth -= glyphSize + 2;
    ink.push({ ...glyph, x: right(box) - inset - glyphSize + 2, y: first - 4 - glyphSize / 2 });
  }
  const name: Font = { ...bold(13), weight: 650 };
  const at = { x, align: 'left' } as const;
  const made = imageTexts(node, context);
  const madeWidth = high ? chipped : width;
  ink.push(
    {
      ...at,
      kind: 'text',
      y: first,
      text: node.title,
      font: name,
      color: tokens.ink,
      width: nameWidth,
      least: leastName,
      cut: 'middle',
    },
    {
      ...at,
      kind: 'text',
      y: second,
      text: made.find((each) => leastWidth(context, each, plain(11)) <= madeWidth) ?? made.at(-1) ?? '',
      font: plain(11),
      color: tokens.ink3,
      width: madeWidth,
      least: leastText,
    },
  );
  const state = stateText(node, context);
  if (state !== undefined) {
    const room = high ? width : chipped;
    ink.push({
      ...at,
      kind: 'text',
      y: third,
      text: state,
      font: plain(11),
      color: tokens.ink3,
      width: room,
      least: leastText,
    });
  }
  return [...ink, ...chips];
}

/** Of the name, the image, and the addresses; the last stands apart where there is room. */
function cardLines(box: Box, context: ContentContext): readonly number[] {
  const { scale } = context;
  const { y, h } = clearOfTabs(box, context);
  const low = bottom(box) - Math.max(7, 15 * scale);
  const first = y + 13 + (h - 62) * 0.5;
  return [first, first + 12.5 + 4.5 * scale, low];
}

/** The published ports, right-aligned, as many as there is room for. */
function chipsOf(node: ContainerNode, box: Box, y: number, context: ContentContext): ChipInk[] {
  const { theme, tokens, scale } = context;
  const { texts, more } = shownPorts(node, chipRoom(node, box.w, padding(context)));
  const fill = runs(node) ? networkColor(0, theme).soft : tokens.chip;
  const color = runs(node) ? tokens.ink : tokens.ink3;
  let x = right(box) - 12 * scale + chipGap;
  return [...texts, ...(more > 0 ? [`+${more}`] : [])].reverse().map((text) => {
    const w = Math.min(chipWidth(text), box.w - 20);
    x -= w + chipGap;
    return { kind: 'chip', box: { x, y, w, h: 16 }, text, font: mono(10.5), color, fill } as const;
  });
}

/** The addresses of a card's interfaces: on a full card below their tabs, in a second line the first alone. */
export function addressInk(
  node: ContainerNode,
  interfaces: readonly InterfaceNode[],
  box: Box,
  context: ContentContext,
): readonly Ink[] {
  const { level, tokens, labels, measure, scale, density } = context;
  if (level === 'overview' || !context.detail.containers || stateOfNoAddress(node)) return [];
  const step = stepOf(box, context);
  if (step === 'name') return [];
  const inset = padding(context);
  const inkOf = (address: string | undefined, at: { x: number; y: number; width: number }, size: number): Ink => ({
    kind: 'text',
    ...at,
    text: address ?? labels.noAddress,
    font: address === undefined ? plain(size) : mono(size),
    color: address === undefined ? tokens.warn : tokens.ink2,
    align: 'left',
    least: leastText,
  });
  if (step === 'lines') {
    const [first] = interfaces;
    if (first === undefined) return [];
    const port = compactPort(node);
    const portRoom = port !== '' && hasRoomForPort(port, node, box, context) ? measure(port, mono(10)) + 5 : 0;
    const at = { x: box.x + inset, y: twoLines(box, context)[1] ?? 0, width: box.w - 2 * inset - portRoom };
    return [inkOf(first.address, at, 10.5)];
  }
  const m = metricsOf(level, density);
  const count = tabCount(node);
  const y = cardLines(box, context)[2] ?? 0;
  return interfaces.map(({ address }, place) => {
    const x = box.x + (count > 1 ? tabOffset(m, place, node) * scale : inset);
    const pitch = place === count - 1 ? right(box) - 4 - x : tabPitch(m, node) * scale - 4;
    const whole = areChipsHigh(node, box, context) ? box.w - 2 * inset : addressRoom(node, box, context);
    return inkOf(address, { x, y, width: count > 1 ? pitch : whole }, addressSize);
  });
}

const stateOfNoAddress = ({ state, attachment }: ContainerNode): boolean =>
  state === 'stopped' || state === 'created' || attachment === 'host' || attachment === 'shared';

/** Published ports stand beside the image where they would leave too little for the addresses. */
const areChipsHigh = (node: ContainerNode, box: Box, context: ContentContext): boolean =>
  tabCount(node) > 1 ||
  (node.ports.length > 0 && addressRoom(node, box, context) < addressWidth(node) * (leastText / addressSize));

/** Px of an address on a full card. */
const addressSize = 11;

/** What the published ports leave of the row. */
function addressRoom(node: ContainerNode, box: Box, context: ContentContext): number {
  const { texts, more } = shownPorts(node, chipRoom(node, box.w, padding(context)));
  const all = [...texts, ...(more > 0 ? [`+${more}`] : [])];
  return box.w - 2 * padding(context) - all.reduce((sum, text) => sum + chipWidth(text) + chipGap, 0);
}
