import type { BridgeNode, ContainerNode, GuestNode } from '../scene/scene.ts';
import { metrics, overviewMetrics, type Density, type Look, type Metrics } from './metrics.ts';

const isWide = (letter: string) => letter >= '\u1100';

/**
 * Width of a text in px, near enough to give it room: the picture's places must not depend on a browser's fonts.
 * What is drawn is measured, and shortened where this was too little.
 */
export function textWidth(text: string, size: number, face: 'sans' | 'bold' | 'mono'): number {
  const narrow = face === 'mono' ? 0.602 : face === 'bold' ? 0.6 : 0.56;
  let ems = 0;
  for (const letter of text) ems += isWide(letter) ? 1 : narrow;
  return Math.ceil(ems * size);
}

export const chipWidth = (text: string): number => textWidth(text, 10.5, 'mono') + 16;
/** The room that an IPv4 address takes in the common case; longer ones are written smaller. */
export const addressWidth = 76;

export const tabCount = ({ bars, interfaces }: ContainerNode): number => Math.max(bars.length, interfaces.length);

/** A tab's left side, from the card's. */
export function tabOffset({ tab }: Metrics, place: number, count: number): number {
  return count <= 1 ? tab.only : tab.first + place * tab.pitch;
}

/** Room for the published ports on a card, beside what else is in their row. */
export function chipRoom(node: ContainerNode, width: number, padding: number = metrics.full.card.padding): number {
  const beside = tabCount(node) > 1 ? textWidth(node.image, 11, 'sans') : addressWidth;
  return width - 2 * padding - beside - chipGap;
}

export const chipGap = 6;

/** The ports that have room, and how many are left out. The first one always shows. */
export function shownPorts(
  node: ContainerNode,
  room: number,
): { readonly texts: readonly string[]; readonly more: number } {
  const texts: string[] = [];
  let rest = room;
  for (const [i, { text }] of node.ports.entries()) {
    const after = i === node.ports.length - 1 ? 0 : chipGap + chipWidth(`+${node.ports.length - i - 1}`);
    rest -= chipWidth(text);
    if (i > 0 && rest < after) break;
    rest -= chipGap;
    texts.push(text);
  }
  return { texts, more: node.ports.length - texts.length };
}

const widestCard = 264;
const widestSmall = 190;

/** Width of a container's card. It depends on its settings alone, so that stopping it moves nothing. */
export function cardWidth(node: ContainerNode, { level, density }: Look): number {
  if (level === 'overview') return overviewCardWidth(node, density);
  const { card, tab } = metrics[density];
  const count = tabCount(node);
  const last = count > 1 ? tab.first + (count - 1) * tab.pitch : 0;
  if (density !== 'full') {
    const name = textWidth(node.name, nameAsSeen[density], 'bold');
    const glyph = density === 'compact' ? 14 : 0;
    return Math.max(
      card.width,
      last && last + tab.width + tab.first,
      Math.min(widestSmall, name + 2 * card.padding + glyph),
    );
  }
  const tabs = last && last + addressWidth + card.padding;
  const { texts, more } = shownPorts(node, chipRoom(node, Math.max(tabs, 190)));
  const chips = texts.reduce(
    (sum, text) => sum + chipWidth(text) + chipGap,
    more > 0 ? chipWidth(`+${more}`) + chipGap : 0,
  );
  const image = textWidth(node.image, 11, 'sans');
  const rows = [
    textWidth(node.name, 13, 'bold'),
    image + (count > 1 ? chips : 0),
    count > 1 ? 0 : addressWidth + chips,
  ];
  return Math.max(card.width, tabs, Math.min(widestCard, 2 * card.padding + Math.max(...rows)));
}

const widestInOverview = { full: 230, compact: 200, tiny: 180 };
/** A name keeps its size where cards are shown smaller, so that it takes more of a small card. */
const nameAsSeen = { full: 13, compact: 13, tiny: 15 };

/** Of the shape that tells a state. */
const glyphRoom = 16;

export function guestWidth({ name }: GuestNode, { density }: Look): number {
  const { card } = overviewMetrics[density];
  const width = textWidth(name, nameAsSeen[density], 'bold') + glyphRoom;
  return Math.max(card.width, Math.min(widestInOverview[density], 2 * card.padding + width));
}

function overviewCardWidth({ name, image, ports }: ContainerNode, density: Density): number {
  const { card } = overviewMetrics[density];
  if (density !== 'full') {
    const nameWidth = textWidth(name, nameAsSeen[density], 'bold') + glyphRoom;
    return Math.max(card.width, Math.min(widestInOverview[density], 2 * card.padding + nameWidth));
  }
  const [port] = ports;
  const chip =
    port === undefined ? 0 : chipGap + chipWidth(ports.length > 1 ? `${port.text} +${ports.length - 1}` : port.text);
  const rows = [textWidth(name, 13, 'bold') + glyphRoom, textWidth(image, 11, 'sans') + chip];
  return Math.max(card.width, Math.min(widestInOverview.full, 2 * card.padding + Math.max(...rows)));
}

export const barTitle = 30;
/** Width that a bar needs for its own texts; where cards are small, without the name of its device. */
export function barWidth(
  { title, subnet = '', device, internal, driver }: BridgeNode,
  { level, density }: Look,
): number {
  const texts = barTitle + textWidth(title, 12, 'bold') + 8 + textWidth(subnet, 11, 'mono') + 12;
  if (density === 'tiny') return Math.min(300, barTitle + textWidth(title, 27, 'bold') + 24);
  const noted = internal || driver !== 'bridge';
  if (density !== 'full' || level === 'overview')
    return Math.min(360, texts + (noted ? 16 + textWidth(internal ? 'internal' : driver, 11, 'sans') : 0));
  const note =
    internal || device === undefined
      ? textWidth(internal ? 'internal' : driver, 11, 'sans')
      : textWidth(device, 10.5, 'mono');
  return Math.min(420, texts + 16 + note);
}
