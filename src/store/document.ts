import { limits, type Document, type Positions } from '../formats/document.ts';
import { commandOf } from '../history/history.ts';
import type { HopPlace } from '../formats/link.ts';
import type { World } from '../world/world.ts';
import { worldOf, type LabState } from './lab.ts';
import { beginLab } from './begin.ts';
import { showTraffic, type Stores } from './stores.ts';
import type { ViewState } from './view.ts';

/** How much of an id a document keeps: a world's ids differ long before. */
const ID_LENGTH = 12;
const ID = /[0-9a-f]{64}/g;

/** What links and files hold of the lab: the commands that are done (or those ahead too), and where nodes were dragged to. */
export function documentOf(
  { lab, view }: Pick<Stores, 'view'> & { readonly lab: Pick<Stores['lab'], 'getState'> },
  ahead = false,
): Document {
  const { title = '', seed, entries, done, positions, intents } = lab.getState();
  const placed = Object.entries(positions).map(
    ([node, { x, y }]) => [shortened(node), { x: Math.round(x), y: Math.round(y) }] as const,
  );
  return {
    name: title.slice(0, limits.name),
    history: { seed, commands: (ahead ? entries : entries.slice(0, done)).map(commandOf) },
    positions: Object.fromEntries(placed),
    ...viewOf(view.getState()),
    ...(intents.length > 0 && { intents }),
  };
}

/** What somebody chose to see: zooming finds its level by itself. */
function viewOf({ level, levelHeld, shown }: ViewState): Pick<Document, 'view'> {
  if (!levelHeld && shown.length === 0) return {};
  return { view: { ...(levelHeld && { level }), ...(shown.length > 0 && { shown: shown.map(shortened) }) } };
}

/** Where in a document one stands: at its end and the last of its traffic, unless something is said. */
export interface Bookmark {
  readonly moment?: HopPlace | undefined;
  /** How many of its commands are done. */
  readonly done?: number | undefined;
}

/**
 * Opens a document in the place of the one that stands here; undo leads back to that.
 * Rejects where the simulator fails at it; then nothing has changed.
 */
export async function openDocument(stores: Stores, document: Document, at: Bookmark = {}): Promise<void> {
  const { name, history, positions, view = {}, intents } = document;
  await beginLab(stores, name === '' ? undefined : name, history, (world) => expanded(positions, world), {
    intents,
  });
  const { setLevel, show } = stores.view.getState();
  if (view.level !== undefined) setLevel(view.level);
  show(wholeIds(view.shown ?? [], worldOf(stores.lab.getState())));
  if (at.done !== undefined) stores.lab.getState().goTo(at.done);
  showMoment(stores, at.moment);
}

/** Where the playback stands, as a link can say it. */
export function momentNow({ lab, playback }: Stores): HopPlace | undefined {
  const { entry, position } = playback.getState();
  const command = lab.getState().entries.findIndex(({ id }) => id === entry);
  return command < 0 ? undefined : { command, hop: Math.floor(position) };
}

function showMoment(stores: Stores, moment: HopPlace | undefined): void {
  const state = stores.lab.getState();
  const entry = moment === undefined ? lastWithTraffic(state) : state.entries[moment.command];
  if (entry === undefined) return;
  showTraffic(stores, entry, false);
  if (moment !== undefined) stores.playback.getState().seek(moment.hop);
}

const lastWithTraffic = ({ entries, done }: LabState) =>
  entries.slice(0, done).findLast(({ outcome }) => outcome.traces.some(({ hops }) => hops.length > 0));

const shortened = (node: string): string => node.replace(ID, (id) => id.slice(0, ID_LENGTH));

/** The ids that a world has, by their beginnings. */
function idsOf({ machines }: World): ReadonlyMap<string, string> {
  const engines = Object.values(machines).flatMap(({ engine }) => (engine ? [engine] : []));
  const ids = engines.flatMap(({ containers, networks }) => [...Object.keys(containers), ...Object.keys(networks)]);
  return new Map(ids.map((id) => [id.slice(0, ID_LENGTH), id]));
}

/** Ids whole again; those that the world does not have are left out. */
export function wholeIds(shortened: readonly string[], world: World): readonly string[] {
  const whole = idsOf(world);
  return shortened.flatMap((id) => whole.get(id) ?? []);
}

/** Node ids whole again, by the ids that the world has; what it does not have is left out. */
export function expanded(positions: Positions, world: World): Positions {
  const whole = idsOf(world);
  return Object.fromEntries(
    Object.entries(positions).flatMap(([node, at]) => {
      const parts = node.split('/').map((part) => (/^[0-9a-f]{12}$/.test(part) ? whole.get(part) : part));
      return parts.every((part) => part !== undefined) ? [[parts.join('/'), at]] : [];
    }),
  );
}
