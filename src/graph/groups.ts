import { gridCells, type Cell, type GridShape } from './grid.ts';
import { bar, barWidth, cardWidth, densityOf, metrics, textWidth, type Density } from './metrics.ts';
import type { BridgeNode, ContainerNode, HostRailNode, Scene, SceneNode } from './scene.ts';

/** Containers that stand side by side: one, or a donor and those that share its network namespace. */
interface Unit {
  readonly members: readonly ContainerNode[];
  readonly width: number;
}

/** A bar with the containers that hang from it, in a grid. The containers without any network are a group without a bar. */
export interface Group {
  readonly head?: BridgeNode | HostRailNode;
  readonly cards: readonly GroupCard[];
  readonly rows: number;
  /** Of the bar and of what hangs from it. */
  readonly width: number;
}

export interface GroupCard {
  readonly node: ContainerNode;
  readonly row: number;
  /** From the group's left side. */
  readonly x: number;
  readonly width: number;
}

export const groupId = (group: Group): string | undefined => group.head?.id;

const between = 10;

/** The groups of a host in the order of their bars: networks, the host's own namespace, and no network. */
export function groupsOf(scene: Scene, host: string): { readonly groups: readonly Group[]; readonly density: Density } {
  const containers = scene.nodes.filter((node) => node.kind === 'container').filter((node) => node.host === host);
  const density = densityOf(containers.length);
  const heads = scene.nodes.filter(isHead).filter((node) => node.host === host);
  const donors = new Set(containers.map(({ id }) => id));
  const joinersOf = groupBy(containers, ({ sharedWith }) =>
    sharedWith !== undefined && donors.has(sharedWith) ? sharedWith : '',
  );
  const units = (joinersOf.get('') ?? []).map((node) => unitOf(node, joinersOf, density));
  const unitsOf = groupBy(units, ({ members }) => homeOf(members[0]));
  const shape = shapeOf(density, [...heads.map(({ id }) => id), ''].filter((id) => unitsOf.has(id)).length);
  const groups = [...heads, undefined].flatMap((head) => {
    const members = unitsOf.get(head?.id ?? '') ?? [];
    return head === undefined && members.length === 0 ? [] : [groupOf(head, members, density, shape)];
  });
  return { groups, density };
}

function groupBy<T>(things: readonly T[], keyOf: (thing: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group) group.push(thing);
    else groups.set(keyOf(thing), [thing]);
  }
  return groups;
}

const isHead = (node: SceneNode): node is BridgeNode | HostRailNode =>
  node.kind === 'bridge' || node.kind === 'hostrail';

const homeOf = (node: ContainerNode | undefined): string => {
  if (node?.attachment === 'host') return `${node.host}/hostrail`;
  return node?.bars[0] ?? '';
};

/** A container, and after it those that share its namespace. Who joins a joiner shares the same namespace. */
function unitOf(node: ContainerNode, joinersOf: ReadonlyMap<string, ContainerNode[]>, density: Density): Unit {
  const joiners = (joinersOf.get(node.id) ?? []).flatMap((joiner) => unitOf(joiner, joinersOf, density).members);
  const members = [node, ...joiners];
  const width = members.reduce((sum, member) => sum + cardWidth(member, density) + between, -between);
  return { members, width };
}

/** Many networks want narrow groups, so that they stand side by side; the thresholds are few, so that they rarely change. */
function shapeOf(density: Density, groups: number): GridShape {
  if (density === 'full') return { start: 5, ratio: 2.5 };
  if (groups <= 1) return density === 'compact' ? { start: 6, ratio: 2 } : { start: 10, ratio: 1.6 };
  if (groups === 2) return { start: 4, ratio: 1 };
  return groups <= 4 ? { start: 3, ratio: 0.6 } : { start: 2, ratio: 0.4 };
}

function groupOf(head: Group['head'], units: readonly Unit[], density: Density, shape: GridShape): Group {
  const { gap } = metrics[density];
  const cells = gridCells(units.length, shape);
  const columns: number[] = [];
  units.forEach(({ width }, place) => {
    const column = cells[place]?.column ?? 0;
    columns[column] = Math.max(columns[column] ?? 0, width);
  });
  const offsets: number[] = [];
  let x = bar.padding;
  for (const width of columns) {
    offsets.push(x);
    x += width + gap;
  }
  const grid = units.length === 0 ? 0 : x - gap + bar.padding;
  const cards = units.flatMap((unit, place) => cardsOf(unit, cells[place], offsets, density));
  return {
    ...(head && { head }),
    cards,
    rows: 1 + Math.max(0, ...cells.map(({ row }) => row)),
    width: Math.max(grid, headWidth(head, density)),
  };
}

function cardsOf({ members }: Unit, cell: Cell | undefined, offsets: readonly number[], density: Density): GroupCard[] {
  let x = offsets[cell?.column ?? 0] ?? 0;
  return members.map((node) => {
    const card = { node, row: cell?.row ?? 0, x, width: cardWidth(node, density) };
    x += card.width + between;
    return card;
  });
}

function headWidth(head: Group['head'], density: Density): number {
  if (head === undefined) return 0;
  return head.kind === 'bridge' ? barWidth(head, density) : 2 * bar.padding + textWidth('host network', 11, 'sans');
}
