import { center, sameBox } from '../../geometry.ts';
import { runs } from '../../ink/container-state.ts';
import { areaId } from '../../layout/placement.ts';
import { routesOf } from '../../layout/routes.ts';
import { faintness } from '../../scene/faint.ts';
import type { SceneNode } from '../../scene/scene.ts';
import type { Appearance } from '../motion.ts';
import type { Stage } from '../stage.ts';
import { curveOf } from './curve.ts';

/** What does not run is dimmed, the interfaces of the paused as well. */
const strengthOf = (node: SceneNode | undefined): number =>
  node !== undefined && 'state' in node && !runs(node) ? 0.75 : 1;

/** Puts Cytoscape's nodes where they are at a moment, and its edges on the ways that follow from it. */
export function show(stage: Stage, now: Record<string, Appearance>): void {
  const { cy, nodes, input, placement, faint } = stage;
  const before = stage.now;
  const owners = new Map(placement.rails.map(({ id, owner }) => [id, owner]));
  stage.now = now;
  const boxes = Object.fromEntries(Object.entries(now).map(([id, { box }]) => [id, box]));
  stage.routes = routesOf(input.scene, { boxes, placement });
  cy.batch(() => {
    for (const [id, { box, opacity }] of Object.entries(now)) {
      const old = before[id];
      const node = cy.getElementById(id);
      if (node.empty()) continue;
      if (old === undefined || !sameBox(old.box, box) || node.data('opacity') === 0) {
        if (old?.box.w !== box.w || old.box.h !== box.h || node.data('w') === 1) node.data({ w: box.w, h: box.h });
        const at = center(box);
        const { x, y } = node.position();
        if (x !== at.x || y !== at.y) node.position(at);
      }
      const owner = owners.get(id) ?? id;
      const strength = opacity * strengthOf(nodes.get(id)) * (faint.has(owner) ? faintness : 1);
      if (node.data('opacity') !== strength) node.data('opacity', strength);
    }
    for (const { id, source, target, hidden } of input.scene.edges)
      if (hidden !== true) putCurve(stage, id, source, target);
  });
}

function putCurve({ cy, now, routes, faint }: Stage, id: string, source: string, target: string): void {
  const [from, to, route] = [now[source], now[target], routes[id]];
  if (from === undefined || to === undefined || route === undefined) return;
  const curve = curveOf(route, from.box, to.box);
  const strength = faint.has(source) || faint.has(target) ? faintness : 1;
  const opacity = curve === undefined ? 0 : Math.min(from.opacity, to.opacity) * strength;
  const edge = cy.getElementById(id);
  const old = edge.data('curve') as typeof curve;
  const same = old && curve && (Object.keys(curve) as (keyof typeof curve)[]).every((key) => old[key] === curve[key]);
  if (!same && curve) edge.data('curve', curve);
  if (edge.data('opacity') !== opacity) edge.data('opacity', opacity);
}

/** Puts the ring around what is selected, with all its frames, and marks its stand-ins. */
export function select({ cy, input, placement }: Stage): void {
  cy.batch(() => {
    cy.elements('.chosen, .twin').removeClass('chosen twin');
    if (input.selected === undefined) return;
    cy.getElementById(input.selected).addClass('chosen');
    cy.getElementById(areaId(input.selected)).addClass('chosen');
    for (const { id, owner, kind } of placement.rails)
      if (kind === 'frame' && owner === input.selected) cy.getElementById(id).addClass('chosen');
    cy.elements(`node[container = "${input.selected}"]`).addClass('twin');
  });
}
