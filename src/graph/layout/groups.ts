import type { BridgeNode, ContainerNode, GuestNode, HostRailNode, Scene, SceneNode } from '../scene/scene.ts';
import { gridCells, type Cell, type GridShape } from './grid.ts';
import { bar, metricsOf, type Look } from './metrics.ts';
import { barWidth, cardWidth, guestWidth, textWidth } from './sizes.ts';

/** Containers that stand side by side: one, or a donor and those that share its network namespace. */
interface Unit {
  readonly members: readonly Member[];
  readonly width: number;
}

interface Member {
  readonly node: ContainerNode;
  /** Its stand-in on a further network. */
  readonly guest?: GuestNode | undefined;
}

/** A bar with the containers that hang from it, in a grid. The containers without any network are a group without a bar. */
export interface Group {
  readonly head?: BridgeNode | HostRailNode | undefined;
  readonly cards: readonly GroupCard[];
  readonly rows: number;
  /** Of the bar and of what hangs from it. */
  readonly width: number;
}

export interface GroupCard extends Member {
  readonly row: number;
  /** From the group's left side. */
  readonly x: number;
  readonly width: number;
}

export const groupId = (group: Group): string | undefined => group.head?.id;

const between = 10;

/** The groups of a host in the order of their bars: networks, the host's own namespace, and no network. */
export function groupsOf(scene: Scene, host: string, look: Look, spread: number): readonly Group[] {
  const containers = scene.nodes.filter((node) => node.kind === 'container').filter((node) => node.host === host);
  const heads = scene.nodes.filter(isHead).filter((node) => node.host === host);
  const donors = new Set(containers.map(({ id }) => id));
  const joinersOf = groupBy(containers, ({ sharedWith }) =>
    sharedWith !== undefined && donors.has(sharedWith) ? sharedWith : '',
  );
  const units = (joinersOf.get('') ?? []).map((node) => unitOf(node, joinersOf, look));
  const hosted = scene.nodes.filter((node) => node.kind === 'guest').filter((node) => node.host === host);
  const guests = guestUnits(hosted, containers, look);
  const unitsOf = groupBy([...units, ...guests], ({ members }) => members[0]?.guest?.bar ?? homeOf(members[0]?.node));
  const shape: GridShape = { start: Math.max(1, Math.round(2 * spread)), ratio: spread };
  return [...heads, undefined].flatMap((head) => {
    const members = unitsOf.get(head?.id ?? '') ?? [];
    return head === undefined && members.length === 0 ? [] : [groupOf(head, members, look, shape)];
  });
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
function unitOf(node: ContainerNode, joinersOf: ReadonlyMap<string, ContainerNode[]>, look: Look): Unit {
  const joiners = (joinersOf.get(node.id) ?? []).flatMap((joiner) => unitOf(joiner, joinersOf, look).members);
  const members = [{ node }, ...joiners];
  const width = members.reduce((sum, member) => sum + cardWidth(member.node, look) + between, -between);
  return { members, width };
}

/** Guests come after those who are at home. */
function guestUnits(guests: readonly GuestNode[], containers: readonly ContainerNode[], look: Look): Unit[] {
  const known = new Map(containers.map((node) => [node.id, node]));
  return guests.flatMap((guest) => {
    const node = known.get(guest.container);
    return node === undefined ? [] : [{ members: [{ node, guest }], width: guestWidth(guest, look) }];
  });
}

function groupOf(head: Group['head'], units: readonly Unit[], look: Look, shape: GridShape): Group {
  const { gap } = metricsOf(look.level, look.density);
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
  const cards = units.flatMap((unit, place) => cardsOf(unit, cells[place], offsets, look));
  return {
    head,
    cards,
    rows: 1 + Math.max(0, ...cells.map(({ row }) => row)),
    width: Math.max(grid, headWidth(head, look)),
  };
}

function cardsOf({ members }: Unit, cell: Cell | undefined, offsets: readonly number[], look: Look): GroupCard[] {
  let x = offsets[cell?.column ?? 0] ?? 0;
  return members.map((member) => {
    const width = member.guest ? guestWidth(member.guest, look) : cardWidth(member.node, look);
    const card = { ...member, row: cell?.row ?? 0, x, width };
    x += card.width + between;
    return card;
  });
}

function headWidth(head: Group['head'], look: Look): number {
  if (head === undefined) return 0;
  return head.kind === 'bridge' ? barWidth(head, look) : 2 * bar.padding + textWidth('host network', 11, 'sans');
}
