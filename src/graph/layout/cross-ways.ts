import type { CardNode } from '../scene/scene.ts';
import { groupId, type Group, type GroupCard } from './groups.ts';
import { Lanes } from './lanes.ts';

/** A group's place: its shelf, and which of that shelf's groups it is. */
export interface GroupPlace {
  readonly shelf: number;
  readonly group: number;
}

/** Where a way is upright: at its bar, in a lane beside a group, in a lane at the right end of everything, at its tab. */
export type Upright =
  | { readonly kind: 'bar' }
  | { readonly kind: 'gutter'; readonly place: GroupPlace; readonly lane: number }
  | { readonly kind: 'margin'; readonly lane: number }
  | { readonly kind: 'tab' };

/** A container's further network, and how its wire gets there: upright and level stretches in turn. */
export interface CrossWay {
  readonly container: CardNode;
  readonly card: GroupCard;
  readonly bar: string;
  readonly home: GroupPlace;
  readonly source: GroupPlace;
  /** Which of the container's tabs it reaches. */
  readonly tab: number;
  readonly uprights: readonly Upright[];
  /** Levels between the uprights, see `levelOf…`. */
  readonly levels: readonly string[];
  /** It leaves the upper side of its bar. */
  readonly upwards: boolean;
}

export interface Channels {
  readonly ways: readonly CrossWay[];
  /** Lanes beside each group, by shelf and group. */
  readonly gutters: readonly (readonly Lanes[])[];
  readonly margin: Lanes;
}

/** Levels at which wires run: below the bars of a shelf, above a further row of a group, above the bars of a shelf. */
export const levelBelowBars = (shelf: number): string => `${shelf}`;
export const levelOfRow = ({ shelf, group }: GroupPlace, row: number): string =>
  row === 0 ? levelBelowBars(shelf) : `${shelf}/${group}/${row}`;
export const levelAboveBars = (shelf: number): string => `above ${shelf}`;

/** Order of levels beside a group: above its bar, its rows, below its last row. */
const [above, below] = [-1, 1000];

/** Finds ways for all further networks. Those of stopped containers keep theirs, so that stopping moves nothing. */
export function crossWays(shelves: readonly (readonly Group[])[]): Channels {
  const gutters = shelves.map((shelf) => shelf.map(() => new Lanes()));
  const margin = new Lanes();
  const beside = (place: GroupPlace, from: number, to: number): Upright => ({
    kind: 'gutter',
    place,
    lane: gutters[place.shelf]?.[place.group]?.take(from, to) ?? 0,
  });
  const ways = furtherNetworks(shelves).map((further): CrossWay => {
    const { home, source, card } = further;
    const row = levelOfRow(home, card.row);
    const [bar, tab]: [Upright, Upright] = [{ kind: 'bar' }, { kind: 'tab' }];
    const down = home.shelf - source.shelf;
    const way = (levels: readonly string[], uprights: readonly Upright[], upwards = false): CrossWay => ({
      ...further,
      levels,
      uprights: [bar, ...uprights, tab],
      upwards,
    });
    if (down === 0 && card.row === 0) return way([row], []);
    if (down === 0) return way([levelBelowBars(source.shelf), row], [beside(home, 0, card.row)]);
    if (down === -1) return way([levelAboveBars(source.shelf), row], [beside(home, card.row, below)], true);
    const out = levelBelowBars(source.shelf);
    if (down === 1) {
      const lanes = [beside(source, 0, below), beside(home, above, card.row)];
      return way([out, levelAboveBars(home.shelf), row], lanes);
    }
    const far: Upright = { kind: 'margin', lane: margin.take(home.shelf, source.shelf) };
    if (card.row === 0) return way([out, row], [far]);
    return way([out, levelBelowBars(home.shelf), row], [far, beside(home, 0, card.row)]);
  });
  return { ways, gutters, margin };
}

type Further = Pick<CrossWay, 'container' | 'card' | 'bar' | 'home' | 'source' | 'tab'>;

/** Those of containers that stand on them as guests need no way. */
function furtherNetworks(shelves: readonly (readonly Group[])[]): Further[] {
  const places = new Map<string, GroupPlace>();
  shelves.forEach((groups, shelf) =>
    groups.forEach((group, i) => places.set(groupId(group) ?? '', { shelf, group: i })),
  );
  const all = shelves.flatMap((groups) => groups.flatMap(({ cards }) => cards));
  const hosted = new Set(all.flatMap(({ guest }) => (guest ? [guest.container] : [])));
  return shelves.flatMap((groups, shelf) =>
    groups.flatMap((group, i) =>
      group.cards.flatMap((card) =>
        (hosted.has(card.node.id) ? [] : card.node.bars).slice(1).flatMap((bar, place) => {
          const source = places.get(bar);
          if (source === undefined) return [];
          return [{ container: card.node, card, bar, home: { shelf, group: i }, source, tab: place + 1 }];
        }),
      ),
    ),
  );
}
