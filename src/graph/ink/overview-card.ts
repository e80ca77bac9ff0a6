import { bottom, right, type Box } from '../geometry.ts';
import { chipWidth } from '../layout/sizes.ts';
import { networkColor } from '../palette.ts';
import type { ContainerNode, GuestNode } from '../scene/scene.ts';
import { stateGlyph, stateText } from './container-state.ts';
import { bold, mono, plain, type ContentContext, type Font, type Ink } from './ink.ts';

/** A container as it stands on its networks: their colours at its left side, its name, and what it publishes. */
export function overviewCard(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  return [...stripes(node, box, context), ...(context.density === 'full' ? fullCard : smallCard)(node, box, context)];
}

/** A piece for each network, so that what is on two of them has the colours of both. */
function stripes({ colors }: ContainerNode | GuestNode, box: Box, { theme, density }: ContentContext): Ink[] {
  const inset = density === 'full' ? 7 : 5;
  const whole = box.h - 2 * inset;
  const gap = 2;
  const each = (whole - gap * (colors.length - 1)) / Math.max(1, colors.length);
  return colors.map((color, i) => ({
    kind: 'block',
    box: { x: box.x + 4, y: box.y + inset + i * (each + gap), w: 3, h: each },
    radius: 1.5,
    color: networkColor(color, theme).line,
  }));
}

/** A container that is at home elsewhere. */
export function guestCard(node: GuestNode, box: Box, context: ContentContext): Ink[] {
  const { density, tokens, names } = context;
  if (density !== 'full') return [...stripes(node, box, context), ...smallCard(node, box, context)];
  const x = box.x + 16;
  const at = { x, width: right(box) - 10 - x, color: tokens.ink3, align: 'left' } as const;
  return [
    ...stripes(node, box, context),
    {
      ...at,
      kind: 'text',
      y: box.y + 22,
      text: node.name,
      font: { ...bold(13), weight: 600 },
      color: tokens.ink2,
      least: 11,
    },
    {
      ...at,
      kind: 'text',
      y: box.y + 38,
      text: context.labels.alsoHere(names[node.home] ?? ''),
      font: plain(11),
      least: 9.5,
    },
  ];
}

function smallCard(node: Pick<ContainerNode, 'name' | 'state'>, box: Box, { density, tokens }: ContentContext): Ink[] {
  const size = density === 'compact' ? 11.5 : 10;
  const glyph = stateGlyph(node, tokens);
  const x = box.x + (density === 'compact' ? 12 : 10);
  const width = right(box) - 6 - x - (glyph ? 14 : 0);
  const y = box.y + box.h / 2 + size * 0.36;
  const ink: Ink[] = [
    { kind: 'text', x, y, text: node.name, font: bold(size), color: tokens.ink, align: 'left', width, least: size - 2 },
  ];
  if (glyph) ink.push({ ...glyph, x: right(box) - 17, y: box.y + box.h / 2 - 6 });
  return ink;
}

function fullCard(node: ContainerNode, box: Box, context: ContentContext): Ink[] {
  const { tokens } = context;
  const x = box.x + 16;
  const glyph = stateGlyph(node, tokens);
  const name: Font = { ...bold(13), weight: 650 };
  const nameWidth = right(box) - 10 - x - (glyph ? 16 : 0);
  const ink: Ink[] = [
    {
      kind: 'text',
      x,
      y: box.y + 22,
      text: node.name,
      font: name,
      color: tokens.ink,
      align: 'left',
      width: nameWidth,
      least: 11,
    },
  ];
  if (glyph) ink.push({ ...glyph, x: right(box) - 21, y: box.y + 11 });
  const chip = portChip(node, box, context);
  const state = stateText(node, context);
  const width = (chip === undefined ? right(box) - 10 : chip.box.x - 6) - x;
  const text = state ?? node.image;
  ink.push({
    kind: 'text',
    x,
    y: box.y + 38,
    text,
    font: plain(11),
    color: tokens.ink3,
    align: 'left',
    width,
    least: 9.5,
  });
  return chip === undefined ? ink : [...ink, chip];
}

/** The first published port, and how many more there are. */
function portChip({ ports, state }: ContainerNode, box: Box, { theme, tokens }: ContentContext) {
  const [port] = ports;
  if (port === undefined) return undefined;
  const runs = state === 'running' || state === 'paused';
  const text = ports.length > 1 ? `${port.text} +${ports.length - 1}` : port.text;
  const w = Math.min(chipWidth(text), box.w - 60);
  return {
    kind: 'chip',
    box: { x: right(box) - 9 - w, y: bottom(box) - 23, w, h: 17 },
    text,
    font: mono(10.5),
    color: runs ? tokens.ink : tokens.ink3,
    fill: runs ? networkColor(0, theme).soft : tokens.chip,
  } as const;
}
