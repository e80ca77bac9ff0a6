import {
  isCard,
  type BridgeNode,
  type CardNode,
  type GuestNode,
  type HostRailNode,
  type Scene,
  type SceneNode,
} from '../scene/scene.ts';
import { blocksOf, type GroupFrame, type Spot } from './blocks.ts';
import type { GridShape } from './grid.ts';
import { bar, type Look } from './metrics.ts';
import { barWidth, cardWidth, guestWidth, textWidth } from './sizes.ts';

/** Containers that stand side by side: one, or a donor and those that share its network namespace. */
interface Unit {
  readonly members: readonly Member[];
  readonly width: number;
  /** The compose project that it stands in the frame of. */
  readonly project?: string | undefined;
}

interface Member {
  readonly node: CardNode;
  /** Its stand-in on a further network. */
  readonly guest?: GuestNode | undefined;
}

/** A bar with the containers that hang from it, in a grid. The containers without any network are a group without a bar. */
export interface Group {
  readonly head?: BridgeNode | HostRailNode | undefined;
  readonly cards: readonly GroupCard[];
  readonly frames: readonly GroupFrame[];
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
  const containers = scene.nodes.filter(isCard).filter((node) => node.host === host);
  const names = new Map(
    scene.nodes.flatMap((node) => (node.kind === 'project' ? [[node.id, node.name] as const] : [])),
  );
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
    const nameOf = (project: string) => names.get(project) ?? '';
    return head === undefined && members.length === 0 ? [] : [groupOf(head, members, { look, shape, nameOf })];
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

const homeOf = (node: CardNode | undefined): string => {
  if (node?.attachment === 'host') return `${node.host}/hostrail`;
  return node?.bars[0] ?? '';
};

/** A container, and after it those that share its namespace. Who joins a joiner shares the same namespace. */
function unitOf(node: CardNode, joinersOf: ReadonlyMap<string, CardNode[]>, look: Look): Unit {
  const joiners = (joinersOf.get(node.id) ?? []).flatMap((joiner) => unitOf(joiner, joinersOf, look).members);
  const members = [{ node }, ...joiners];
  const width = members.reduce((sum, member) => sum + cardWidth(member.node, look) + between, -between);
  return { members, width, project: node.project };
}

/** Guests come after those who are at home. */
function guestUnits(guests: readonly GuestNode[], containers: readonly CardNode[], look: Look): Unit[] {
  const known = new Map(containers.map((node) => [node.id, node]));
  return guests.flatMap((guest) => {
    const node = known.get(guest.container);
    return node === undefined
      ? []
      : [{ members: [{ node, guest }], width: guestWidth(guest, look), project: guest.project }];
  });
}

function groupOf(
  head: Group['head'],
  units: readonly Unit[],
  { look, shape, nameOf }: { look: Look; shape: GridShape; nameOf: (project: string) => string },
): Group {
  const { spots, frames, rows, end } = blocksOf(units, { start: bar.padding, shape, look, nameOf });
  const grid = units.length === 0 ? 0 : end + bar.padding;
  return {
    head,
    cards: spots.flatMap((spot) => cardsOf(spot, look)),
    frames,
    rows,
    width: Math.max(grid, headWidth(head, look)),
  };
}

function cardsOf({ unit: { members }, row, x: left }: Spot<Unit>, look: Look): GroupCard[] {
  let x = left;
  return members.map((member) => {
    const width = member.guest ? guestWidth(member.guest, look) : cardWidth(member.node, look);
    const card = { ...member, row, x, width };
    x += card.width + between;
    return card;
  });
}

function headWidth(head: Group['head'], look: Look): number {
  if (head === undefined) return 0;
  return head.kind === 'bridge' ? barWidth(head, look) : 2 * bar.padding + textWidth('host network', 11, 'sans');
}
