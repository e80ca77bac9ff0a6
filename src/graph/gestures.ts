import type cytoscape from 'cytoscape';
import type { Connector } from './connector.ts';
import { moved, type Point } from './geometry.ts';
import type { PictureEvents, Stage } from './stage.ts';
import type { TextLayer } from './text-layer.ts';

/** Turns what the pointer does in the picture into events; yields what undoes that. */
export function bindGestures(
  stage: Stage,
  events: () => PictureEvents,
  { connector, text }: { readonly connector: Connector; readonly text: TextLayer },
): () => void {
  const { cy, root } = stage;

  cy.on('tap', (event: cytoscape.EventObject) => {
    const id = idOf(stage, event);
    events().onSelect(id);
    // Cytoscape selects what is tapped; the selection is the caller's to give.
    cy.elements(':selected').unselect();
    if (stage.input.selected !== undefined) cy.getElementById(stage.input.selected).select();
  });
  cy.on('cxttap taphold', (event: cytoscape.EventObject) => {
    const at = clientPoint(stage, event.renderedPosition);
    events().onContextMenu(idOf(stage, event), at.x, at.y);
  });

  cy.on('mouseover', 'node, edge', (event: cytoscape.EventObject) => {
    const element = event.target as cytoscape.SingularElementReturnValue;
    const id = idOf(stage, event);
    if (id === undefined) return;
    if (!frames.has(element.data('kind') as string)) element.addClass('hovered');
    root.style.cursor = grabbable(element) ? 'grab' : selectable(element) ? 'pointer' : '';
    connector.hover(id);
  });
  cy.on('mouseout', 'node, edge', (event: cytoscape.EventObject) => {
    (event.target as cytoscape.SingularElementReturnValue).removeClass('hovered');
    root.style.cursor = '';
    connector.leave();
  });
  cy.on('mousemove', (event: cytoscape.EventObject) => {
    const whole = text.shortenedAt(event.position) ?? '';
    if (root.title !== whole) root.title = whole;
  });
  cy.on('grab', () => {
    root.style.cursor = 'grabbing';
  });
  cy.on('free', () => {
    root.style.cursor = '';
  });

  let start: { readonly id: string; readonly at: Point } | undefined;
  cy.on('grab', 'node', (event: cytoscape.EventObject) => {
    const node = event.target as cytoscape.NodeSingular;
    start = { id: node.id(), at: { ...node.position() } };
  });
  cy.on('drag', 'node', (event: cytoscape.EventObject) => follow(stage, event.target as cytoscape.NodeSingular));
  cy.on('dragfree', 'node', (event: cytoscape.EventObject) => {
    const node = event.target as cytoscape.NodeSingular;
    const box = stage.boxOf(node.id());
    if (box === undefined || start === undefined) return;
    const { x, y } = node.position();
    if (Math.hypot(x - start.at.x, y - start.at.y) < 2) return;
    events().onMove(node.id(), Math.round(box.x), Math.round(box.y));
  });
  return () => cy.removeListener('tap cxttap taphold mouseover mouseout mousemove grab free drag dragfree');
}

const frames = new Set(['host', 'netfilter', 'lan', 'rail', 'hostrail']);
const grabbable = (element: cytoscape.SingularElementReturnValue): boolean => element.isNode() && element.grabbable();
const selectable = (element: cytoscape.SingularElementReturnValue): boolean => element.data('kind') !== 'host';

/** The node or edge of the scene under an event; a rail stands for its bar. */
function idOf({ cy, nodes }: Stage, { target }: cytoscape.EventObject): string | undefined {
  if (target === cy) return undefined;
  const element = target as cytoscape.SingularElementReturnValue;
  const owner = element.data('owner') as string | undefined;
  if (owner !== undefined) return owner;
  const id: string = element.id();
  return element.group() === 'edges' || nodes.has(id) ? id : undefined;
}

function clientPoint({ root }: Stage, rendered: Point): Point {
  const { left, top } = root.getBoundingClientRect();
  return { x: left + rendered.x, y: top + rendered.y };
}

/** While a node is dragged, what belongs to it goes along: a card's tabs, a bar's cards and rails. */
function follow(stage: Stage, node: cytoscape.NodeSingular): void {
  const id = node.id();
  const old = stage.now[id];
  if (old === undefined) return;
  const at = node.position();
  const dx = at.x - old.box.w / 2 - old.box.x;
  const dy = at.y - old.box.h / 2 - old.box.y;
  const now = { ...stage.now };
  for (const other of [id, ...followersOf(stage, id)]) {
    const appearance = now[other];
    if (appearance) now[other] = { ...appearance, box: moved(appearance.box, dx, dy) };
  }
  stage.show(now);
}

function followersOf({ nodes, placement, input }: Stage, id: string): string[] {
  const node = nodes.get(id);
  if (node?.kind === 'container') return [...node.interfaces];
  if (node?.kind !== 'bridge') return [];
  const rails = placement.rails.filter(({ owner }) => owner === id).map((rail) => rail.id);
  const members = [...nodes.values()].flatMap((other) => {
    if (other.kind !== 'container' || input.positions[other.id] !== undefined) return [];
    return homeOf(stageContainers(nodes), other.id) === id ? [other.id, ...other.interfaces] : [];
  });
  return [...rails, ...members];
}

type Homes = ReadonlyMap<string, { readonly bar: string | undefined; readonly sharedWith: string | undefined }>;

const stageContainers = (nodes: Stage['nodes']): Homes =>
  new Map(
    [...nodes.values()].flatMap((node) =>
      node.kind === 'container' ? [[node.id, { bar: node.bars[0], sharedWith: node.sharedWith }] as const] : [],
    ),
  );

/** The bar below which a container stands: its own first network's, or its donor's. */
function homeOf(homes: Homes, id: string): string | undefined {
  const home = homes.get(id);
  return home?.bar ?? (home?.sharedWith === undefined ? undefined : homeOf(homes, home.sharedWith));
}
