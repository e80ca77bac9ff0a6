import type cytoscape from 'cytoscape';
import { holds, inside, moved, type Point } from '../geometry.ts';
import { foldSpot } from '../ink/project.ts';
import { readingAt, scaledBox, scaledPoint } from '../ink/reading.ts';
import type { Placement, Rail } from '../layout/placement.ts';
import { isCard } from '../scene/scene.ts';
import type { Navigation } from './camera/navigation.ts';
import type { Connector } from './connector.ts';
import type { Joining } from './joining.ts';
import type { TextLayer } from './layers/text-layer.ts';
import { textScaleOf, type PictureEvents, type Stage } from './stage.ts';

interface GestureParts {
  readonly connector: Connector;
  readonly joining: Joining;
  readonly text: TextLayer;
  readonly navigation: Navigation;
}

/** Turns what the pointer does in the picture into events; yields what undoes that. */
export function bindGestures(
  stage: Stage,
  events: () => PictureEvents,
  { connector, joining, text, navigation }: GestureParts,
): () => void {
  const { cy, root } = stage;
  let drag: Drag | undefined;

  cy.on('tap', (event: cytoscape.EventObject) => {
    const id = idOf(stage, event);
    if (id !== undefined && isOnFold(stage, id, event.position)) events().onFold(id);
    else events().onSelect(id);
  });
  cy.on('dbltap', (event: cytoscape.EventObject) => {
    const id = idOf(stage, event);
    if (id !== undefined && isProject(stage, id) && !isOnFold(stage, id, event.position)) events().onFold(id);
  });
  cy.on('cxttap taphold', (event: cytoscape.EventObject) => {
    const at = clientPoint(stage, event.renderedPosition);
    events().onContextMenu(idOf(stage, event), at.x, at.y);
  });

  cy.on('mouseover', 'node, edge', (event: cytoscape.EventObject) => {
    const element = event.target as cytoscape.SingularElementReturnValue;
    const id = idOf(stage, event);
    if (id === undefined || drag !== undefined) return;
    if (!frames.has(element.data('kind') as string)) element.addClass('hovered');
    root.style.cursor = isMovable(element) ? 'grab' : selectable(element) ? 'pointer' : '';
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
  cy.on('tapstart', (event: cytoscape.EventObject) => {
    const original = event.originalEvent as Partial<MouseEvent> | undefined;
    if ((original?.button ?? 0) !== 0) return;
    const node = event.target as cytoscape.SingularElementReturnValue;
    if (event.target === cy || !isMovable(node)) {
      navigation.grab();
      return;
    }
    drag = { id: node.id(), from: event.position, at: event.position };
  });
  cy.on('tapdrag', (event: cytoscape.EventObject) => {
    if (drag === undefined) return;
    connector.cancel();
    root.style.cursor = 'grabbing';
    follow(stage, drag.id, event.position.x - drag.at.x, event.position.y - drag.at.y);
    drag = { ...drag, at: event.position };
    if (lengthOf(drag) >= leastDrag) joining.over(drag.id, drag.at);
  });
  cy.on('tapend', () => {
    const done = drag;
    drag = undefined;
    if (done === undefined) return;
    root.style.cursor = '';
    if (joining.drop()) return putBack(stage, done);
    const box = stage.boxOf(done.id);
    if (box !== undefined && lengthOf(done) >= leastDrag)
      events().onMove(done.id, Math.round(box.x), Math.round(box.y));
  });
  const onKey = (event: KeyboardEvent) => {
    if (drag === undefined || event.key !== 'Escape') return;
    joining.leave();
    putBack(stage, drag);
    drag = undefined;
  };
  window.addEventListener('keydown', onKey);
  return () => {
    window.removeEventListener('keydown', onKey);
    cy.removeListener('tap dbltap cxttap taphold mouseover mouseout mousemove tapstart tapdrag tapend');
  };
}

const isProject = ({ nodes }: Stage, id: string): boolean => {
  const kind = nodes.get(id)?.kind;
  return kind === 'project' || kind === 'folded';
};

/** Whether a point of the picture is on the arrow of a project's label or card. */
function isOnFold(stage: Stage, id: string, at: Point): boolean {
  const box = isProject(stage, id) ? stage.boxOf(id) : undefined;
  if (box === undefined) return false;
  const { scale } = readingAt(stage.cy.zoom(), textScaleOf(stage));
  return holds(foldSpot(scaledBox(box, scale)), scaledPoint(at, scale));
}

/** A node that is being dragged: where the pointer took it, and where it is now. */
interface Drag {
  readonly id: string;
  readonly from: Point;
  readonly at: Point;
}

const lengthOf = ({ from, at }: Drag): number => Math.hypot(at.x - from.x, at.y - from.y);

/** What moves less was tapped. */
const leastDrag = 3;

const frames = new Set(['host', 'netfilter', 'lan', 'rail', 'hostrail', 'frame']);
const isMovable = (element: cytoscape.SingularElementReturnValue): boolean => element.isNode() && !element.pannable();
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

/** What was dragged goes back to where it was taken. */
const putBack = (stage: Stage, { id, from, at }: Drag): void => follow(stage, id, from.x - at.x, from.y - at.y);

/** While a node is dragged, what belongs to it goes along: a card's tabs, a bar's cards and rails. */
function follow(stage: Stage, id: string, dx: number, dy: number): void {
  const now = { ...stage.now };
  for (const other of [id, ...followersOf(stage, id)]) {
    const appearance = now[other];
    if (appearance) now[other] = { ...appearance, box: moved(appearance.box, dx, dy) };
  }
  stage.show(now);
}

function followersOf({ nodes, placement, input }: Stage, id: string): string[] {
  const node = nodes.get(id);
  if (node !== undefined && isCard(node)) return [...node.interfaces];
  if (node?.kind !== 'bridge') return [];
  const rails = placement.rails
    .filter(({ owner, bar }) => owner === id || bar === id)
    .flatMap(railWithLabel(placement));
  const homes = homesOf(nodes);
  const members = [...nodes.values()].flatMap((other) => {
    if (!isCard(other) || input.positions[other.id] !== undefined) return [];
    return homeOf(homes, other.id) === id ? [other.id, ...other.interfaces] : [];
  });
  return [...rails, ...members];
}

/** A frame takes along the label that stands on it. */
const railWithLabel =
  ({ boxes }: Placement) =>
  ({ id, owner, kind }: Rail): string[] => {
    const [label, frame] = kind === 'frame' ? [boxes[owner], boxes[id]] : [];
    return label !== undefined && frame !== undefined && inside(label, frame) ? [id, owner] : [id];
  };

type Homes = ReadonlyMap<string, { readonly bar: string | undefined; readonly sharedWith: string | undefined }>;

const homesOf = (nodes: Stage['nodes']): Homes =>
  new Map(
    [...nodes.values()].flatMap((node) =>
      isCard(node) ? [[node.id, { bar: node.bars[0], sharedWith: node.sharedWith }] as const] : [],
    ),
  );

/** The bar below which a container stands: its own first network's, or its donor's. */
function homeOf(homes: Homes, id: string): string | undefined {
  const home = homes.get(id);
  return home?.bar ?? (home?.sharedWith === undefined ? undefined : homeOf(homes, home.sharedWith));
}
