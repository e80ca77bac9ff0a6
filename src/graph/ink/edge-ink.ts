import { right, type Box, type Point } from '../geometry.ts';
import { tunnelPitch } from '../layout/lan.ts';
import { metricsOf } from '../layout/metrics.ts';
import { tabPitch } from '../layout/sizes.ts';
import { isCard, type SceneEdge, type SceneNode } from '../scene/scene.ts';
import { leastText, leastWidth, type ContentContext, type Font, type TextInk } from './ink.ts';
import { isCrossed, uprightRightOf, type Pieces } from './surroundings.ts';

/** Where things are that an edge joins, in the picture's units. */
export interface EdgeSite {
  readonly route: readonly Point[];
  readonly boxOf: (id: string) => Box | undefined;
  readonly nodeOf: (id: string) => SceneNode | undefined;
  /** How many networks have tunnels, one above the other. */
  readonly tunnels: number;
  /** All wires. */
  readonly pieces: () => Pieces;
}

/** A line of text beside a wire needs this height, in px. */
const line = 18;

/** From the frame of a host, in px. */
const frame = 6;

/** The veth's name beside the end of its line, where there is room that no other wire takes, inside of its host. */
export function vethInk(
  edge: SceneEdge,
  { route, boxOf, nodeOf, pieces }: EdgeSite,
  context: ContentContext,
): TextInk[] {
  const { kind, label, port, target, condition } = edge;
  const { level, density, scale, tokens, detail } = context;
  const tab = boxOf(target);
  const node = nodeOf(target);
  if (level === 'overview' || kind !== 'veth' || label === undefined || !detail.containers) return [];
  if (tab === undefined || node?.kind !== 'interface') return [];
  const [end, before] = [route.at(-1), route.at(-2)];
  if (end === undefined || before === undefined || Math.abs(end.y - before.y) * scale < line) return [];
  const card = boxOf(node.container) ?? tab;
  const owner = nodeOf(node.container);
  const last = owner?.kind === 'container' && owner.interfaces.at(-1) === target;
  const m = metricsOf(level, density);
  const x = (tab.x + tab.w / 2) * scale + 6;
  const text = port === undefined ? label : `${port}: ${label}`;
  const font: Font = { face: 'mono', size: 10.5, weight: 400 };
  const least = leastWidth(context, text, font);
  const next = last
    ? right(card) + m.gap + m.tab.only
    : tab.x + (owner && isCard(owner) ? tabPitch(m, owner) : m.tab.pitch) + tab.w / 2;
  const host = owner?.kind === 'container' ? boxOf(owner.host) : undefined;
  const limit = Math.min(next * scale - 6, host === undefined ? Infinity : right(host) * scale - frame);
  const rise = (Math.abs(end.y - before.y) / 3) * scale;
  const y = [Math.max(5, Math.min(22, rise)), 5, 2 * rise]
    .map((above) => tab.y * scale - above)
    .find((base) => !isCrossed(pieces(), textBox({ x, y: base, w: least }, font.size, scale)));
  if (y === undefined) return [];
  const wire = uprightRightOf(pieces(), { x: x / scale, y: y / scale }, leastText / scale);
  const room = Math.min(limit, wire * scale - 6) - x;
  if (least > room) return [];
  const color = condition === 'down' ? tokens.bad : tokens.ink3;
  return [{ kind: 'text', x, y, text, font, color, align: 'left', width: room, least: leastText }];
}

/** What a line of text takes around its baseline, in the picture's units. */
const textBox = ({ x, y, w }: { x: number; y: number; w: number }, size: number, scale: number): Box => ({
  x: x / scale,
  y: (y - size) / scale,
  w: w / scale,
  h: (size + 3) / scale,
});

/** Px from the name of one tunnel to that of the next. */
const tunnelLine = 13;

/** A tunnel's network and number, above the longest piece of its way. */
export function tunnelInk(
  { label, condition }: SceneEdge,
  { route, tunnels }: EdgeSite,
  context: ContentContext,
): TextInk[] {
  const { tokens, scale } = context;
  if (label === undefined || (tunnels > 1 && tunnelPitch(tunnels) * scale < tunnelLine)) return [];
  let longest = { x: 0, y: 0, w: 0 };
  route.forEach(({ x, y }, i) => {
    const next = route[i + 1];
    if (next?.y === y && Math.abs(next.x - x) > longest.w)
      longest = { x: (x + next.x) / 2, y, w: Math.abs(next.x - x) };
  });
  const font: Font = { face: 'sans', size: 10.5, weight: 500 };
  const width = longest.w * scale;
  if (leastWidth(context, label, font) > width) return [];
  const color = condition === 'down' ? tokens.bad : tokens.ink3;
  const at = { x: longest.x * scale, y: longest.y * scale - 4, width };
  return [{ kind: 'text', ...at, text: label, font, color, align: 'center', least: leastText }];
}
