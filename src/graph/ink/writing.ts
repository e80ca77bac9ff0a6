import type { Level } from '../../store/view.ts';
import { bottom, inside, type Box, type Point } from '../geometry.ts';
import { networkOf } from '../layout/lan.ts';
import { frames, type Density } from '../layout/metrics.ts';
import type { Rail } from '../layout/placement.ts';
import { tokens, type Theme } from '../palette.ts';
import type { InterfaceNode, Scene, SceneEdge, SceneNode } from '../scene/scene.ts';
import { addressInk } from './card.ts';
import { contentOf, groupInk } from './content.ts';
import { detailAt } from './detail.ts';
import { tunnelInk, vethInk } from './edge-ink.ts';
import type { ContentContext, Font, Ink } from './ink.ts';
import type { GraphLabels } from './labels.ts';
import { projectInk } from './project.ts';
import { scaledBox, type Reading } from './reading.ts';
import { namesOf, piecesOf, roomBeside, type Pieces } from './surroundings.ts';

/** A picture that is to be written on: its scene, and where things are in it. */
export interface Page {
  readonly scene: Scene;
  readonly level: Level;
  readonly density: Density;
  readonly rails: readonly Rail[];
  readonly boxOf: (id: string) => Box | undefined;
  readonly nodeOf: (id: string) => SceneNode | undefined;
  readonly routeOf: (edge: string) => readonly Point[];
  readonly theme: Theme;
  readonly labels: GraphLabels;
  readonly hits: Readonly<Record<string, string>>;
}

/** What is written on a page as it is read. Boxes and inks are in px as they are read. */
export interface Writing {
  readonly context: ContentContext;
  readonly reading: Reading;
  readonly onNode: (node: SceneNode, box: Box) => readonly Ink[];
  readonly onEdge: (edge: SceneEdge) => readonly Ink[];
  /** On networks that are one box, and on a project's further frames: by the area's id, and the bar's or project's. */
  readonly onGroups: () => readonly { readonly id: string; readonly owner: string; readonly ink: readonly Ink[] }[];
}

/** @param measure width of a text in px */
export function writingOf(page: Page, reading: Reading, measure: (text: string, font: Font) => number): Writing {
  const { scene, level, density, boxOf, nodeOf, theme, labels, hits } = page;
  const { own: names, members } = namesOf(scene);
  const context: ContentContext = {
    level,
    theme,
    tokens: tokens[theme],
    labels,
    names,
    measure,
    hits,
    density,
    scale: reading.scale,
    detail: detailAt(reading.scale, level, density),
    members: (bar) => members.get(bar) ?? [],
    roomBeside: (id) => roomBeside(page, id) * reading.scale,
  };
  const tunnels = new Set(scene.edges.flatMap(({ id, kind }) => (kind === 'tunnel' ? [networkOf(id)] : []))).size;
  let known: Pieces | undefined;
  const pieces = () =>
    (known ??= piecesOf(scene.edges.flatMap(({ id, kind }) => (kind === 'depends' ? [] : [page.routeOf(id)]))));
  return {
    context,
    reading,
    onNode: (node, box) => {
      const ink = contentOf(node, box, context);
      if (node.kind !== 'container' || level === 'overview') return ink;
      const tabs = node.interfaces.map(nodeOf).filter((tab): tab is InterfaceNode => tab?.kind === 'interface');
      return [...ink, ...addressInk(node, tabs, box, context)];
    },
    onEdge: (edge) => {
      const site = { route: page.routeOf(edge.id), boxOf, nodeOf, tunnels, pieces };
      return edge.kind === 'tunnel' ? tunnelInk(edge, site, context) : vethInk(edge, site, context);
    },
    onGroups: () => (context.detail.containers ? labelsOf(page, context) : groupsOf(page, context)),
  };
}

/** A project has its label once; on its further frames stands the same. */
function labelsOf({ rails, boxOf, nodeOf, density }: Page, context: ContentContext) {
  return rails.flatMap(({ id, owner, kind }) => {
    const [frame, label, project] = kind === 'frame' ? [boxOf(id), boxOf(owner), nodeOf(owner)] : [];
    if (frame === undefined || label === undefined || project?.kind !== 'project' || inside(label, frame)) return [];
    const height = frames[density].label;
    const box = { ...frame, y: bottom(frame) - height, h: height };
    return [{ id, owner, ink: projectInk(project, scaledBox(box, context.scale), context, false) }];
  });
}

function groupsOf({ rails, boxOf, nodeOf }: Page, context: ContentContext) {
  return rails.flatMap(({ id, owner, kind }) => {
    const box = boxOf(id);
    const bar = nodeOf(owner);
    if (kind !== 'area' || box === undefined || context.members(owner).length === 0) return [];
    const title = bar?.kind === 'bridge' ? bar.title : context.labels.hostNetwork;
    return [{ id, owner, ink: groupInk({ id: owner, title }, scaledBox(box, context.scale), context) }];
  });
}
