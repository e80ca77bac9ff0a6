import { right, type Box } from '../geometry.ts';
import { chipWidth } from '../layout/sizes.ts';
import { networkColor } from '../palette.ts';
import type { ContainerNode, GuestNode } from '../scene/scene.ts';
import { imageTexts, runs, stateGlyph, stateText } from './container-state.ts';
import { bold, leastName, leastText, mono, plain, type ContentContext, type Ink } from './ink.ts';
import { baselines } from './lines.ts';

/** A container as it stands on its networks: their colours at its left side, its name, and what it publishes. */
export function overviewCard(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  return [...stripes(node, box, context), ...nameInk(node, box, context), ...secondLine(node, box, context)];
}

/** A container that is at home elsewhere. */
export function guestCard(node: GuestNode, box: Box, context: ContentContext): Ink[] {
  const { tokens, names, labels } = context;
  const ink = [...stripes(node, box, context), ...nameInk(node, box, context, tokens.ink2)];
  if (!hasTwoLines(box)) return ink;
  const at = { ...room(box, context), y: lines(box)[1] ?? 0, align: 'left', least: leastText } as const;
  return [
    ...ink,
    { ...at, kind: 'text', text: labels.alsoHere(names[node.home] ?? ''), font: plain(11), color: tokens.ink3 },
  ];
}

/** There is room for two lines. */
const hasTwoLines = ({ h }: Box): boolean => h >= 31;
const lines = (box: Box): number[] => baselines(box, hasTwoLines(box) ? [13, 11] : [12], 5);

const glyphSize = 12;

function room(box: Box, { scale }: ContentContext): { readonly x: number; readonly width: number } {
  const x = box.x + Math.max(9, 15 * scale);
  return { x, width: right(box) - Math.max(4, 9 * scale) - x };
}

/** A piece for each network, so that what is on two of them has the colours of both. */
export function stripes({ colors }: Pick<GuestNode, 'colors'>, box: Box, { theme, scale }: ContentContext): Ink[] {
  const inset = Math.min(7 * scale, box.h / 5);
  const whole = box.h - 2 * inset;
  const gap = Math.min(2, whole / 8);
  const each = (whole - gap * (colors.length - 1)) / Math.max(1, colors.length);
  return colors.map((color, i) => ({
    kind: 'block',
    box: { x: box.x + Math.max(3, 4 * scale), y: box.y + inset + i * (each + gap), w: 3, h: each },
    radius: 1.5,
    color: networkColor(color, theme).line,
  }));
}

function nameInk(
  node: Pick<ContainerNode, 'title' | 'state' | 'health'>,
  box: Box,
  context: ContentContext,
  color = context.tokens.ink,
): Ink[] {
  const { x, width } = room(box, context);
  const glyph = stateGlyph(node, context.tokens);
  const [y = 0] = lines(box);
  const font = { ...bold(hasTwoLines(box) ? 13 : 12), weight: 650 };
  const own = width - (glyph ? glyphSize + 2 : 0);
  const ink: Ink[] = [
    { kind: 'text', x, y, text: node.title, font, color, align: 'left', width: own, least: leastName, cut: 'middle' },
  ];
  if (glyph) ink.push({ ...glyph, x: x + width - glyphSize + 2, y: y - 4 - glyphSize / 2 });
  return ink;
}

/** How it is, or its image, and the first published port with how many more there are. */
function secondLine(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  if (!hasTwoLines(box)) return [];
  const { tokens } = context;
  const { x, width } = room(box, context);
  const y = lines(box)[1] ?? 0;
  const chip = portChip(node, box, y - 12, context);
  const rest = chip === undefined ? width : chip.box.x - 6 - x;
  const texts = [stateText(node, context) ?? imageTexts(node, context)].flat();
  const text = texts.find((each) => context.measure(each, plain(11)) <= rest) ?? texts.at(-1) ?? '';
  const ink: Ink[] = [];
  if (rest >= Math.min(30, context.measure(text, plain(11))))
    ink.push({
      kind: 'text',
      x,
      y,
      text,
      font: plain(11),
      color: tokens.ink3,
      align: 'left',
      width: rest,
      least: leastText,
    });
  return chip === undefined ? ink : [...ink, chip];
}

function portChip(node: ContainerNode, box: Box, y: number, context: ContentContext) {
  const { theme, tokens } = context;
  const { x, width } = room(box, context);
  const { ports } = node;
  const [port] = ports;
  if (port === undefined) return undefined;
  const text = ports.length > 1 ? `${port.text} +${ports.length - 1}` : port.text;
  const w = Math.min(chipWidth(text), width);
  return {
    kind: 'chip',
    box: { x: x + width - w, y, w, h: 16 },
    text,
    font: mono(10.5),
    color: runs(node) ? tokens.ink : tokens.ink3,
    fill: runs(node) ? networkColor(0, theme).soft : tokens.chip,
  } as const;
}
