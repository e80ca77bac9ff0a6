import type cytoscape from 'cytoscape';
import { dependencyColor, networkColor, tokens, type Theme, type Tokens } from '../../palette.ts';

/** What the stylesheet reads of a node: put-elements.ts and show.ts set it. */
export interface NodeData {
  readonly id: string;
  readonly kind: string;
  readonly w: number;
  readonly h: number;
  readonly z: number;
  readonly opacity: number;
  readonly color?: number | undefined;
}

/** An edge's way in Cytoscape's own terms, see curve.ts. */
export interface Curve {
  readonly style: 'straight' | 'round-segments';
  readonly source: string;
  readonly target: string;
  readonly weights: string;
  readonly distances: string;
}

type Sheet = cytoscape.StylesheetJson;
type Style = cytoscape.Css.Node & cytoscape.Css.Edge & cytoscape.Css.Core;

const lineOf = (theme: Theme, ink: string) => (element: cytoscape.SingularElementReturnValue) => {
  const color = element.data('color') as number | undefined;
  return color === undefined ? ink : networkColor(color, theme).line;
};
const softOf = (theme: Theme, ink: string) => (element: cytoscape.SingularElementReturnValue) => {
  const color = element.data('color') as number | undefined;
  return color === undefined ? ink : networkColor(color, theme).soft;
};
const curveOf = (key: keyof Curve) => (edge: cytoscape.EdgeSingular) => (edge.data('curve') as Curve)[key];

/** The stylesheet of the picture: bodies and edges. What is written on them is ink (see content.ts). */
export function stylesheet(theme: Theme): Sheet {
  const t = tokens[theme];
  return [...nodeStyles(theme, t), ...edgeStyles(theme, t), ...stateStyles(t)];
}

/** Cytoscape's types lack a few of its properties and values (corner-radius of edges' ends, edge-distances: endpoints). */
const style = (selector: string, css: Record<string, unknown>): Sheet[number] => ({
  selector,
  style: css as unknown as Style,
});

function nodeStyles(theme: Theme, t: Tokens): Sheet {
  return [
    style('node', {
      shape: 'round-rectangle',
      width: 'data(w)',
      height: 'data(h)',
      'z-index': 'data(z)',
      'z-index-compare': 'manual',
      opacity: 'data(opacity)',
      'background-color': t.panel,
      'border-width': 1,
      'border-color': t.lineStrong,
      'corner-radius': '9px',
      'overlay-opacity': 0,
      'underlay-color': t.accent,
      'underlay-opacity': 0,
      'underlay-shape': 'round-rectangle',
      label: '',
    }),
    style('[kind = "machine"][?round]', { 'corner-radius': '20px' }),
    style('[kind = "lan"]', { 'background-color': t.lineStrong, 'border-width': 0, 'corner-radius': '4px' }),
    style('[kind = "host"]', { 'background-color': t.host, 'border-width': 1.5, 'corner-radius': '16px' }),
    style('[kind = "nic"], [kind = "gate"]', { 'corner-radius': '8px' }),
    style('[kind = "chain"]', { 'background-opacity': 0, 'border-width': 0, 'corner-radius': '5px' }),
    style('[kind = "area"]', {
      'background-color': softOf(theme, t.chip),
      'border-color': lineOf(theme, t.ink3),
      'border-width': 1.5,
      'corner-radius': '14px',
    }),
    style('[kind = "netfilter"]', { 'background-color': t.chip, 'border-width': 0, 'corner-radius': '11px' }),
    style('[kind = "bridge"]', {
      'background-color': softOf(theme, t.chip),
      'border-color': lineOf(theme, t.ink3),
      'border-width': 1.5,
    }),
    style('[kind = "rail"]', {
      shape: 'rectangle',
      'background-color': lineOf(theme, t.lineStrong),
      'border-width': 0,
    }),
    style('[kind = "hostrail"]', { 'background-color': t.lineStrong, 'border-width': 0, 'corner-radius': '2px' }),
    style('[kind = "bridge"][?heading]', { 'background-opacity': 0, 'border-width': 0 }),
    style('[kind = "container"]', { 'corner-radius': '12px' }),
    style('[kind = "folded"]', { 'corner-radius': '12px', 'border-style': 'double', 'border-width': 4 }),
    style('[kind = "frame"]', {
      'background-color': t.chip,
      'background-opacity': 0.55,
      'border-width': 1,
      'corner-radius': '12px',
    }),
    style('[kind = "project"]', { 'background-opacity': 0, 'border-width': 0 }),
    style('[kind = "guest"]', { 'corner-radius': '12px', 'border-style': 'dashed', 'background-opacity': 0.55 }),
    style('[kind = "container"][small], [kind = "folded"][small], [kind = "guest"][small]', { 'corner-radius': '8px' }),
    style('[kind = "interface"]', {
      'border-color': lineOf(theme, t.ink3),
      'border-width': 1.5,
      'corner-radius': '7px',
    }),
    style('[kind = "interface"][small]', { 'corner-radius': '5px', 'border-width': 1.25 }),
    style('[kind = "interface"].plug', {
      width: 16,
      height: 7,
      'corner-radius': '3px',
      'background-color': lineOf(theme, t.ink3),
    }),
  ];
}

function edgeStyles(theme: Theme, t: Tokens): Sheet {
  return [
    style('edge', {
      'curve-style': curveOf('style'),
      'source-endpoint': curveOf('source'),
      'target-endpoint': curveOf('target'),
      'segment-weights': curveOf('weights'),
      'segment-distances': curveOf('distances'),
      'segment-radii': '7',
      'edge-distances': 'endpoints',
      'line-color': t.lineStrong,
      width: 2,
      opacity: 'data(opacity)',
      'z-index': 5,
      'z-index-compare': 'manual',
      'overlay-opacity': 0,
      'overlay-padding': 6,
      'line-cap': 'butt',
      label: '',
    }),
    style('edge[kind = "tie"], edge[kind = "process"]', { width: 1.5 }),
    style('edge[kind = "tie"][color >= 0]', {
      'line-color': lineOf(theme, t.ink3),
      'line-style': 'dashed',
      'line-dash-pattern': [6, 3],
    }),
    style('edge[kind = "tunnel"]', {
      'line-color': lineOf(theme, t.ink3),
      'line-style': 'dashed',
      'line-dash-pattern': [6, 3],
      width: 2,
    }),
    style('edge[kind = "veth"]', { 'line-color': lineOf(theme, t.ink3) }),
    style('edge[kind = "veth"][small]', { width: 1.5 }),
    style('edge[kind = "depends"]', {
      'line-color': dependencyColor(theme),
      'line-style': 'dotted',
      'target-arrow-shape': 'triangle',
      'target-arrow-color': dependencyColor(theme),
      'arrow-scale': 0.9,
      'z-index': 4.5,
    }),
    style('edge[kind = "shared"]', { 'line-style': 'dashed', 'line-dash-pattern': [4, 3], 'line-color': t.ink3 }),
  ];
}

function stateStyles(t: Tokens): Sheet {
  return [
    style('node[condition = "down"]', { 'border-color': t.bad, 'border-style': 'dashed' }),
    style('[kind = "lan"][condition = "down"]', { 'background-color': t.bad }),
    style('edge[condition = "down"]', { 'line-color': t.bad, 'line-style': 'dashed', 'line-dash-pattern': [5, 4] }),
    style('node[?off]', { 'border-style': 'dashed' }),
    style('.near', { display: 'none' }),
    style('node.lit', { 'border-color': t.accent, 'border-width': 2 }),
    style('node.nat', { 'border-color': t.nat, 'border-width': 2 }),
    style('node.dropped', { 'border-color': t.bad, 'border-width': 2 }),
    style('[kind = "lan"].lit, [kind = "netfilter"].lit, [kind = "hostrail"].lit', { 'border-width': 0 }),
    style('[kind = "chain"].lit, [kind = "chain"].nat, [kind = "chain"].dropped', {
      'background-opacity': 1,
      'border-width': 1,
    }),
    style('[kind = "chain"].lit', { 'background-color': t.accentSoft }),
    style('[kind = "chain"].nat', { 'background-color': t.panel }),
    style('[kind = "bridge"][?heading].lit', { 'border-width': 2 }),
    style('node.hovered', { 'border-color': t.ink3 }),
    style('node.target', {
      'border-color': t.accent,
      'border-width': 2,
      'underlay-opacity': 0.16,
      'underlay-padding': 5,
    }),
    style('node.twin', { 'border-color': t.accent, 'border-width': 1.5 }),
    style('node.chosen', {
      'border-color': t.accent,
      'border-width': 2,
      'underlay-opacity': 0.18,
      'underlay-padding': 4,
    }),
    style('[kind = "lan"].chosen, [kind = "netfilter"].chosen, [kind = "hostrail"].chosen, [kind = "project"].chosen', {
      'border-width': 0,
    }),
    style('[kind = "project"].chosen, [kind = "frame"].chosen', { 'underlay-opacity': 0 }),
    style('edge.chosen, edge.hovered', { 'overlay-color': t.accent, 'overlay-opacity': 0.14 }),
  ];
}
