import type { BridgeNode, CardNode, ContainerNode, FoldedNode, GuestNode } from '../scene/scene.ts';
import { metrics, metricsOf, overviewMetrics, type Density, type Look, type Metrics } from './metrics.ts';

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
/** The room that an IPv4 address takes in the common case. */
const usualAddress = 76;

/** Addresses keep their size where cards are shown smaller, so that they take more of a card. */
const addressAsSeen = 14.6;
const seenWidth = ({ address = '' }: ContainerNode): number => textWidth(address, addressAsSeen, 'mono');

/** The room that the addresses of a card take each, and at least the usual one. */
export const addressWidth = ({ address = '' }: Pick<ContainerNode, 'address'>): number =>
  Math.max(usualAddress, textWidth(address, 11, 'mono'));

export const tabCount = ({ bars, interfaces }: CardNode): number => Math.max(bars.length, interfaces.length);

/** From one tab of a card to the next: on a large card each has its address below it. */
export const tabPitch = (m: Metrics, node: CardNode): number =>
  m === metrics.full && node.kind === 'container' ? Math.max(m.tab.pitch, seenWidth(node) + 5) : m.tab.pitch;

/** A tab's left side, from the card's. */
export const tabOffset = (m: Metrics, place: number, node: CardNode): number =>
  tabCount(node) <= 1 ? m.tab.only : m.tab.first + place * tabPitch(m, node);

/** Room for the published ports on a card, beside what else is in their row. */
export function chipRoom(node: ContainerNode, width: number, padding: number = metrics.full.card.padding): number {
  const beside = tabCount(node) > 1 ? textWidth(node.image, 11, 'sans') : addressWidth(node);
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

/** Its health changes, and its width should not. */
const widestHealth = 'unhealthy';

const widestCard = 264;
const widestSmall = 190;

/** Width of a container's card. It depends on its settings alone, so that stopping it moves nothing. */
export function cardWidth(node: CardNode, { level, density }: Look): number {
  if (node.kind === 'folded') return foldedWidth(node, { level, density });
  if (level === 'overview') return overviewCardWidth(node, density);
  const { card, tab } = metrics[density];
  const count = tabCount(node);
  const last = count > 1 ? tabOffset(metrics[density], count - 1, node) : 0;
  if (density !== 'full') {
    const name = textWidth(node.title, nameAsSeen[density], 'bold');
    const glyph = density === 'compact' || node.checked ? 14 : 0;
    const address = density === 'compact' ? seenWidth(node) : 0;
    return Math.max(
      card.width,
      last && last + tab.width + tab.first,
      Math.min(widestSmall, Math.max(name + glyph, address) + 2 * card.padding),
    );
  }
  const tabs = last && last + Math.max(usualAddress, seenWidth(node)) + card.padding;
  const { texts, more } = shownPorts(node, chipRoom(node, Math.max(tabs, 190)));
  const chips = texts.reduce(
    (sum, text) => sum + chipWidth(text) + chipGap,
    more > 0 ? chipWidth(`+${more}`) + chipGap : 0,
  );
  const image = textWidth(node.checked ? `${widestHealth} · ${node.image}` : node.image, 11, 'sans');
  const rows = [
    textWidth(node.title, 13, 'bold') + (node.checked ? glyphRoom : 0),
    image + (count > 1 ? chips : 0),
    count > 1 ? 0 : Math.max(seenWidth(node), addressWidth(node) + chips),
  ];
  return Math.max(card.width, tabs, Math.min(widestCard, 2 * card.padding + Math.max(...rows)));
}

const widestInOverview = { full: 230, compact: 200, tiny: 180 };
/** A name keeps its size where cards are shown smaller, so that it takes more of a small card. */
const nameAsSeen = { full: 13, compact: 13, tiny: 15 };

/** Of the shape that tells a state. */
const glyphRoom = 16;

export function guestWidth({ title }: GuestNode, { density }: Look): number {
  const { card } = overviewMetrics[density];
  const width = textWidth(title, nameAsSeen[density], 'bold') + glyphRoom;
  return Math.max(card.width, Math.min(widestInOverview[density], 2 * card.padding + width));
}

function overviewCardWidth({ title, image, ports }: ContainerNode, density: Density): number {
  const { card } = overviewMetrics[density];
  if (density !== 'full') {
    const nameWidth = textWidth(title, nameAsSeen[density], 'bold') + glyphRoom;
    return Math.max(card.width, Math.min(widestInOverview[density], 2 * card.padding + nameWidth));
  }
  const [port] = ports;
  const chip =
    port === undefined ? 0 : chipGap + chipWidth(ports.length > 1 ? `${port.text} +${ports.length - 1}` : port.text);
  const rows = [textWidth(title, 13, 'bold') + glyphRoom, textWidth(image, 11, 'sans') + chip];
  return Math.max(card.width, Math.min(widestInOverview.full, 2 * card.padding + Math.max(...rows)));
}

/** Of the arrow that tells whether a project is folded. */
export const foldRoom = 16;
/** What a folded project tells, in the longest common case. */
const usualTally = '5 services · 12 containers';

/** Of the number of its containers, beside its name. */
const countRoom = 22;
/** What keeps its size where cards are shown smaller takes so much more of them. */
const asSeen = { full: 1, compact: 1.4, tiny: 2 };

/** It stands for many: it is as wide as what it tells of them, whatever that is now. */
function foldedWidth(node: FoldedNode, { level, density }: Look): number {
  const { card, tab } = metricsOf(level, density);
  const count = tabCount(node);
  const tabs = count > 1 ? tab.first + (count - 1) * tab.pitch + tab.width + tab.first : 0;
  const name = (foldRoom + countRoom) * asSeen[density] + textWidth(node.title, labelAsSeen[density], 'bold');
  const tally = density === 'full' ? textWidth(usualTally, 11, 'sans') : 0;
  return Math.max(card.width, tabs, Math.min(widestCard, 2 * card.padding + Math.max(name, tally)));
}

/** A name keeps its size where frames are shown smaller. */
const labelAsSeen = { full: 13, compact: 16, tiny: 22 };
const widestLabel = 320;

/** Width that a frame needs for the name of its project. */
export const frameLabelWidth = (name: string, density: Density): number =>
  Math.min(widestLabel, 2 * foldRoom + textWidth(name, labelAsSeen[density], 'bold') + 8);

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
