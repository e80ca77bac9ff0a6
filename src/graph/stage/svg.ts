import type cytoscape from 'cytoscape';
import { grown, type Box, type Point } from '../geometry.ts';
import { cssFont, type Fitting } from '../ink/fitting.ts';
import type { ChipInk, Ink, TextInk } from '../ink/ink.ts';
import type { Written } from './layers/text-layer.ts';
import { tokensOf, type Stage } from './stage.ts';

/** Px around the picture. */
const MARGIN = 24;
/** Radius of the corners of edges, as in the stylesheet. */
const CORNER = 7;

/** A picture as a drawing of its own. */
export interface Svg {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/**
 * All of the picture, not only what is seen, as vectors.
 * @param inner further elements to begin with (fonts, metadata), as SVG text
 */
export function svgOf(stage: Stage, written: readonly Written[], fitting: Fitting, inner: string): Svg {
  const { x, y, w, h } = grown(stage.placement.bounds, MARGIN);
  const [width, height] = [Math.ceil(w), Math.ceil(h)];
  const inks = new Map(written.map((each) => [each.id, each]));
  const inkOf = (id: string) => {
    const { ink = [], opacity = 1 } = inks.get(id) ?? {};
    return group(opacity, ink.map((each) => inkText(each, fitting)).join(''));
  };
  const elements = [...stage.cy.elements()].sort((a, b) => numberOf(a, 'z-index') - numberOf(b, 'z-index'));
  const drawn = elements.map((element) =>
    element.isNode() ? nodeText(element) + inkOf(element.id()) : edgeText(stage, element as cytoscape.EdgeSingular),
  );
  const labels = stage.input.scene.edges.map(({ id }) => inkOf(id));
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${round(x)} ${round(y)} ${width} ${height}">`,
    inner,
    tag('rect', { x, y, width, height, fill: tokensOf(stage).background }),
    ...drawn,
    ...labels,
    '</svg>\n',
  ];
  return { text: text.filter((part) => part !== '').join('\n'), width, height };
}

function nodeText(node: cytoscape.NodeSingular): string {
  const { x, y } = node.position();
  const [w, h] = [numberOf(node, 'width'), numberOf(node, 'height')];
  const box = { x: x - w / 2, y: y - h / 2, w, h };
  const border = numberOf(node, 'border-width');
  const underlay = numberOf(node, 'underlay-opacity');
  const radius = node.style('shape') === 'rectangle' ? 0 : numberOf(node, 'corner-radius');
  const ring =
    underlay === 0
      ? ''
      : rect(grown(box, numberOf(node, 'underlay-padding')), radius, {
          fill: colorOf(node, 'underlay-color'),
          opacity: underlay,
        });
  const body = rect(box, radius, {
    fill: colorOf(node, 'background-color'),
    'fill-opacity': numberOf(node, 'background-opacity'),
    ...(border > 0 && {
      stroke: colorOf(node, 'border-color'),
      'stroke-width': border,
      'stroke-dasharray': node.style('border-style') === 'dashed' ? '4 2' : undefined,
    }),
  });
  return group(numberOf(node, 'opacity'), ring + body);
}

function edgeText(stage: Stage, edge: cytoscape.EdgeSingular): string {
  const route = stage.routes[edge.id()];
  if (route === undefined || route.length < 2) return '';
  const dashed = edge.style('line-style') === 'dashed';
  const opacity = numberOf(edge, 'opacity');
  const line = tag('path', {
    d: pathOf(route),
    fill: 'none',
    stroke: colorOf(edge, 'line-color'),
    'stroke-width': numberOf(edge, 'width'),
    'stroke-dasharray': dashed ? (edge.numericStyle('line-dash-pattern') as number[]).join(' ') : undefined,
    opacity,
  });
  return edge.style('target-arrow-shape') === 'none'
    ? line
    : line + headText(route, colorOf(edge, 'line-color'), opacity);
}

const head = { length: 9, width: 8 };

/** The head of an arrow at the end of a way. */
function headText(route: readonly Point[], fill: string, opacity: number): string {
  const [tip, before] = [route.at(-1), route.at(-2)];
  if (tip === undefined || before === undefined) return '';
  const long = Math.max(distance(tip, before), 1e-6);
  const [dx, dy] = [(tip.x - before.x) / long, (tip.y - before.y) / long];
  const foot = { x: tip.x - dx * head.length, y: tip.y - dy * head.length };
  const corners = [1, -1].map((side) => ({
    x: foot.x - (side * dy * head.width) / 2,
    y: foot.y + (side * dx * head.width) / 2,
  }));
  return tag('path', { d: `M${at(tip)}${corners.map((corner) => `L${at(corner)}`).join('')}Z`, fill, opacity });
}

/** A way of straight lines with round corners. */
function pathOf(route: readonly Point[]): string {
  const parts = route.map((point, i) => {
    const [before, after] = [route[i - 1], route[i + 1]];
    if (before === undefined) return `M${at(point)}`;
    if (after === undefined) return `L${at(point)}`;
    const radius = Math.min(CORNER, distance(before, point) / 2, distance(point, after) / 2);
    return `L${at(toward(point, before, radius))}Q${at(point)} ${at(toward(point, after, radius))}`;
  });
  return parts.join('');
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

function toward(from: Point, to: Point, by: number): Point {
  const part = by / Math.max(by, distance(from, to), 1e-6);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function inkText(ink: Ink, fitting: Fitting): string {
  switch (ink.kind) {
    case 'text':
      return lineText(ink, fitting);
    case 'chip':
      return chipText(ink, fitting);
    case 'block':
      return rect(ink.box, ink.radius, { fill: ink.color });
    case 'dot':
      return tag('circle', { cx: ink.x, cy: ink.y, r: ink.radius, fill: ink.color });
    case 'glyph':
      return tag('path', {
        d: ink.path,
        transform: `translate(${at(ink)})`,
        fill: 'none',
        stroke: ink.color,
        'stroke-width': 1.6,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      });
  }
}

const anchors = { left: 'start', center: 'middle', right: 'end' } as const;

function lineText({ x, y, text: whole, font, color, align, width, least, cut }: TextInk, fitting: Fitting): string {
  const { text, size } = fitting.fit(whole, font, width, { least, cut });
  if (text === '' || width <= 0) return '';
  const attributes = { x, y, 'text-anchor': anchors[align], fill: color, style: `font:${cssFont(font, size)}` };
  return tag('text', attributes, text);
}

function chipText({ box, text, font, color, fill }: ChipInk, fitting: Fitting): string {
  const middle = { x: box.x + box.w / 2, y: box.y + box.h / 2 + font.size * 0.35 };
  const line: TextInk = { kind: 'text', ...middle, text, font, color, align: 'center', width: box.w - 10, least: 9 };
  return rect(box, box.h / 2, { fill }) + lineText(line, fitting);
}

type Drawn = cytoscape.NodeSingular | cytoscape.EdgeSingular;

/** What the stylesheet comes to for a node or edge. */
const numberOf = (element: Drawn, name: string): number => Number(element.numericStyle(name));
const colorOf = (element: Drawn, name: string): string => String(element.style(name));

const group = (opacity: number, content: string): string =>
  content === '' || opacity === 0 ? '' : opacity === 1 ? content : `<g opacity="${round(opacity)}">${content}</g>`;

const rect = ({ x, y, w, h }: Box, radius: number, attributes: Attributes): string =>
  tag('rect', { x, y, width: w, height: h, rx: Math.min(radius, w / 2, h / 2), ...attributes });

type Attributes = Readonly<Record<string, string | number | undefined>>;

function tag(name: string, attributes: Attributes, content?: string): string {
  const words = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? round(value) : escaped(value)}"`],
  );
  return `<${name}${words.join('')}${content === undefined ? '/>' : `>${escaped(content)}</${name}>`}`;
}

const round = (value: number): number => Math.round(value * 100) / 100;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text that stays text; what XML has no place for (XML 1.0, 2.2) is left out. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (c) => entities[c] ?? '');
